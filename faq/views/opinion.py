"""`/faq/<id>/nilai/`: “Was this useful?”, for everybody who may read the answer.

The pages on which answers stand are kept whole for all visitors and carry no token; this small one does, and is kept by
nobody. With JavaScript it is fetched as a fragment when somebody presses Yes or No (<useful-answer>).
"""

from django.http import HttpResponseRedirect
from django.shortcuts import get_object_or_404, render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from django.views import View

from faq.judging import NO, RATE, YES, OpinionForm
from faq.models import FAQEntry, Opinion
from faq.reader import name_of
from faq.views.answer import open_page
from helpdesk.common import throttle
from helpdesk.common.client_address import address_of

DONE = "selesai"


class Judge(View):
    http_method_names = ["get", "head", "post"]

    def setup(self, request, *args, **kwargs):
        super().setup(request, *args, **kwargs)
        self.is_fragment = request.headers.get("X-Fragment") == "opinion"

    def dispatch(self, request, *args, **kwargs):
        open_page()
        self.entry = get_object_or_404(FAQEntry.objects.live().with_place(), pk=kwargs["pk"])
        answer = super().dispatch(request, *args, **kwargs)
        add_never_cache_headers(answer)
        return answer

    def get(self, request, pk):
        said = request.GET.get("nilai", "")
        return self.show(OpinionForm(initial={"useful": said if said in {YES, NO} else None}), is_done=DONE in request.GET)

    def post(self, request, pk):
        form = OpinionForm(request.POST)
        if not form.is_valid():
            return self.show(form, status=422)
        if not throttle.allow("opinion", address_of(request), RATE):
            form.add_error(None, _("Many answers were judged from here just now. Please try again in an hour."))
            return self.show(form, status=429)
        Opinion.objects.say(self.entry, reader=name_of(request, self.entry), **form.facts())
        if not self.is_fragment:
            return HttpResponseRedirect(f"{request.path}?{DONE}=1")
        asks_why = not form.is_useful and not form.says_why
        return self.show(OpinionForm(initial={"useful": NO}), is_done=not asks_why, asks_why=asks_why)

    def show(self, form, status=200, *, is_done=False, asks_why=False):
        context = {"entry": self.entry, "form": form, "is_done": is_done, "asks_why": asks_why, "is_fragment": self.is_fragment}
        return render(self.request, "faq/_opinion.html" if self.is_fragment else "faq/opinion.html", context, status=status)
