"""One's own sessions: where one is logged in, and the way to end that."""

from allauth.account.internal.flows.logout import logout
from allauth.usersessions.models import UserSession
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from helpdesk.accounts.sessions import keeping
from helpdesk.accounts.sessions.devices import device_of, is_phone


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def sessions(request):
    """GET lists; POST ends one (`session`: its number) or, without a number, all of them, this one too."""
    if request.method == "POST":
        return end_one(request) if "session" in request.POST else end_all(request)
    here = request.session.session_key
    shown = [
        {"at": session.created_at, "ip": session.ip, "pk": session.pk, "is_here": session.session_key == here,
         "device": device_of(session.user_agent), "icon": "smartphone" if is_phone(session.user_agent) else "monitor"}
        for session in keeping.sessions_of(request.user, request)
    ]
    return render(request, "usersessions/usersession_list.html", {"sessions": shown})


def end_one(request):
    number = request.POST["session"]
    if not (number.isascii() and number.isdigit() and len(number) < 18):
        raise Http404
    mine = UserSession.objects.filter(user=request.user, pk=int(number)).exclude(session_key=request.session.session_key)
    if keeping.end(mine):
        messages.success(request, _("That device is logged out."))
    else:
        messages.info(request, _("That session had ended already."))
    return HttpResponseRedirect(reverse("usersessions_list"))


def end_all(request):
    keeping.end(UserSession.objects.filter(user=request.user))
    logout(request, show_message=False)
    messages.success(request, _("You are logged out everywhere. Log in again here."))
    return HttpResponseRedirect(reverse("account_login"))
