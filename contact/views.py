"""The contact form. A message is stored, nothing else: no mail leaves because a stranger pressed a button."""

from allauth.account.adapter import get_adapter
from django.db import IntegrityError, transaction
from django.shortcuts import redirect
from django.utils.translation import gettext as _

from contact.forms import ContactForm
from contact.models import ContactMessage
from helpdesk.common import throttle

RATES = (throttle.Rate(amount=5, seconds=600), throttle.Rate(amount=30, seconds=24 * 3600))


def contact(page, request):
    """Answer `/kontak/` for the ContactPage `page`."""
    if request.method != "POST":
        return page.render(request, context_overrides={"form": ContactForm()})
    if ContactMessage.objects.filter(token=token_of(request)).exists():
        return thanks(page, request)  # the second click of a double click
    form = ContactForm(request.POST)
    if not form.is_valid():
        return shown_again(page, request, form, 422)
    if not is_allowed(request):
        form.add_error(None, _("Too many messages from your address. Please wait ten minutes; what you wrote is kept here."))
        return shown_again(page, request, form, 429)
    store(form)
    return thanks(page, request)


def store(form):
    """Keep the message once, however often its form is posted."""
    given = {name: form.cleaned_data[name] for name in (*form.visible, "token")}
    state = ContactMessage.State.SPAM if form.is_from_a_robot else ContactMessage.State.NEW
    try:
        with transaction.atomic():
            ContactMessage.objects.create(**given, state=state)
    except IntegrityError:
        if not ContactMessage.objects.filter(token=given["token"]).exists():
            raise


def token_of(request):
    return request.POST.get("token", "").replace("\0", "")[:64]


def is_allowed(request):
    address = get_adapter(request).get_client_ip(request)
    return all(throttle.allow("contact", address, rate) for rate in RATES)


def shown_again(page, request, form, status):
    answer = page.render(request, context_overrides={"form": form})
    answer.status_code = status
    return answer


def thanks(page, request):
    return redirect(page.get_url(request) + page.reverse_subpage("thanks"))
