"""`allowed_http_methods` of a page; by itself Wagtail answers a POST to a page without a form like a GET."""

from http import HTTPMethod

ONLY_READ = [HTTPMethod.GET, HTTPMethod.HEAD, HTTPMethod.OPTIONS]
WITH_A_FORM = [*ONLY_READ, HTTPMethod.POST]
