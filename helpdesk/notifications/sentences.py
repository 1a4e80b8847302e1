"""A notification in one sentence, in the reader's language and with the names that the reader may see."""

from copy import copy

from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, ngettext

from helpdesk.common.dates import clock, short_date
from helpdesk.common.language import in_language
from helpdesk.notifications.kinds import Kind
from helpdesk.settings import DeskSettings
from helpdesk.tickets.names import names_of
from helpdesk.tickets.sentences import Storyteller

# What is no ticket: `facts["what"]` chooses the sentence, the other facts stand in it.
TOLD = {
    "membership_requested": gettext_noop("%(person)s asks to belong to %(organisation)s."),
    "membership_accepted": gettext_noop("You belong to %(organisation)s now."),
    "membership_refused": gettext_noop("Your request to belong to %(organisation)s was turned down."),
    "registration_waits": gettext_noop("%(person)s has registered and waits for approval."),
    "registration_approved": gettext_noop("Your registration was approved. You can use the helpdesk now."),
    "question_sent": gettext_noop("%(person)s sent a question for the FAQ: “%(title)s”"),
    "question_answered": gettext_noop("Your question was answered: “%(title)s”"),
    "call_tomorrow": gettext_noop("Tomorrow: video call for ticket #%(number)s, %(when)s."),
    "call_today": gettext_noop("Today: video call for ticket #%(number)s, %(when)s."),
    "call_in_an_hour": gettext_noop("In an hour: video call for ticket #%(number)s, %(when)s."),
    "call_confirmed": gettext_noop("Your video call for ticket #%(number)s is booked: %(when)s. The ticket has the calendar entry."),
    "call_fell_away": gettext_noop("The video call for ticket #%(number)s, %(when)s, falls away."),
    "contact_message": gettext_noop("A visitor sent message #%(number)s by the contact form."),
    "calendar_incomplete": gettext_noop("The joint leave days (cuti bersama) of %(year)s are missing in the calendar."),
    # Titles of announcements are the office's own words, so a mail may name them too.
    "announcement_over_affected": gettext_noop("“%(title)s” is over: you had it too."),
    "announcement_over_owner": gettext_noop("“%(title)s” is over. It concerned the service of your open ticket."),
    "announcement_over_watcher": gettext_noop("“%(title)s” is over. It concerned the service of a ticket that you watch."),
}

# The same in a mail, where the sentence would hold what somebody typed.
IN_MAIL = {
    "question_sent": gettext_noop("%(person)s sent a question for the FAQ."),
    "question_answered": gettext_noop("Your question was answered."),
}

# The subject of a mail: short, and without a name of anybody.
SUBJECTS = {
    Kind.NEW_TICKET: gettext_noop("new ticket"),
    Kind.ASSIGNED: gettext_noop("assigned to you"),
    Kind.REPLY: gettext_noop("new reply"),
    Kind.NOTE: gettext_noop("internal note"),
    Kind.DOCUMENTS: gettext_noop("documents have arrived"),
    Kind.REFUSED: gettext_noop("please send documents"),
    Kind.PROGRESS: gettext_noop("progress"),
    Kind.DONE: gettext_noop("finished"),
    Kind.REOPENED: gettext_noop("reopened"),
    Kind.WATCHING: gettext_noop("shared with you"),
    Kind.EVALUATED: gettext_noop("evaluated"),
    Kind.CALL: gettext_noop("video call"),
}


def check(facts):
    """Raise KeyError where a sentence would lack a name: a mistake of the caller's, found when it is made."""
    if facts.get("what") in TOLD:
        TOLD[facts["what"]] % with_moment(facts)


def with_moment(facts):
    """The facts with `when`, where they hold a moment: “3 Jul 2020, 10.00 WIB” as this reader writes it."""
    at = parse_datetime(facts.get("starts_at", ""))
    return facts | {"when": f"{short_date(at)}, {clock(at)}"} if at else facts


class Teller:
    """Tells some notifications to one reader. At most one query for names, however many there are."""

    def __init__(self, reader, notifications, *, in_mail=False, desk=None):
        self.reader, self.in_mail = reader, in_mail
        shown = str if reader.is_desk else (desk or DeskSettings.current()).name_for_client
        names = names_of([n.event for n in notifications if n.event_id], shown=shown)
        self.story = Storyteller(reader_is_client=not reader.is_desk, names=names, tells_file_names=False)

    def text(self, notification):
        """The sentence."""
        if notification.event_id is None:
            return self._told(notification)
        line = self._line(notification)
        return line.text if line else notification.get_kind_display()

    def icon(self, notification):
        return (line.icon if (line := self._line(notification)) else "") or ICONS.get(notification.kind, "bell")

    def _line(self, notification):
        if notification.event_id is None:
            return None
        event = notification.event
        if self.in_mail and event.new.get("note"):
            event = copy(event)
            event.new = {**event.new, "note": ""}  # what an officer wrote about a person stays on the page
        return self.story.tell(event)

    def _told(self, notification):
        facts = notification.facts
        what = facts.get("what")
        if what == "handed_over":
            return ngettext(
                "%(person)s handed %(count)s ticket over to you.", "%(person)s handed %(count)s tickets over to you.", facts["count"]
            ) % (facts | {"person": facts.get("person") or _("The system")})
        if what not in TOLD:
            return notification.get_kind_display()
        if facts.get("title_en"):
            facts = facts | {"title": in_language(facts["title"], facts["title_en"])}
        return _((IN_MAIL if self.in_mail else {}).get(what, TOLD[what])) % with_moment(facts)


def subject(notification):
    """“Ticket #1259: new reply”; for what is no ticket the name of the kind."""
    if notification.ticket_id is None:
        return notification.get_kind_display()
    return _("Ticket #%(number)s: %(news)s") % {"number": notification.ticket.number, "news": _(SUBJECTS[notification.kind])}


ICONS = {
    Kind.ASSIGNED: "user-check", Kind.MEMBERSHIP: "building-2", Kind.REGISTRATION: "user-plus",
    Kind.ANNOUNCEMENT: "megaphone", Kind.QUESTION: "circle-question-mark", Kind.CALENDAR: "calendar-days",
    Kind.CONTACT: "mail", Kind.CALL: "video",
}  # fmt: skip
