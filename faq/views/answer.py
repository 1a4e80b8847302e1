"""`/faq/<id>-<words>/`: one answer, an address to pass on. The words may change, the number stays."""

from django.http import Http404, HttpResponsePermanentRedirect
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from faq.models import FAQEntry, FAQIndexPage
from helpdesk.common.page_cache import for_every_visitor

NEIGHBOURS = 5


def open_page():
    """The FAQ page, whose picture and openness its answers share: where visitors may not read it, no answer has an address."""
    page = FAQIndexPage.objects.live().public().first()
    if page is None:
        raise Http404
    return page


@require_safe
@for_every_visitor
def answer(request, pk, slug=""):
    page = open_page()
    entry = get_object_or_404(FAQEntry.objects.live().with_place(), pk=pk)
    if request.path != entry.url:
        return HttpResponsePermanentRedirect(entry.url)
    others = FAQEntry.objects.live().filter(department=entry.department).exclude(pk=entry.pk).in_order()[:NEIGHBOURS]
    return render(request, "faq/answer.html", {"entry": entry, "others": others, "page": page})
