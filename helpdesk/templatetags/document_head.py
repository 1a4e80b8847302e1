"""What stands in the head of a document for search engines, phones, and those who pass an address on."""

import re
from html import unescape

from django import template
from django.conf import settings
from django.templatetags.static import static
from django.urls import reverse
from django.utils.html import format_html, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language
from wagtail.models import Page

from helpdesk.setting.look import colours, icons, sharing
from helpdesk.setting.look.views import icon_url

register = template.Library()
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
DESCRIPTION = re.compile(r'<meta name="description" content="([^"]*)">')
MAY_BE_FOUND = {"account_login", "account_signup"}
LOCALES = {"id": "id_ID", "en": "en_GB"}


@register.simple_block_tag(takes_context=True)
def document_head(context, content):
    """Around <title> and the description; adds the canonical address and what a shared link shows.

    Only pages of the site and the two doors (login, registration) may be found; all else says noindex.
    """
    request, page = context.get("request"), context.get("page")
    is_page = isinstance(page, Page) and page.pk and not getattr(request, "is_preview", False)
    match = getattr(request, "resolver_match", None)
    if request is None or not (is_page or (match and match.url_name in MAY_BE_FOUND)):
        return mark_safe(content + '\n  <meta name="robots" content="noindex">')  # noqa: S308  (rendered by a template)
    # From the settings, never from the Host header; what stands behind a question mark is another view of the same page.
    url = settings.BASE_URL + request.path
    more = [format_html('<link rel="canonical" href="{}">', url)]
    if request.GET:
        # SECURITY: its title may hold what somebody typed; we sign no picture of that.
        more += [mark_safe('<meta name="robots" content="noindex">')] if "q" in request.GET else []
    else:
        more += _shared(content, url, context["desk"], page if is_page else None)
    return mark_safe(content + "\n  " + "\n  ".join(more))  # noqa: S308


def _shared(content, url, desk, page):
    title, description = _found(TITLE, content).partition(" · ")[0], _found(DESCRIPTION, content)
    picture, width, height, alt = _picture(title, desk, page)
    facts = [
        ("og:type", "website"), ("og:site_name", desk.name), ("og:title", title), ("og:description", description),
        ("og:url", url), ("og:locale", LOCALES[get_language()]), ("og:image", picture), ("og:image:width", width),
        ("og:image:height", height), ("og:image:alt", alt),
    ]  # fmt: skip
    lines = [format_html('<meta property="{}" content="{}">', name, value) for name, value in facts if value]
    return [*lines, mark_safe('<meta name="twitter:card" content="summary_large_image">')]


def _picture(title, desk, page):
    """(address, width, height, words) of the editors' own picture for sharing, else of one that is drawn."""
    image = getattr(page, "share_image", None)
    if image and (made := sharing.rendition_of(image)):
        return settings.BASE_URL + made.url, made.width, made.height, image.description or image.title
    address = reverse("share_picture", args=[sharing.ticket_for(title, desk)])
    return settings.BASE_URL + address, *sharing.SIZE, f"{title} · {desk.name}"


def _found(pattern, content):
    match = pattern.search(content)
    return unescape(" ".join(match[1].split())) if match else ""


@register.simple_tag
def office_icon(desk, name="ikon-32.png"):
    """The address of one icon: the logo, or the mark of the software."""
    return icon_url(desk, name)


@register.simple_tag(takes_context=True)
def site_icons(context):
    """Icons from the logo, the manifest, and the colour of the browser's own bar."""
    desk = context["desk"]
    links = [
        ("icon", icon_url(desk, icons.ICO), "32x32"),
        ("icon", icon_url(desk, "ikon-192.png"), "192x192") if desk.logo else ("icon", static("img/mark.svg"), "any"),
        ("apple-touch-icon", icon_url(desk, "ikon-180.png"), "180x180"),
    ]
    lines = format_html_join("\n  ", '<link rel="{}" href="{}" sizes="{}">', links)
    schemes = format_html_join(
        "\n  ", '<meta name="theme-color" content="{}" media="(prefers-color-scheme: {})">', [(colours.WHITE, "light"), (colours.DARK, "dark")]
    )
    return format_html('{}\n  <link rel="manifest" href="{}">\n  {}', lines, reverse("site_manifest"), schemes)
