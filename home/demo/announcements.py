"""What everybody reads in the demo: maintenance that goes on, and a disruption that is over."""

from datetime import timedelta

from django.utils import timezone

from helpdesk.catalogue.models import Service
from helpdesk.notifications.tell import quiet
from home.models import Announcement


def tell_of_announcements(admin, clients):
    """Written and ended by `admin`; some of `clients` had the disruption too."""
    today = timezone.localtime().replace(hour=0, minute=0, second=0, microsecond=0)
    Announcement.announce(
        kind="maintenance", title="Pemindahan email dinas ke server baru", title_en="Moving the office mail to a new server",
        text="<p>Kotak surat dipindahkan bertahap, satu perangkat daerah setiap malam. Email tetap masuk; membuka kotak surat "
        "dapat terputus paling lama sepuluh menit.</p><p>Anda tidak perlu melakukan apa pun.</p>",
        text_en="<p>Mailboxes move step by step, one agency each night. Mail keeps arriving; opening a mailbox may fail for "
        "ten minutes at most.</p><p>You need not do anything.</p>",
        starts_at=today, ends_at=today + timedelta(days=14, hours=5), by=admin, at=today, services=_services("mail-"),
    )  # fmt: skip
    begin = today - timedelta(days=9, hours=-8, minutes=-10)
    with quiet():
        outage = Announcement.announce(
            kind="disruption", title="Jaringan internet perkantoran terputus", title_en="The offices’ internet was down",
            text="<p>Sambungan ke penyedia terputus di jalur utama. Teknisi sedang memindahkan lalu lintas ke jalur cadangan.</p>",
            text_en="<p>The link to the provider is cut on the main line. Engineers are moving the traffic to the spare one.</p>",
            starts_at=begin, by=admin, at=begin, services=_services("net-"),
        )  # fmt: skip
        for place, client in enumerate(clients):
            outage.have_too(by=client, at=begin + timedelta(minutes=5 + 3 * place))
        words = "Kabel serat optik yang terputus sudah disambung. Anda tidak perlu melakukan apa pun."
        outage.end(words=words, by=admin, at=begin + timedelta(hours=2, minutes=30))


def _services(prefix):
    return list(Service.objects.available().filter(code__startswith=prefix, free_title=False)[:3])
