"""A helpdesk of any size for measuring (`manage.py seed_load`): told in Python, written by COPY. Never for real data."""
