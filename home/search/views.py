"""The page of the search."""

from django.shortcuts import render
from django.utils.cache import patch_cache_control
from django.views.decorators.http import require_safe

from faq import unfound
from helpdesk.common.page_cache import for_every_visitor
from home.search.finder import Results, find
from home.search.sources import SOURCES

LONGEST_QUESTION = 200


@require_safe
@for_every_visitor  # what stands behind a question mark is drawn each time, and sent compressed
def search(request):
    """`q` is what is looked for, `jenis` one kind of which all is shown. What nothing answers is remembered, without who asked."""
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    kind = request.GET.get("jenis", "")
    kind = kind if kind in {source.code for source in SOURCES} else ""
    results = find(query, request, kind) if query else Results()
    if query and not results.groups and not kind:
        unfound.note(query, request=request)
    answer = render(request, "home/search.html", {"query": query, "kind": kind, "results": results})
    patch_cache_control(answer, max_age=0)  # what is found changes with every word that is published
    return answer
