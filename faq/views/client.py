"""The FAQ for clients: what is published, with a search, and their own questions."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.views.generic import DetailView, TemplateView

from faq.models import FAQEntry
from faq.page import asked_words, by_department
from faq.unfound import note

OWN = 20  # own questions shown, the newest


class FAQReading(TemplateView):
    template_name = "faq/desk/reading.html"

    def get_context_data(self, **kwargs):
        query, entries = asked_words(self.request), FAQEntry.objects.live()
        found = entries.search(query) if query else None
        if query and not found:
            note(query, request=self.request)
        own = FAQEntry.objects.asked_by(self.request.user).order_by("-asked_at", "-pk")[:OWN]
        return super().get_context_data(
            query=query, found=found, own=[] if query else own,
            departments=[] if query else by_department(entries.in_order()), **kwargs,
        )  # fmt: skip


class OwnQuestion(DetailView):
    """What the client has asked, and the answer once it is published."""

    template_name = "faq/desk/own_question.html"
    context_object_name = "entry"

    def post(self, request, *args, **kwargs):
        raise Http404("entries are written by the desk")

    def get_object(self, queryset=None):
        own = FAQEntry.objects.asked_by(self.request.user).select_related("department")
        return get_object_or_404(own, pk=self.kwargs["pk"])
