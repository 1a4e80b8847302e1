"""The provider's side of the guide, row by row, in English with the very words of the manual."""

import re

from playwright.sync_api import expect

from helpdesk.accounts.models import Role, User
from helpdesk.tests.guide import steps
from helpdesk.tests.guide.office import COMPANY, SERVICE

A5 = "Deskripsi Tiket berhasil dibuat, proses selanjutnya silahkan lengkapi berkas-berkas terkait."


def test_the_site_leads_to_a_login_box_and_to_register_now(town, opened):
    """Row A1."""
    page = opened(None, "/")
    steps.follow(page, "Login")
    page.get_by_label("Username", exact=True).wait_for()
    assert page.get_by_label("Password", exact=True).get_attribute("type") == "password"
    expect(page.get_by_role("button", name="Login", exact=True)).to_be_visible()
    steps.follow(page, "Register Now")
    page.get_by_role("button", name="Register", exact=True).wait_for()


def test_who_registers_logs_in_at_once_by_the_name_and_password_just_made(town, opened):
    """Row A2."""
    page = opened(None)
    steps.register(page)
    assert page.get_by_label("Username", exact=True).input_value() == "dewi"
    steps.log_in(page, "dewi")
    steps.says(page, "Please confirm your email address dewi@example.id")
    person = User.objects.get(username="dewi")
    assert (person.role, person.organisation.name, person.organisation.is_verified) == (Role.CLIENT, COMPANY, False)


def test_after_login_the_navigation_names_the_organisation_and_leads_everywhere(town, opened):
    """Row A3."""
    page = opened(None)
    town.client()
    steps.log_in(page, "dewi")
    side = page.locator(".side")
    assert side.locator(".side__label").inner_text() == "MAIN NAVIGATION"
    assert side.locator(".side__who").inner_text().split("\n") == [COMPANY, "dewi@example.id"]
    navigation = page.get_by_role("navigation", name="Main Navigation")
    assert {"Dashboard", "Ticket", "Create", "View"} <= set(navigation.get_by_role("link").all_inner_texts())
    assert page.get_by_role("heading", level=1).inner_text() == "Hello, Dewi"
    navigation.get_by_role("button", name="Log Out").click()
    page.get_by_role("link", name="Login", exact=True).first.wait_for()


def test_a_citizen_reads_the_own_name_above_the_navigation(office, opened):
    """Row A3."""
    page = opened(office.client("budi", name="Budi Prasetyo", organisation=None), "/helpdesk/")
    assert page.locator(".side__who").inner_text().split("\n") == ["Budi Prasetyo", "budi@example.id"]


def test_a_new_ticket_has_the_fields_of_the_guide_filled_in_as_it_says(office, opened):
    """Row A4."""
    page = opened(office.client(), "/helpdesk/")
    steps.menu(page, "Create")
    expect(page.get_by_role("heading", name="Title", exact=True)).to_be_visible()
    page.get_by_role("searchbox").fill("verifikasi berkas")
    page.get_by_role("link", name=SERVICE).click()
    page.get_by_text("Title", exact=True).wait_for()
    description = page.get_by_label("Description", exact=True)
    assert description.input_value() == f"Permohonan Registrasi dan Verifikasi Berkas atas nama {COMPANY}."
    assert page.get_by_label("WhatsApp number", exact=True).input_value().replace(" ", "") == "081234567890"
    assert chosen(page.get_by_label("Source", exact=True)) == "Other"
    assert chosen(page.get_by_label("Type", exact=True)) == "Service request"
    page.get_by_text("Never write a password here.").wait_for()
    expect(page.get_by_text("Free of charge")).to_be_visible()
    assert shown_documents(page) == [steps.IDENTITY, steps.TAX]
    page.get_by_label(re.compile("power of attorney")).check()
    assert shown_documents(page) == [steps.IDENTITY, steps.TAX, "Power of attorney when someone else applies"]
    expect(page.get_by_role("button", name="Submit", exact=True)).to_be_visible()


def shown_documents(page):
    """The documents that must be sent, as the form says now."""
    rows = page.locator(".slots .slot:visible").filter(has_not_text=re.compile("Optional", re.IGNORECASE))
    return rows.locator(".slot__name").all_inner_texts()


def chosen(field):
    return field.evaluate("field => field.selectedOptions[0].textContent.trim()")


def test_the_whatsapp_number_is_required_where_the_service_has_a_video_call(office, opened):
    """Row A4."""
    page = opened(office.client(), f"/helpdesk/tiket/baru/?layanan={office.service.code}", expect="422")
    page.get_by_label("WhatsApp number", exact=True).fill("")
    steps.press(page, "Submit")
    page.get_by_text("The ticket has not been sent yet.").wait_for()
    assert page.get_by_label("WhatsApp number", exact=True).get_attribute("aria-invalid") == "true"
    assert not office.service.tickets.exists()


def test_source_and_type_have_the_usual_answers_in_indonesian(office, opened):
    """Row A4: the default is Lain-lain, and Permintaan Layanan."""
    page = opened(office.client(), f"/helpdesk/tiket/baru/?layanan={office.service.code}", language="id")
    assert chosen(page.locator("#id_source")) == "Lain-lain"
    assert chosen(page.locator("#id_type")) == "Permintaan Layanan"


def test_after_submit_the_guides_sentence_asks_for_the_documents(office, opened):
    """Row A5, to the letter in Indonesian."""
    page = opened(office.client(), f"/helpdesk/tiket/baru/?layanan={office.service.code}", language="id")
    page.locator(".form__actions [type=submit]").click()
    page.get_by_role("status").get_by_text(A5, exact=True).wait_for()
    assert page.locator("#documents .slot").count() >= 2
    assert "4 MB" in page.locator("#upload-hint").inner_text()


