"""What a person has to do first: replace a first password, set up a second factor. Until then the desk and the CMS
lead to that one page; logging out, the language and the pages about oneself below /akun/ stay open."""

from dataclasses import dataclass

from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject
from django.utils.translation import gettext_lazy as _

CLOSED = ("/helpdesk/", "/cms/")
# What the page of the duty itself needs: the picture at its top, and the link that confirms the address.
OPEN = ("/helpdesk/avatar/", "/helpdesk/profil/kirim-ulang/", "/cms/logout/", "/cms/jsi18n/", "/cms/sprite/")


@dataclass(frozen=True)
class Duty:
    """`where`: name of the page on which it is done; `sentence`: why, for the person."""

    where: str
    title: str
    sentence: str
    layout: str = "layouts/duty.html"


FIRST_PASSWORD = Duty(
    "account_change_password", _("Choose your own password"),
    _("Your first password was chosen by somebody else. Replace it with one that only you know; then everything is open to you."),
)
SECOND_FACTOR = Duty(
    "mfa_index", _("Set up two-step login"),
    _("Your office asks everybody at the desk for a second step at login. Set up one of these; then everything is open to you."),
)


def duty_of(person):
    """The one thing that this person (a person of a session, or anonymous) has to do first, or None. Costs no query."""
    if not person.is_authenticated:
        return None
    if person.must_change_password:
        return FIRST_PASSWORD
    return SECOND_FACTOR if person.lacks_second_factor else None


class Duties:
    """Middleware, after the person is known: `request.duty`, and nothing else of the desk and the CMS while there is one."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        request.duty = SimpleLazyObject(lambda: duty_of(request.user))
        path = request.path_info
        if path.startswith(CLOSED) and not path.startswith(OPEN) and (duty := duty_of(request.user)):
            return self.lead_to(duty, request)
        return self.get_response(request)

    def lead_to(self, duty, request):
        """Also what was posted is not done: it would be done by somebody who may not be the person."""
        target = reverse(duty.where)
        if request.headers.get("HX-Request"):  # a fragment: the whole page has to go there
            return HttpResponse(headers={"HX-Redirect": target})
        return HttpResponseRedirect(target)
