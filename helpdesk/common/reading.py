"""Pages that are only read."""

from http import HTTPMethod

ONLY_READ = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
"""`allowed_http_methods` of a page without a form; by itself Wagtail answers a POST like a GET."""