def test_every_file_is_sent_with_its_own_bar_result_and_size(office, opened):
    """Row A6."""
    ticket = office.ticket(office.client())
    page = opened(ticket.requester, ticket.get_absolute_url(), expect="422")
    assert page.get_by_role("button", name="Start Upload", exact=True).is_disabled()
    good, other, bad = steps.pdf("KTP direksi.pdf"), steps.pdf("NPWP.pdf", "Dua"), steps.broken_pdf("NIB.pdf")
    steps.send_files(page, [good, bad, other])
    for name, sentence in (("KTP direksi", steps.IDENTITY), ("NPWP", steps.TAX)):
        assert sentence in steps.row(page, name).locator("[data-words]").inner_text()
        assert steps.row(page, name).get_by_role("progressbar", name=f"{name}.pdf").get_attribute("value") == "100"
    assert "damaged or incomplete" in steps.row(page, "NIB").locator("[data-words]").inner_text()
    page.get_by_role("status").get_by_text("2 of 3 files were sent.").wait_for(state="attached")
    steps.place(page, steps.TAX).get_by_role("link", name="NPWP.pdf", exact=True).wait_for()
    assert re.search(r"NPWP\.pdf · \d+(\.\d)? k?B · ", steps.place(page, steps.TAX).inner_text())
    kept = [slot.current for slot in ticket.slots.exclude(current=None)]
    assert sorted(file.name for file in kept) == ["KTP direksi.pdf", "NPWP.pdf"]
    assert not any(word in file.file.name for file in kept for word in ("KTP", "NPWP", "ktp", "npwp"))


def test_sizes_have_a_decimal_comma_in_indonesian(office, opened):
    """Row A6."""
    ticket = office.ticket(office.client())
    page = opened(ticket.requester, ticket.get_absolute_url(), language="id")
    content = steps.pdf("NPWP.pdf")
    content["buffer"] += b"\n%" + b"x" * (27 * 1024 - len(content["buffer"]) - 2)
    page.locator("[data-picker]").set_input_files([content])
    assert steps.row(page, "NPWP").locator("[data-size]").inner_text() == "27,0 kB"


def test_view_shows_number_title_description_status_due_date_and_who(office, opened):
    """Row A8."""
    ticket = office.ticket(office.client(), state="checking")
    ticket.take(by=office.officer)
    page = opened(ticket.requester, "/helpdesk/")
    steps.menu(page, "View")
    card = page.locator(".ticket-card", has_text=SERVICE)
    assert f"Ticket Number #{ticket.number}" in card.inner_text()
    card.get_by_role("link", name=SERVICE).click()
    assert page.get_by_role("heading", level=1).inner_text() == SERVICE
    text = steps.text_of(page)
    assert f"Ticket Number #{ticket.number}" in text
    assert f"Permohonan Registrasi dan Verifikasi Berkas atas nama {COMPANY}." in text
    expect(page.get_by_role("heading", name="Attachment", exact=True)).to_be_visible()
    assert page.get_by_role("progressbar", name="Ticket Status").first.get_attribute("value") == "25"
    assert re.search(r"Due in \d+ (day|hour|minute).* — \d{1,2} [A-Z][a-z]{2} \d{4}", text)
    assert fact(page, "Process by") == "BoA45Xm"


def fact(page, name):
    """The value beside this name among the facts of the ticket."""
    return page.locator(".fact", has=page.locator("dt", has_text=name)).locator("dd").first.inner_text()


def test_recent_activity_at_the_foot_says_what_is_missing_or_that_the_call_is_next(office, opened):
    """Row A9."""
    from helpdesk.documents.result import send_result
    from helpdesk.tests import factories as make
    from helpdesk.tests.guide.office import fresh

    ticket = office.ticket(office.client(), state="checking")
    identity, tax = ticket.slots.get(code="ktp_direksi"), ticket.slots.get(code="npwp")
    make.judge_document(identity, by=office.officer)
    make.judge_document(tax, "refuse", "Tidak terbaca", by=office.officer)
    send_result(fresh(ticket), by=office.officer)
    page = opened(ticket.requester, ticket.get_absolute_url())
    newest = steps.activity(page)[0]
    assert newest.startswith("BoA45Xm checked the documents. The video call cannot go on yet; still needed: ")
    assert re.search(r"needed: (NPWP perusahaan|Tax ident).*\d{4}", newest, re.DOTALL)
    make.send_document(fresh(ticket), "npwp", name="npwp baru.pdf")
    make.judge_document(ticket.slots.get(code="npwp"), by=office.officer)
    send_result(fresh(ticket), by=office.officer)
    page.reload()
    assert "on to the verification by video call (WhatsApp)" in steps.activity(page)[0]
    headings = page.locator("main h2:visible").all_inner_texts()
    assert headings.index("Recent Activity") > headings.index("Conversation")
    assert any("Dewi Lestari submitted the ticket." in line for line in steps.activity(page))


def test_client_and_helpdesk_talk_inside_the_ticket(office, opened):
    """Row A10."""
    ticket = office.ticket(office.client())
    ticket.reply("Selamat pagi, ada yang bisa kami bantu?", by=office.officer)
    page = opened(ticket.requester, ticket.get_absolute_url())
    assert page.locator("#reply").get_by_role("heading").inner_text() == "Reply To"
    steps.reply(page, "Apakah <b>KTP</b> {{7*7}} harus berwarna? 🙏")
    talk = page.locator(".thread .message").all_inner_texts()
    assert "BoA45Xm" in talk[-2]
    assert "Selamat pagi" in talk[-2]
    assert "<b>KTP</b> {{7*7}} harus berwarna? 🙏" in talk[-1]
    assert "Dewi Lestari replied." in steps.activity(page)[0]
