"""`/cari/`: one search over questions, services and pages. Nothing that a visitor may not read is ever looked at."""

from django.shortcuts import render
from django.views.decorators.http import require_safe
from wagtail.models import Page

from faq.models import FAQEntry
from helpdesk.common import finding
from home import services

LONGEST_QUESTION = 200
MOST_PAGES = 20


@require_safe
def search(request):
    query = request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]
    found = {}
    if query:
        found = {"entries": FAQEntry.objects.live().search(query), "services": services.search(query), "pages": pages(query)}
    return render(request, "home/search.html", {"query": query, "is_found": any(found.values()), **found})


def pages(query):
    """Published pages that anybody may read."""
    words = " ".join(finding.words(query))
    if not words:
        return []
    return list(Page.objects.live().public().filter(depth__gt=2).specific().search(words, operator="or")[:MOST_PAGES])
