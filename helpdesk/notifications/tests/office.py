"""One department and everybody around one ticket, so that a test can say who hears, and with it who does not."""

from datetime import timedelta

from django.utils import timezone

from helpdesk.accounts.addresses import ensure_address
from helpdesk.documents.result import send_result
from helpdesk.notifications.models import Notification
from helpdesk.tests import factories as make


class Office:
    """`people` by name. Sari has the ticket, Beni sits beside her, Wira of another department watches it."""

    def __init__(self):
        self.department, self.other = make.make_department("Jaringan"), make.make_department("Server")
        company = make.make_organisation("PT Maju Contoh", shares_tickets=True)
        self.people = {
            "client": make.make_client("budi", name="Budi Prasetyo", organisation=company),
            "colleague": make.make_client("ani", organisation=company),
            "stranger": make.make_client("citra"),
            "officer": make.make_staff("sari", self.department, name="Sari Wulandari", staff_code="BoA45Xm"),
            "beside": make.make_staff("beni", self.department, name="Beni Contoh"),
            "gone": make.make_staff("lama", self.department, is_active=False),
            "watcher": make.make_staff("wira", self.other, name="Wira Contoh"),
            "elsewhere": make.make_staff("tono", self.other),
            "nowhere": make.make_staff("joko"),
            "admin": make.make_admin("adi"),
            "super admin": make.make_superadmin("ratna"),
            "editor": make.make_editor("eka"),
        }
        self.service = make.make_service("Hosting", department=self.department, documents=["ktp"], free_title=True)
        self.plain = make.make_service("Internet lambat", department=self.department, free_title=True)

    def __getitem__(self, name):
        return self.people[name]

    def new(self, service=None, **facts):
        return make.make_ticket("Judul", requester=self["client"], service=service or self.plain, **facts)

    def ticket(self, service=None):
        """Taken by Sari, watched by Wira."""
        ticket = self.new(service)
        ticket.take(by=self["officer"])
        ticket.add_watcher(self["watcher"], by=self["officer"])
        return ticket

    def checked(self, verdict, reason=""):
        """Its one document has come and was judged; the result is not sent yet."""
        ticket = self.ticket(self.service)
        make.judge_document(make.send_document(ticket, "ktp"), verdict, reason, by=self["officer"])
        ticket.refresh_from_db()
        return ticket

    def send_result(self, verdict, reason=""):
        ticket = self.checked(verdict, reason)
        send_result(ticket, by=self["officer"])
        return ticket

    def away(self, person, deputy):
        self[person].away_until, self[person].deputy = timezone.localdate() + timedelta(days=3), self[deputy]
        self[person].save()

    def told(self, ticket):
        """Names of those who were told of the ticket's newest event."""
        event = ticket.events.latest("pk")
        names = {person.pk: name for name, person in self.people.items()}
        return {names[n.recipient_id] for n in Notification.objects.filter(event=event)}

    def confirm_all(self):
        for person in self.people.values():
            ensure_address(person, verified=True)


def forget():
    Notification.objects.all().delete()
