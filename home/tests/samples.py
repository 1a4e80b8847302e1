"""A page with every block, and the pictures and files that it needs."""

from io import BytesIO

from django.core.files.base import ContentFile
from PIL import Image as Drawn
from wagtail.documents.models import Document
from wagtail.images.models import Image

from faq.models import FAQEntry
from helpdesk.catalogue.models import Service

VIDEO = ("video", {"title": "Cara membuat tiket", "url": "https://youtu.be/abcdefghijk", "transcript": "<p>Pilih layanan, lalu kirim.</p>"})


def picture(width=900, height=500, *, name="loket.jpg", mode="RGB", alt="Loket layanan dengan dua petugas", decorative=False):
    """A library picture as a block gives it: with the words of its place."""
    file = BytesIO()
    top, bottom = Drawn.new(mode, (width, height), (7, 69, 107, 255)[: len(mode)]), (253, 188, 0, 255)[: len(mode)]
    top.paste(bottom, (0, int(height * 0.7), width, height))
    top.save(file, "PNG" if name.endswith("png") else "JPEG")
    image = Image.objects.create(title="Loket", file=ContentFile(file.getvalue(), name), width=width, height=height)
    image.contextual_alt_text, image.decorative = "" if decorative else alt, decorative
    return image


def document(title="Formulir permohonan", name="formulir.pdf", **fields):
    file = ContentFile(b"%PDF-1.7 " + b"0" * 184_000, name)
    return Document.objects.create(title=title, file=file, file_size=file.size, **fields)


def every_block(cover=None):
    """The body of a page; the catalogue and the FAQ must be there."""
    entry = FAQEntry.objects.live().in_order().first()
    codes = list(Service.objects.available().filter(free_title=False).values_list("code", flat=True)[:2])
    return [
        ("text", "<h2>Untuk siapa</h2><p>Layanan ini untuk <b>perangkat daerah</b>, penyedia, dan warga.</p><h3>Perangkat daerah</h3>"
            "<p>Jaringan, email dinas, situs, dan aplikasi.</p><blockquote>Satu pintu untuk semua.</blockquote>"),
        ("callout", {"tone": "warning", "title": "Jaga kata sandi Anda", "text": "Petugas tidak pernah memintanya."}),
        ("figure", {"picture": picture(), "caption": "<p>Loket layanan, Senin sampai Jumat.</p>"}),
        (VIDEO[0], VIDEO[1] | {"picture": cover}),
        ("downloads", {"heading": "Formulir", "files": [{"document": document(), "title": ""}]}),
        ("steps", {"heading": "Cara kerjanya", "steps": [
            {"title": "Pilih layanan", "text": "Syarat dan waktu terlihat lebih dahulu."}, {"title": "Kirim berkas", "text": "PDF atau foto."},
            {"title": "Pantau tiket", "text": ""}]}),
        ("accordion", {"heading": "Rincian", "entries": [{"title": "Siapa yang melihat berkas saya?", "text": "<p>Petugas yang menangani.</p>"}]}),
        ("card_grid", {"heading": "Cari yang Anda perlukan", "cards": [
            {"title": "Layanan", "text": "Syarat, waktu, dan biaya.", "icon": "clipboard-list", "path": "/layanan/"},
            {"title": "Pertanyaan", "text": "Jawaban tanpa menunggu.", "icon": "circle-question-mark", "path": "/faq/"},
            {"title": "Loket", "text": "Datang langsung.", "picture": picture(900, 500)}]}),
        ("table", {"first_column_heads": True, "table": {
            "caption": "Jam layanan dan biaya", "columns": [
                {"type": "text", "heading": "Hari"}, {"type": "text", "heading": "Buka"}, {"type": "rich_text", "heading": "Keterangan"},
                {"type": "number", "heading": "Biaya (Rp)"}],
            "rows": [
                {"values": ["Senin–Kamis", "07.30–16.00 WIB", "<p>Istirahat <b>12.00–13.00</b></p>", "0"]},
                {"values": ["Jumat", "07.30–16.30 WIB", "<p>Istirahat 11.30–13.00</p>", "15000"]}]}}),
        ("services", {"heading": "Layanan pilihan", "services": codes, "department": ""}),
        ("services", {"heading": "Semua departemen", "services": [], "department": ""}),
        ("faq", {"heading": "Yang sering ditanyakan", "entries": [entry], "department": ""}),
        ("contact_details", None),
        ("call_to_action", {"text": "Sudah siap?", "label": "Kirim Tiket Bantuan", "path": "/helpdesk/tiket/baru/"}),
    ]  # fmt: skip
