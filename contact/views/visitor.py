"""The contact form. A message is stored, and the desk is told; no mail goes to a stranger because a stranger pressed a button.

The page holds a token and a question of its own for each reader, so it is in no cache (docs/developers.md).
"""

from django.db import transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from contact.models import ContactMessage
from helpdesk.common import throttle
from helpdesk.common.client_address import address_of

RATES = (throttle.Rate(amount=5, seconds=600), throttle.Rate(amount=30, seconds=24 * 3600))


def contact(page, request):
    """Answer `/kontak/` for the ContactPage `page`."""
    if request.method != "POST":
        return page.render(request, context_overrides={"form": page.get_form()})
    if was_sent(request):
        return thanks(page, request)  # the second click of a double click
    form = page.get_form(request.POST)
    if not form.is_valid():
        return shown_again(page, request, form, 422)
    if any(throttle.is_full("contact", address_of(request), rate) for rate in RATES):
        return too_many(page, request, form)  # before the captcha, which is still good afterwards
    with transaction.atomic():  # the captcha and the message are kept together: a parallel double click waits here
        if not form.settles_captcha():
            return thanks(page, request) if was_sent(request) else shown_again(page, request, form, 422)
        if not all(throttle.allow("contact", address_of(request), rate) for rate in RATES):
            return too_many(page, request, form)
        page.process_form_submission(form)
    return thanks(page, request)


def was_sent(request):
    token = request.POST.get("token", "").replace("\0", "")[:64]
    return ContactMessage.objects.filter(token=token).exists()


def too_many(page, request, form):
    form.add_error(None, _("Too many messages from your address. Please wait ten minutes; what you wrote is kept here."))
    return shown_again(page, request, form, 429)


def shown_again(page, request, form, status):
    answer = page.render(request, context_overrides={"form": form})
    answer.status_code = status
    return answer


def thanks(page, request):
    return redirect(page.get_url(request) + page.reverse_subpage("thanks"))
