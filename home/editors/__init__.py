"""The CMS as its editors find it: the first screen, the review of pages, the office's name and logo, the checks."""
