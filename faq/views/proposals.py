"""Answers for the form of a new ticket, and which of them were opened."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_POST, require_safe

from faq.feedback import Opening
from faq.models import FAQEntry
from faq.proposals import for_service, for_words
from helpdesk.catalogue.models import Service
from helpdesk.common import throttle

RATE = throttle.Rate(amount=60, seconds=3600)


@require_safe
def proposals(request):
    """`?judul=` what is typed, `?layanan=` the code of the chosen service; a fragment, empty where nothing answers."""
    code, text = (request.GET.get(name, "").replace("\0", "").strip() for name in ("layanan", "judul"))
    service = Service.objects.available().filter(code=code).first() if code else None
    entries = for_words(text, service) if text else for_service(service) if service else []
    return render(request, "faq/desk/_proposals.html", {"entries": entries})


@require_POST
def opened(request, pk):
    """A client opens a proposed answer. The desk may look at them too, which says nothing about tickets."""
    entry = get_object_or_404(FAQEntry.objects.live(), pk=pk)
    if request.user.asks_for_services and throttle.allow("opening", request.user.pk, RATE):
        Opening.objects.record(entry, by=request.user)
    return HttpResponse(status=204)
