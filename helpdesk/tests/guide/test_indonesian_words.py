"""The main words of the manual in Indonesian (table D), where the guide meets them."""

from playwright.sync_api import expect

from helpdesk.tests.guide import steps
from helpdesk.tests.guide.office import SERVICE


def has(page, *words):
    """Each of these stands on the page to the letter, capitals of headings aside."""
    text = steps.text_of(page).lower()
    missing = [word for word in words if word.lower() not in text]
    assert not missing, f"{page.url} does not say {missing}"


def links(page, *words):
    for word in words:
        expect(page.get_by_role("link", name=word, exact=True).first, word).to_be_visible()


def buttons(page, *words):
    for word in words:
        expect(page.get_by_role("button", name=word, exact=True).first, word).to_be_visible()


def test_a_visitor_reads_masuk_and_daftar(town, opened):
    page = opened(None, "/", language="id")
    links(page, "Beranda", "Tentang Aplikasi", "Kontak", "Masuk", "Buat Tiket")
    page.goto("/akun/login/")
    buttons(page, "Masuk")
    links(page, "Daftar sekarang", "Lupa Kata Sandi?", "Perlu Bantuan?")
    page.goto("/akun/signup/")
    buttons(page, "Daftar")


def test_a_client_reads_the_words_of_the_guide(office, opened):
    ticket = office.ticket(office.client(), state="checking")
    page = opened(ticket.requester, "/helpdesk/", language="id")
    has(page, "Navigasi utama")
    links(page, "Dasbor", "Tiket", "Buat", "Lihat")
    buttons(page, "Keluar")
    page.goto(f"/helpdesk/tiket/baru/?layanan={office.service.code}")
    has(page, "Judul", "Deskripsi", "Sumber", "Jenis", "Lampirkan Berkas")
    buttons(page, "Kirim")
    page.goto(ticket.get_absolute_url())
    has(page, f"Nomor Tiket #{ticket.number}", "Status Tiket", "Lampiran", "Diproses oleh", "Deskripsi")
    has(page, "Tenggat ", " lagi — ", "Aktivitas terbaru", "Balas", "Pemeriksaan berkas")
    buttons(page, "Tambah berkas", "Mulai unggah")


def test_a_finished_ticket_is_evaluated_in_indonesian(office, opened):
    ticket = office.ticket(office.client(), state="closed")
    page = opened(ticket.requester, ticket.get_absolute_url(), language="id")
    has(page, "Ditutup", "Ditutup oleh")
    page.get_by_role("link", name="Evaluasi", exact=True).click()
    has(page, SERVICE, "Penanganan Pelayanan", "Penanganan Permasalahan")
    buttons(page, "Kirim")


def test_the_desk_reads_the_words_of_the_manual(office, opened):
    ticket = office.ticket(office.client(), state="checking")
    page = opened(office.officer, "/helpdesk/tiket/", language="id")
    has(page, "Menurut status", "Semua", "Departemen")
    page.goto(ticket.get_absolute_url())
    links(page, "Tugaskan", "Ubah status")
