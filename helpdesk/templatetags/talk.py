"""What a ticket page draws again and again: pieces of talk (row A10) and lines of Recent Activity (row A9)."""

from functools import cache

from django import template
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import escape, format_html_join
from django.utils.safestring import mark_safe
from django.utils.translation import get_language

from helpdesk.common import flat
from helpdesk.common.autolink import paragraphs
from helpdesk.templatetags.desk_ui import filesize, when
from helpdesk.templatetags.people_ui import avatar_of

register = template.Library()


@register.simple_tag
def message(author, at, text, kind="client", files=(), label=""):
    """One piece of talk. `author`: the shown name; `kind`: client, staff or note; `label` stands beside the name;
    `files`: mappings with url (empty while it waits for the virus scanner), name, size in bytes."""
    return flat.draw("components/message.html", {
        "kind": kind, "avatar": avatar_of(None, None, name=author), "is_note": kind == "note", "author": author, "label": label,
        "iso": at.isoformat(), "when": when(at), "text": paragraphs(text), "has_files": bool(files), "files": file_chips(files),
    })  # fmt: skip


def file_chips(files):
    drawn = (flat.draw("components/file_chip.html", {**file, "size": filesize(file["size"])}) for file in files)
    return format_html_join("", "{}", ((chip,) for chip in drawn))


FIELDS, TOKEN = "helpdesk/messages/_fields.html", "token-of-this-form"


@register.simple_tag
def message_fields(form):
    """The fields of a reply or a note. Before anybody typed they are the same for everybody but for the token."""
    if form.is_bound:
        return render_to_string(FIELDS, {"form": form})
    before, after = _blank_fields(type(form), get_language())
    return mark_safe(f"{before}{escape(form.initial['token'])}{after}")  # noqa: S308  (a template's own, and an escaped value)


@cache
def _blank_fields(form_class, language):
    before, _token, after = render_to_string(FIELDS, {"form": form_class(initial={"token": TOKEN})}).partition(TOKEN)
    return before, after


@register.simple_tag
def activity(lines, number):
    """Lines of Recent Activity (`helpdesk.tickets.sentences.Told`) of the ticket with this number."""
    return mark_safe("".join(_line(line, number) for line in lines))  # noqa: S308  (drawn by a flat template)


def _line(line, number):
    event = line.event
    return flat.draw("components/timeline_item.html", {
        "tone": line.tone, "text": line.text, "iso": event.at.isoformat(), "when": when(event.at),
        "old_text": reverse("helpdesk:ticket_correction", args=[number, event.pk]) if line.has_old_text else "",
    })  # fmt: skip
