"""What the contact form has brought in the demo: one message answered, one put aside as spam, one that waits."""

from datetime import timedelta

from django.utils import timezone

from contact.models import ContactMessage


def tell_of_the_visitors(admin):
    """`admin` answers the first message and puts the second one aside."""
    now = timezone.now()
    answered = _message(
        "Ratih Permata", "ratih.permata@example.com", "Jam layanan pada bulan Ramadan",
        "Selamat pagi. Apakah jam layanan berubah selama bulan Ramadan?\n\nTerima kasih.", now - timedelta(days=6),
    )  # fmt: skip
    answered.answer(
        "Jam layanan selama bulan Ramadan kami umumkan di halaman depan sebelum bulan itu mulai. "
        "Tiket dapat dikirim kapan saja.", by=admin, at=now - timedelta(days=5, hours=20),
    )  # fmt: skip
    spam = _message(
        "Promo Hebat", "promo@example.net", "Naikkan peringkat situs Anda",
        "Kami menjamin situs Anda di peringkat pertama. Balas untuk penawaran.", now - timedelta(days=2),
    )  # fmt: skip
    spam.mark_as_spam(by=admin, at=now - timedelta(days=1, hours=22))
    _message(
        "Bagus Wicaksono", "bagus.wicaksono@example.com", "Wi-Fi di ruang tunggu tidak tersambung",
        "Sejak kemarin Wi-Fi tamu di ruang tunggu loket tidak tersambung. Mohon diperiksa.", now - timedelta(hours=3),
    )  # fmt: skip


def _message(name, email, subject, text, at):
    """The token belongs to the story, so that it is told once."""
    token = f"demo-{email}"[:64].ljust(16, "-")
    return ContactMessage.receive(name=name, email=email, subject=subject, text=text, token=token, at=at)
