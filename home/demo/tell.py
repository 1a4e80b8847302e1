"""The whole demo: people, then about 300 tickets spread over three months."""

import random as chance
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from helpdesk.audit import origin
from helpdesk.catalogue.models import Service
from helpdesk.notifications.tell import quiet
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import Ticket
from helpdesk.worktime.current import working_time
from home.demo.announcements import tell_of_announcements
from home.demo.bells import fill_bells
from home.demo.calls import tell_of_calls
from home.demo.cast import make_people
from home.demo.documents import Papers, set_up_the_documents, tell_of_documents
from home.demo.province import tell_of_the_desk
from home.demo.questions import tell_of_the_faq
from home.demo.story import Story
from home.demo.visitors import tell_of_the_visitors

DAYS = 92
TICKETS = 300

PLOTS = {
    "ordinary": 52, "corrected": 14, "questioned": 9, "escalated": 6, "rejected": 4, "cancelled": 3, "forgotten": 5,
    "unfinished": 7, "answered": 6, "awaited": 6,
}  # fmt: skip


def tell(password, *, tickets=TICKETS, seed=2026, progress=None):
    """Tell everything in one transaction (all of it or nothing); return the number of tickets told."""
    random = chance.Random(seed)  # noqa: S311 (a story, not a secret)
    with transaction.atomic():
        with origin.silent():  # the cast was there before the story begins
            _name_the_office()
            staff, clients, admin = make_people(password, random)
            set_up_the_documents()
        services = list(Service.objects.available().prefetch_related("required_documents", "checklist", "inputs"))
        calendar = working_time()
        with quiet():
            for number, start in enumerate(_starts(tickets, random, calendar), start=1):
                client = clients[0] if number % 19 == 0 else random.choice(clients[1:])
                service = random.choice([s for s in services if _suits(s, client)])
                officer = random.choice(staff.get(service.department.code) or [admin])
                plot = _plot(start, random)
                Story(service, client, officer, start, random=random, calendar=calendar).tell(plot)
                if progress:
                    progress(number)
            _tell_of_the_guide(clients, services, staff, random, calendar)
        fill_bells()
        tell_of_the_desk(staff, clients[0], admin, password)
        tell_of_the_faq(staff["jaringan-internet-bandwidth"][0], clients[0], admin)
        tell_of_the_visitors(admin)
        tell_of_announcements(admin, clients[1:8])
    return Ticket.objects.count()


# What the account `client` finds: one ticket for each place in the provider's guide; service, plot and how many
# working hours ago it began, so that the story fits before today on every day of the year.
GUIDE = [
    ("lpse-ubah-npwp", "closed_today", 40), ("lpse-konsultasi", "answered", 6), ("lpse-ubah-email", "awaited", 14),
    ("lpse-registrasi", "refused", 14), ("lpse-reset-password", "waiting_for_check", 4), ("lpse-ubah-data", "unfinished", 3),
]  # fmt: skip
# And what every desk knows, whatever the dice say.
OTHERS = [
    ("lpse-info-userid", "passed_on", 12), ("lpse-agregasi", "rejected", 20), ("lpse-pelatihan", "cancelled", 20),
    ("lpse-gangguan-spse", "forgotten", 30),
]  # fmt: skip


def _tell_of_the_guide(clients, services, staff, random, calendar):
    by_code = {service.code: service for service in services}
    for client, plots in [(clients[1], OTHERS), (clients[0], GUIDE)]:
        for code, plot, hours in plots:
            start = calendar.add(timezone.now(), timedelta(hours=-hours))
            officer = staff[by_code[code].department.code][0]
            Papers(by_code[code], client, officer, start, random=random, calendar=calendar).tell(plot)
    tell_of_documents(clients[0], by_code, staff, random, calendar)
    tell_of_calls([c for c in clients[2:] if c.organisation and c.organisation.kind == "company"], by_code, staff, random, calendar)


def _starts(number, random, calendar):
    """Moments in working hours, oldest first, so that numbers and dates run together."""
    now = timezone.now()
    days = sorted(random.uniform(0.02, DAYS) for _ in range(number))
    moments = (calendar.next_opening(now - timedelta(days=day)) for day in reversed(days))
    return [min(moment + timedelta(minutes=random.randrange(180)), now - timedelta(minutes=1)) for moment in moments]


def _plot(start, random):
    """Old tickets are nearly all done; what is left open lies in the last weeks."""
    is_old = timezone.now() - start > timedelta(days=21)
    open_ended = {"forgotten", "unfinished", "answered", "awaited"}
    names = [n for n in PLOTS if not (is_old and n in open_ended and random.random() < 0.85)]
    return random.choices(names, [PLOTS[n] for n in names])[0]


def _suits(service, client):
    if service.audience == Service.Audience.ALL:
        return True
    kind = client.organisation.kind if client.organisation else ""
    return service.audience == (Service.Audience.AGENCIES if kind == "agency" else Service.Audience.PROVIDERS) and bool(kind)


def _name_the_office():
    settings = DeskSettings.current()
    if settings.pk is None:
        settings.address = "Jalan Contoh No. 1, Kota Contoh"
        settings.phone = "(021) 555-0100"
        settings.description = "Satu pintu untuk perangkat daerah dan penyedia: minta layanan, kirim berkas, dan pantau sampai selesai."
        settings.footer_description = "Senin–Kamis 07.30–16.00 WIB, Jumat 07.30–16.30 WIB"
        settings.copyright_holder, settings.copyright_since = "Diskominfo Provinsi Contoh", 2017
        settings.save()
