"""The helpdesk's side of the guide and its end, row by row, in English with the very words of the manual."""

import re

from django.utils import timezone
from playwright.sync_api import expect

from helpdesk.evaluations.models import Evaluation
from helpdesk.settings import DeskSettings, StaffShownAs
from helpdesk.tests import factories as make
from helpdesk.tests.guide import steps
from helpdesk.tests.guide.office import SERVICE, fresh
from helpdesk.tests.guide.test_rows_client import fact

SCALE = ["Not Satisfactory", "Less Satisfactory", "Satisfying", "Very Satisfactory"]


def test_staff_accept_or_ask_again_and_tick_the_checks_and_the_ticket_says_both(office, opened):
    """Row A7."""
    ticket = office.ticket(office.client(), state="checking")
    page = opened(office.officer, ticket.get_absolute_url())
    steps.follow(page, "Check documents")
    steps.judge(page, steps.IDENTITY, "Accept")
    steps.judge(page, steps.TAX, "Ask again", "Halaman kedua belum ada.")
    steps.tick(page, "Provider is registered online in SPSE")
    steps.tick(page, "Provider is not on the blacklist", "No")
    steps.press(page, "Send the result")
    steps.says(page, "1 document is still needed")
    client = opened(ticket.requester, ticket.get_absolute_url())
    checks = steps.region(client, "Checks").inner_text()
    assert "Documents: 1 document is still needed" in checks
    assert "Provider is registered online in SPSE: yes" in checks
    assert "Provider is not on the blacklist: no" in checks
    assert "Halaman kedua belum ada." in steps.place(client, steps.TAX).inner_text()
    assert "Accepted" in steps.place(client, steps.IDENTITY).inner_text()
    assert fresh(ticket).messages.count() == 1


def test_a_refusal_without_a_reason_is_not_taken(office, opened):
    """Row A7: asked again with a reason."""
    ticket = office.ticket(office.client(), state="checking")
    page = opened(office.officer, ticket.get_absolute_url() + "periksa/", expect="422")
    steps.judge(page, steps.IDENTITY, "Accept")
    steps.judge(page, steps.TAX, "Ask again")
    steps.press(page, "Send the result")
    steps.says(page, "Write the reason, so that the client knows what to correct.")
    assert fresh(ticket).status == "checking"


def test_the_outcome_of_the_video_call_is_recorded_and_the_client_reads_it(office, opened):
    """Row A11: matches, does not match, no answer."""
    outcomes = {
        "Matches": ("", "made the video call: the documents match. Verification done."),
        "Does not match": ("KTP milik orang lain.", "something does not match. KTP milik orang lain."),
        "No answer": ("", "called by video, but nobody answered."),
    }
    person = office.client()
    page, client = opened(office.officer), opened(person)
    for outcome, (words, sentence) in outcomes.items():
        ticket = office.ticket(person, state="video call")
        page.goto(ticket.get_absolute_url())
        steps.record_call(page, outcome, words)
        client.goto(ticket.get_absolute_url())
        assert "BoA45Xm" in steps.activity(client)[0]
        assert sentence in steps.activity(client)[0]


def test_who_makes_the_call_finds_the_number_and_a_reading_colleague_does_not(office, opened):
    """Row A11; table C: a colleague reads the ticket, nothing more."""
    person = office.client()
    ticket = office.ticket(person, state="video call")
    whole = re.compile(r"0812[ -]?3456[ -]?7890")
    page = opened(office.officer, f"{ticket.get_absolute_url()}panggilan-video/")
    expect(page.get_by_role("link", name=whole)).to_be_visible()
    person.organisation.shares_tickets = True
    person.organisation.save()
    colleague = opened(make.make_client("ani", organisation=person.organisation), ticket.get_absolute_url())
    steps.says(colleague, f"Ticket Number #{ticket.number}")
    assert not re.search(r"0812[ -]?3456|0812•|812345", colleague.content())


def test_a_closed_ticket_says_who_closed_it_and_when(office, opened):
    """Row A12."""
    ticket = office.ticket(office.client(), state="video call")
    ticket.take(by=office.officer)
    page = opened(office.officer, ticket.get_absolute_url())
    steps.record_call(page, "Matches")
    steps.close(page, "Akun SPSE Anda sudah aktif. Terima kasih.")
    client = opened(ticket.requester, ticket.get_absolute_url())
    assert client.locator("header .badge, .page-head .badge").first.inner_text().strip() == "Closed"
    assert fact(client, "Closed By").startswith("BoA45Xm")
    assert str(timezone.localtime().year) in fact(client, "Closed By")
    assert client.get_by_role("progressbar", name="Ticket Status").first.get_attribute("value") == "100"
    assert "Akun SPSE Anda sudah aktif." in client.locator(".thread .message").last.inner_text()
    assert "BoA45Xm closed the ticket." in steps.activity(client)[0]


