"""The demo: an office with three months behind it, told with the real verbs (DESIGN section 3, number 9)."""
