"""Visitors write (visitor.py); at the desk messages are listed, answered and made tickets."""
