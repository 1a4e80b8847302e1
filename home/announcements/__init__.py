"""Announcements: what they mean, who may do what with them, what happens when they end."""
