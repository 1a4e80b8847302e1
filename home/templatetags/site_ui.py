"""What the public templates say about services and questions."""

from urllib.parse import urlencode

from django import template
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from helpdesk.catalogue import promise
from home import services

register = template.Library()

# By the department's code; the default serves a department that was added here.
ICONS = {
    "aplikasi": "app-window",
    "email": "mail",
    "jaringan-internet-bandwidth": "wifi",
    "server": "server",
    "website-dan-subdomain": "globe",
    "persandian-dan-tte": "signature",
    "keamanan-informasi-csirt": "shield-alert",
    "data-dan-statistik": "chart-column",
    "lpse-registrasi-dan-verifikasi": "file-check",
    "lpse-layanan-pengguna-spse": "user-round-cog",
    "lpse-admin-ppe-agency": "user-round-plus",
    "lpse-pelatihan-dan-bidding-room": "graduation-cap",
    "pengaduan": "megaphone",
}


@register.filter
def promised(hours):
    """“3 working days”; nothing where a record in the making says nothing yet."""
    return "" if hours is None else promise.in_words(hours)


@register.filter
def breakable(text):
    """Lets a long pair such as “Pembangunan/Pengembangan” break after its slash on a phone."""
    return str(text).replace("/", "/\u200b")


@register.filter
def department_icon(department):
    return ICONS.get(department.code, "file-text")


@register.filter
def files_needed(service):
    """“2 documents”, for the applicant that usually asks for this service."""
    return documents(services.files_needed(service))


@register.filter
def documents(number):
    if not number:
        return _("no documents")
    return ngettext("%(count)d document", "%(count)d documents", number) % {"count": number}


@register.filter
def service_url(service):
    return f"/layanan/{service.code}/"


@register.simple_tag
def service_chips(found, number=3):
    """Short links below the search of the hero."""
    return [{"url": service_url(service), "label": str(service)} for service in found[:number]]


@register.simple_tag
def block_values(stream):
    """The values of a StreamField, for a component that draws a list of them."""
    return [block.value for block in stream]


@register.simple_tag
def service_steps(service):
    """The procedure, as the record says: with documents or without, with a video call or without."""
    steps = [{"title": _("Send a ticket"), "text": _("Choose this service and describe what you need.")}]
    if service.required_documents.all():
        steps += [
            {"title": _("Upload the documents"), "text": _("Your ticket has a place for each of them.")},
            {"title": _("The helpdesk checks"), "text": _("What is missing is said in the ticket, with the reason.")},
        ]
    if service.has_video_call:
        text = _("An officer calls your WhatsApp number; keep the original documents at hand.")
        steps.append({"title": _("Video call"), "text": text})
    steps.append({"title": _("Result and evaluation"), "text": _("You read the result in the ticket and judge the service.")})
    return steps


@register.simple_tag
def ask_for(create_url, service=None):
    """The address of the new-ticket form, with the service already chosen."""
    return f"{create_url}?layanan={service.code}" if service else create_url


@register.simple_tag
def audience_choice(audience):
    """What the search box keeps of the chosen people."""
    return [("untuk", audience)] if audience else []


@register.simple_tag
def audience_links(url, audience, query):
    """The people for whom there are services, as links that keep the words looked for."""
    labels = {"": _("All"), "warga": _("Citizens"), "penyedia": _("Providers (companies)"), "opd": _("Agencies (OPD)")}
    links = []
    for code, label in labels.items():
        wanted = {name: value for name, value in (("untuk", code), ("q", query)) if value}
        links.append({"url": f"{url}?{urlencode(wanted)}" if wanted else url, "label": label, "is_current": code == audience})
    return links
