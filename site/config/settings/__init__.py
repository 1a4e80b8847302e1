"""One module per way to run the site; each begins from `base`.

dev: manage.py and `make run` (DEBUG off unless asked for) · test: pytest · production: the real thing.
"""