def test_the_office_may_show_names_instead_of_staff_codes(office, opened):
    """Rows A8, A12: Process by, Closed By and replies."""
    ticket = office.ticket(office.client(), state="closed")
    settings = DeskSettings.objects.create()
    page = opened(ticket.requester)
    for shown_as, name in ((StaffShownAs.FIRST_NAME, "Rudi"), (StaffShownAs.FULL_NAME, "Rudi Hartono")):
        settings.staff_shown_as = shown_as
        settings.save()
        page.goto(ticket.get_absolute_url())
        assert fact(page, "Closed By").split("\n")[0] == name
        assert f"{name} closed the ticket." in steps.activity(page)[0]
        assert "BoA45Xm" not in steps.text_of(page)


def test_the_closed_ticket_is_evaluated_once_in_the_words_of_the_scale(office, opened):
    """Row A13."""
    ticket = office.ticket(office.client(), state="closed")
    page = opened(ticket.requester, ticket.get_absolute_url(), expect=("422", "409"))
    steps.follow(page, "Evaluate")
    assert page.get_by_role("heading", level=1).inner_text() == f'Evaluate Ticket "{SERVICE}"'
    sections = {name: steps.region(page, name).locator("fieldset.rating") for name in sections_in_english()}
    assert [found.count() for found in sections.values()] == [6, 2]
    for question in page.locator("fieldset.rating").all():
        assert question.locator("label").all_inner_texts() == SCALE
    page.get_by_label("Satisfying", exact=True).first.check()
    steps.press(page, "Submit")
    steps.says(page, "Please answer every question; what you have chosen is kept.")
    assert page.get_by_label("Satisfying", exact=True).first.is_checked()
    for question in page.locator("fieldset.rating").all():
        question.get_by_label("Very Satisfactory", exact=True).check()
    steps.press(page, "Submit")
    steps.says(page, "Your evaluation helps us to serve better.")
    assert page.get_by_role("link", name="Evaluate", exact=True).count() == 0
    page.goto(f"{ticket.get_absolute_url()}evaluasi/")
    steps.says(page, "You have already evaluated this ticket. Thank you.")
    assert Evaluation.objects.get().ticket_id == ticket.pk


def sections_in_english():
    from helpdesk.evaluations.models import EvaluationSection

    return [section.title_en or section.title for section in EvaluationSection.objects.all()]


def test_the_sections_have_the_guides_names(office, opened):
    """Row A13, in Indonesian."""
    ticket = office.ticket(office.client(), state="closed")
    page = opened(ticket.requester, f"{ticket.get_absolute_url()}evaluasi/", language="id")
    assert page.locator("form h2").all_inner_texts() == ["Penanganan Pelayanan", "Penanganan Permasalahan"]
    assert page.locator("fieldset.rating").first.locator("label").all_inner_texts() == [
        "Tidak Memuaskan", "Kurang Memuaskan", "Memuaskan", "Sangat Memuaskan",
    ]  # fmt: skip


def test_only_the_requester_evaluates_and_only_when_closed(office, opened):
    """Row A13."""
    ticket = office.ticket(office.client())
    page = opened(ticket.requester, ticket.get_absolute_url(), expect=("404", "409"))
    assert page.get_by_role("link", name="Evaluate", exact=True).count() == 0
    assert page.goto(f"{ticket.get_absolute_url()}evaluasi/").status == 409
    staff = opened(office.officer)
    assert staff.goto(f"{ticket.get_absolute_url()}evaluasi/").status == 404


def test_the_footer_tells_years_name_version_and_the_servers_time(town, opened, settings):
    """Row A14."""
    now = timezone.localtime()
    DeskSettings.objects.create(name="Helpdesk LPSE", copyright_holder="Dinas Contoh", copyright_since=2020)
    visitor, client = opened(None), opened(town.client())
    for page, path in ((visitor, "/"), (visitor, "/akun/login/"), (client, "/helpdesk/")):
        page.goto(path)
        footer = page.get_by_role("contentinfo").inner_text()
        assert f"© 2020–{now.year} Dinas Contoh" in footer
        assert f"Helpdesk LPSE version {settings.SOFTWARE_VERSION}" in footer
        clock = page.locator("server-clock").first.inner_text()
        assert str(now.year) in clock
        assert re.search(r"\d{1,2}[.:]\d{2}( [AP]M)? WIB", clock)
