"""Announcements at the desk: the list, the end, and “I have this too”."""
