"""A ticket on behalf begins with whom it is for: find the client, or add one. Complete without JavaScript."""

from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.utils.decorators import method_decorator
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.generic import FormView

from helpdesk.accounts.client_search import MOST, SHORTEST, find_clients, is_enough
from helpdesk.accounts.forms.walk_in import WalkInForm
from helpdesk.accounts.models import User
from helpdesk.accounts.walk_in import add_client
from helpdesk.common import throttle
from helpdesk.common.form_token import new_token, once
from helpdesk.tickets.on_behalf import address_for

SEARCHES = throttle.Rate(amount=60, seconds=600)


def ask_for_whom(request, refusal="", status=200):
    """The page that finds a client by `?cari=`: names and organisations of at most ten people, nothing else."""
    asked = request.GET.get("cari", "").strip()[:100]
    people, has_more = [], False
    if asked and not is_enough(asked):
        refusal, status = _("Write at least %(count)d letters of a name, a username or an organisation.") % {"count": SHORTEST}, 422
    elif asked and not throttle.allow("find-client", request.user.pk, SEARCHES):
        refusal, status = _("You have searched very often. Please wait ten minutes."), 429
    elif asked:
        people, has_more = find_clients(asked)
    context = {
        "asked": asked, "refusal": refusal, "has_more": has_more, "most": MOST,
        "found": [(person, address_for(person, request.user)) for person in people],
        "is_searched": bool(asked) and not refusal,
    }  # fmt: skip
    return render(request, "helpdesk/tickets/for_whom.html", context, status=status)


@method_decorator(never_cache, name="dispatch")
class AddClient(FormView):
    """A new client; who has no e-mail address gets a first password, which stands on the answer once and nowhere else."""

    form_class = WalkInForm
    template_name = "helpdesk/tickets/add_client.html"

    def dispatch(self, request, *args, **kwargs):
        if not request.user.is_desk:
            raise Http404("only the desk enters clients")
        return super().dispatch(request, *args, **kwargs)

    def get_initial(self):
        return {"token": new_token(), "name": self.request.GET.get("nama", "").replace("\0", "")[:150]}

    def form_valid(self, form):
        officer, password = self.request.user, ""

        def make():
            nonlocal password
            person, password = add_client(form.cleaned_data, by=officer)
            return person.pk

        made, is_first = once(officer, "walk-in", form.cleaned_data["token"], make)
        person = User.objects.select_related("organisation").get(pk=made)
        following = address_for(person, officer)
        if person.email:
            return HttpResponseRedirect(f"{following}&baru=1")
        context = {"person": person, "password": password, "following": following, "is_first": is_first}
        return render(self.request, "helpdesk/tickets/client_added.html", context)

    def form_invalid(self, form):
        if "token" in form.errors:
            # A form that lost its token gets a new one: the next press works.
            form.data = form.data.copy()
            form.data["token"] = new_token()
            form.errors["token"][:] = []
            form.add_error(None, _("This form was incomplete. Please look through it and send it again."))
        return self.render_to_response(self.get_context_data(form=form), status=422)
