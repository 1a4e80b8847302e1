"""The FAQ in the CMS: entries, what was looked for in vain, and what readers found wanting."""
