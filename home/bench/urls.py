"""The addresses of the site, and those to compare with. wsgi.py says which of them pass the site's middleware."""

from django.urls import include, path

from home.bench import bare

OURS = [
    path("rows/", bare.rows),
    path("framed/", bare.rows_for_somebody),
    path("hash/", bare.one_hash),
    path("insert/<slug:name>/", bare.insert),
]
# One line before the others, since the pages of the CMS end the site's own list with whatever is left.
urlpatterns = [path("bench/", include(OURS)), path("", include("config.urls"))]
