"""Video calls: officers' hours, one that is booked, one without its outcome, one proposed, one that nobody answered; and
a closed ticket whose documents are held. Which time `client` takes for its own call is left to the visitor."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from helpdesk.calls import verbs
from helpdesk.calls.models import CallPattern
from helpdesk.calls.offer import offers
from home.demo.story import Story, Today

WITH_CALLS = ("lpse-registrasi-dan-verifikasi", "lpse-layanan-pengguna-spse")
HOURS = [(time(9), time(10, 30)), (time(13, 30), time(14, 30))]
# Working hours in Ramadan and on Fridays too, and in nobody's HOURS.
PROPOSED_AT = time(11)
# Service, plot, and how many working hours ago it began.
CALLS = [
    ("lpse-ubah-data", "booked", 30), ("lpse-registrasi", "proposed", 30), ("lpse-ubah-data", "missed", 60),
    ("lpse-registrasi", "not_noted", 60), ("lpse-reset-password", "booked", 30), ("lpse-ubah-data", "held", 90),
]  # fmt: skip


def tell_of_calls(clients, services, staff, random, calendar):
    """`clients` of companies, `services` by code, `staff` by department code."""
    for code in WITH_CALLS:
        for officer in staff[code]:
            _publish_hours(officer)
    for client, (code, plot, hours) in zip(clients, CALLS, strict=False):
        start, service = calendar.add(timezone.now(), timedelta(hours=-hours)), services[code]
        Called(service, client, staff[service.department.code][0], start, random=random, calendar=calendar).tell(plot)


def _publish_hours(officer):
    for weekday in range(5):
        for begins, ends in HOURS:
            CallPattern.objects.create(officer=officer, weekday=weekday, begins=begins, ends=ends)


class Called(Story):
    """A story that leads to a video call with a time."""

    def booked(self):
        """Today, else on the next working day."""
        self.arrive()
        self.wait(1)
        verbs.book(self.ticket, self.first_offer(self.now), note="Mohon lewat nomor kantor.", by=self.client, at=self.at)

    def proposed(self):
        self.arrive()
        self.wait(1)
        day = timezone.localdate(self.now) + timedelta(days=2)
        while not self.calendar.is_open(self._on(day)):
            day += timedelta(days=1)
        verbs.propose(self.ticket, self._on(day), note="Direktur baru kembali siang itu.", by=self.client, at=self.at)

    def missed(self):
        """Nobody answered: a time can be chosen again."""
        self.hold_the_call()
        self.ticket.record_call("no_answer", "Dua kali dihubungi.", by=self.officer, at=self.at)

    def not_noted(self):
        """The time is over, and nobody has written down how it went."""
        self.hold_the_call()

    def held(self):
        """Done, and in dispute: its documents stay."""
        self.hold_the_call()
        self.ticket.record_call("matches", "Berkas asli sesuai.", by=self.officer, at=self.at)
        self.wait(1)
        self.ticket.close(self.closing(), by=self.officer, at=self.at)
        self.wait(2)
        self.ticket.hold("Sengketa pengadaan; berkas diminta inspektorat.", by=self.officer, at=self.at)

    def hold_the_call(self):
        """Booked with the first offer, and its time has come."""
        self.arrive()
        self.wait(1)
        call = verbs.book(self.ticket, self.first_offer(self.at), by=self.client, at=self.at)
        self.at = call.ends_at
        self.wait(0)

    def first_offer(self, at):
        for offer in offers(self.ticket.department, at=at):
            return offer.starts_at
        raise Today  # a long row of days off: nothing can be booked yet

    def _on(self, day):
        return datetime.combine(day, PROPOSED_AT, timezone.get_default_timezone())
