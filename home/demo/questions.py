"""What the FAQ screen has to show besides the shipped entries: a client's question that waits, one that was answered, a draft."""

from datetime import timedelta

from django.utils import timezone

from faq.models import FAQEntry, Opening, Opinion, Unfound
from faq.plain import to_html
from faq.unfound import note


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
    _tell_of_its_readers(client, now)


# Questions by their place in the list (a FAQ may have fewer), and what readers said of their answers.
OPINIONS = [
    (0, True, "", ""), (0, True, "", ""), (0, True, "", ""), (1, True, "", ""), (1, False, "incomplete", "Berkas apa saja yang dilampirkan?"),
    (3, False, "unclear", ""), (3, False, "outdated", "Alamat formulirnya sudah pindah."), (5, True, "", ""),
]  # fmt: skip
# Searched without a result, and how often.
MISSED = {"parkir tamu": 7, "sewa aula": 4, "wifi tamu": 3, "tanda tangan elektronik": 2, "lowongan magang": 1}


def _tell_of_its_readers(client, now):
    entries = list(FAQEntry.objects.live().in_order()[:8])
    for number, (place, is_useful, reason, text) in enumerate(OPINIONS):
        if place < len(entries):
            Opinion.objects.say(entries[place], reader=f"pembaca {number}", is_useful=is_useful, reason=reason, text=text)
    for days, entry in enumerate(entries[:3], start=3):
        Opening.objects.record(entry, by=client, at=now - timedelta(days=days))
    for words, times in MISSED.items():
        for _time in range(times):
            note(words)
    Unfound.objects.filter(words="wifi tamu").update(is_settled=True)
