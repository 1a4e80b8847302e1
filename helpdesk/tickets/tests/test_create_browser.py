"""Rows A4–A6, B5 and A13 in a real browser, in the words of the guide, with JavaScript and without."""

import pytest
from playwright.sync_api import expect

from helpdesk.catalogue.models import ServiceInput
from helpdesk.evaluations.load import load as load_questions
from helpdesk.evaluations.models import Evaluation
from helpdesk.tests import factories as cast
from helpdesk.tests.browser import assert_accessible, assert_fits, log_in
from helpdesk.tests.files import small_pdf
from helpdesk.tickets.models import Ticket

CREATED = "The ticket description has been created; next, please complete the related documents."


@pytest.fixture
def person(site_tree):
    cast.make_source()
    return cast.make_client("budi", name="Budi", phone="+628123456789", organisation=cast.make_organisation("PT Maju Contoh"))


@pytest.fixture
def service(site_tree):
    proxy = {"code": "surat_kuasa", "name": "Surat kuasa", "requirement": "conditional", "only_by_proxy": True}
    service = cast.make_service(
        "Reset Password", documents=["ktp", "npwp", proxy], has_video_call=True,
        description_template="Permohonan atas nama {nama_badan_usaha}, User ID {user_id}.",
    )  # fmt: skip
    ServiceInput.objects.create(service=service, name="user_id", label="User ID")
    cast.make_service("Bandwidth")
    return service


def files(tmp_path, *names):
    for name in names:
        (tmp_path / name).write_bytes(small_pdf(name))
    return [tmp_path / name for name in names]


@pytest.mark.parametrize("width", [360, 1280])
def test_from_create_to_the_last_document(browser_page, live_server, person, service, tmp_path, width):
    page = browser_page(width=width, language="en", expect="422")
    log_in(page, person, live_server.url)
    page.goto("/helpdesk/tiket/baru/")
    page.get_by_role("searchbox").fill("reset")
    expect(page.get_by_role("link", name="Bandwidth")).to_be_hidden()
    assert_accessible(page)
    page.get_by_role("link", name="Reset Password").click()
    expect(page.get_by_text("Surat kuasa")).to_be_hidden()
    page.get_by_label("Somebody else applies for them").check()
    expect(page.get_by_text("Surat kuasa")).to_be_visible()
    page.get_by_label("Somebody else applies for them").uncheck()
    assert page.get_by_role("button", name="Show the documents").count() == 0
    assert_accessible(page)
    assert_fits(page)
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("Write “User ID”: it takes the place of {user_id} in the description.").wait_for()
    page.get_by_label("User ID").fill("maju01")
    page.get_by_role("button", name="Submit").click()
    page.get_by_text(CREATED).wait_for()
    ticket = Ticket.objects.get()
    assert ticket.description == "Permohonan atas nama PT Maju Contoh, User ID maju01."
    with page.expect_file_chooser() as chooser:
        page.get_by_role("button", name="Add Files").click()
    chooser.value.set_files(files(tmp_path, "ktp budi.pdf", "npwp.pdf"))
    page.get_by_role("button", name="Start Upload").click()
    page.get_by_text("All required documents have been sent; the helpdesk checks them.").wait_for()
    expect(page.locator("#document-npwp").get_by_role("link", name="npwp.pdf", exact=True)).to_be_visible()
    assert Ticket.objects.get().status == "checking"
    assert_accessible(page)
    assert_fits(page)


def test_the_same_without_javascript(browser_page, live_server, person, service, tmp_path):
    page = browser_page(width=360, language="en", javascript=False, expect="422")
    log_in(page, person, live_server.url)
    page.goto("/helpdesk/tiket/baru/")
    page.get_by_role("searchbox").fill("pasword")
    page.get_by_role("button", name="Search").click()
    assert page.get_by_role("link", name="Bandwidth").count() == 0
    page.get_by_role("link", name="Reset Password").click()
    page.get_by_label("User ID").fill("maju01")
    page.get_by_label("Somebody else applies for them").check()
    page.get_by_role("button", name="Show the documents").click()
    expect(page.get_by_text("Surat kuasa")).to_be_visible()
    assert page.get_by_label("User ID").input_value() == "maju01"
    page.get_by_role("button", name="Submit").click()
    page.get_by_text(CREATED).wait_for()
    chosen = files(tmp_path, "ktp.pdf", "npwp.pdf", "surat kuasa.pdf")
    page.locator("#upload-file").set_input_files(chosen)
    page.get_by_role("button", name="Start Upload").click()
    page.get_by_text("3 files have been sent.").wait_for()
    page.get_by_role("link", name="Remove npwp.pdf").click()
    page.get_by_role("button", name="Remove").click()
    page.get_by_text("The file has been removed.").wait_for()
    assert list(Ticket.objects.get().slots.filter(state="missing").values_list("code", flat=True)) == ["npwp"]


@pytest.mark.parametrize("javascript", [True, False])
def test_evaluate(browser_page, live_server, person, javascript):
    load_questions()
    ticket = cast.make_ticket("Reset Password", requester=person)
    ticket.close("Sudah selesai.", by=cast.make_admin())
    page = browser_page(width=360, language="en", javascript=javascript)
    log_in(page, person, live_server.url)
    page.goto(f"/helpdesk/tiket/{ticket.number}/")
    page.get_by_role("link", name="Evaluate").first.click()
    page.get_by_role("heading", name='Evaluate Ticket "Reset Password"').wait_for()
    if javascript:
        assert_accessible(page)
        assert_fits(page)
    for question in page.locator("fieldset.rating").all():
        question.get_by_label("Very Satisfactory").check()
    page.get_by_role("button", name="Submit").click()
    page.get_by_text("Thank you. Your evaluation helps us to serve better.").wait_for()
    assert set(Evaluation.objects.get().answers.values_list("score", flat=True)) == {4}
