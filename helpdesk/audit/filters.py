"""Which entries of the audit are asked for. Whatever the address says that does not exist is as if it were not there."""

import datetime
from dataclasses import dataclass

from django.apps import apps
from django.db.models import Q
from django.utils import timezone

from helpdesk.audit.models import AuditEntry
from helpdesk.audit.watched import WATCHED

EXPORT = "helpdesk.auditentry"
KINDS = (*WATCHED, EXPORT)
SYSTEM = "sistem"
LONGEST = 200


@dataclass(frozen=True)
class AuditFilter:
    """`who`: a part of a name, a username, or SYSTEM; `record`: “kind:key” of one record; both days belong to the period."""

    words: str = ""
    who: str = ""
    kind: str = ""
    action: str = ""
    record: str = ""
    since: datetime.date | None = None
    until: datetime.date | None = None

    @classmethod
    def from_query(cls, query):
        def text(name):
            return query.get(name, "").replace("\0", "").strip()[:LONGEST]

        kind, _colon, key = text("objek").partition(":")
        return cls(
            words=text("q"), who=text("siapa"),
            kind=text("jenis") if text("jenis") in KINDS else "",
            action=text("tindakan") if text("tindakan") in AuditEntry.Action.values else "",
            record=f"{kind}:{key}" if kind in KINDS and key and len(key) <= 40 else "",
            since=day(text("dari")), until=day(text("sampai")),
        )  # fmt: skip

    def pairs(self):
        """The question as parts of an address."""
        parts = {
            "q": self.words, "siapa": self.who, "jenis": self.kind, "tindakan": self.action, "objek": self.record,
            "dari": self.since and self.since.isoformat(), "sampai": self.until and self.until.isoformat(),
        }  # fmt: skip
        return {key: value for key, value in parts.items() if value}

    def narrow(self, entries):
        if self.kind:
            entries = entries.filter(kind=self.kind)
        if self.action:
            entries = entries.filter(action=self.action)
        if self.record:
            kind, _colon, key = self.record.partition(":")
            entries = entries.filter(kind=kind, object_id=key)
        if self.since:
            entries = entries.filter(at__gte=midnight(self.since))
        if self.until and self.until < datetime.date.max:
            entries = entries.filter(at__lt=midnight(self.until + datetime.timedelta(days=1)))
        for word in self.words.split()[:8]:
            entries = entries.filter(object_name__icontains=word)
        return self.by_who(entries)

    def by_who(self, entries):
        if not self.who:
            return entries
        if self.who.lower() in {SYSTEM, "system"}:
            return entries.filter(actor=None, path="")
        people = apps.get_model("helpdesk.user").objects.filter(Q(username__iexact=self.who) | Q(name__icontains=self.who))
        return entries.filter(actor__in=people)


def day(text):
    """A day that the database can hold, or None."""
    try:
        asked = datetime.date.fromisoformat(text)
    except ValueError:
        return None
    return asked if 2000 <= asked.year <= 2200 else None


def midnight(date):
    return timezone.make_aware(datetime.datetime.combine(date, datetime.time.min))
