"""What the FAQ screen has to show besides the shipped entries: a client's question that waits, one that was answered, a draft."""

from datetime import timedelta

from django.utils import timezone

from faq.models import FAQEntry
from faq.plain import to_html


def tell_of_the_faq(officer, client, admin):
    """`officer` drafts, `client` asks, `admin` publishes; all about the officer's department."""
    now, department = timezone.now(), officer.department
    answered = FAQEntry.ask(
        department=department, subject="Apakah VPN bisa dipakai dari rumah?", text="Saya bekerja dari rumah dua hari seminggu.",
        by=client, at=now - timedelta(days=3),
    )  # fmt: skip
    answered.revise(
        department=department, subject="Bolehkah VPN dipakai dari rumah?", by=admin, publish=True,
        answer=to_html("Boleh, setelah ada surat tugas dari atasan.\n\nYang disiapkan:\n\n- surat tugas\n- nama perangkat yang dipakai"),
    )  # fmt: skip
    FAQEntry.ask(
        department=department, subject="Berapa kecepatan Wi-Fi tamu?", text="Untuk acara dengan seratus peserta.",
        by=client, at=now - timedelta(hours=4),
    )  # fmt: skip
    FAQEntry.write(
        department=department, subject="Bagaimana meminta titik jaringan baru?", by=officer,
        answer=to_html("Buat tiket di layanan jaringan, lalu sebutkan:\n\n1. gedung dan lantai\n2. jumlah titik\n3. tanggal diperlukan"),
    )  # fmt: skip
