"""The list of reasons to ask for a document again: shipped, edited at the desk and in the CMS by who manages services."""

import pytest
from django.urls import reverse

from helpdesk.accounts import groups
from helpdesk.audit.models import AuditEntry
from helpdesk.catalogue.load import load
from helpdesk.catalogue.models import RefusalReason
from helpdesk.catalogue.reasons import REASONS, reasons_for
from helpdesk.tests import browser
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
LIST, NEW = "helpdesk:reason_list", "helpdesk:reason_new"


@pytest.fixture
def admin(client):
    client.force_login(make.make_admin())
    client.cookies["django_language"] = "en"
    return client


def test_the_shipped_reasons_fit_their_documents():
    load()
    active = list(RefusalReason.objects.filter(is_active=True))
    assert len(active) == len(REASONS) == 8
    for_card = {reason.code for reason in reasons_for("ktp_direksi", active)}
    assert "tidak-terbaca" in for_card and "tanpa-meterai" not in for_card
    assert "tanpa-meterai" in {reason.code for reason in reasons_for("surat_kuasa", active)}


def test_an_admin_adds_and_edits_a_reason_and_the_audit_tells(admin):
    make.make_service(documents=("ktp",))
    token = admin.get(reverse(NEW)).context["token"]
    data = {"token": token, "label": "Fotonya  gelap.", "sort_order": "90", "is_active": "on", "documents": ["ktp"]}
    for _twice in range(2):
        assert admin.post(reverse(NEW), data).status_code == 302
    made = RefusalReason.objects.get(label="Fotonya gelap.")
    assert (made.code, made.documents, made.is_active) == ("fotonya-gelap", ["ktp"], True)
    edit = reverse("helpdesk:reason_edit", args=[made.pk])
    seen = admin.get(edit).context["seen"]
    assert admin.post(edit, {"seen": seen, "label": "Fotonya buram.", "sort_order": "90"}).status_code == 302
    made.refresh_from_db()
    assert (made.label, made.code, made.is_active, made.documents) == ("Fotonya buram.", "fotonya-gelap", False, [])
    assert AuditEntry.objects.filter(kind="helpdesk.refusalreason", object_id=str(made.pk)).count() == 2
    assert "Fotonya buram." in admin.get(reverse(LIST)).content.decode()


def test_the_same_words_twice_are_refused_with_a_sentence(admin):
    RefusalReason.objects.create(code="buram", label="Buram.")
    data = {"token": "t" * 32, "label": "BURAM.", "sort_order": "10"}
    answer = admin.post(reverse(NEW), data)
    assert answer.status_code == 422 and "stands in the list already" in answer.content.decode()


def test_the_cms_edits_the_same_list(admin):
    load()
    groups.ensure()
    assert "Mohon pindai ulang sampai" in admin.get(reverse("refusalreason:index")).content.decode()
    reason = RefusalReason.objects.get(code="tanpa-meterai")
    page = admin.get(reverse("refusalreason:edit", args=[reason.pk]))
    assert page.status_code == 200 and "surat_kuasa,surat_tugas" in page.content.decode()


def test_the_list_names_documents_as_people_know_them(admin):
    make.make_service(documents=({"code": "surat_kuasa", "name": "Surat kuasa bermeterai"},))
    RefusalReason.objects.create(code="meterai", label="Tanpa meterai.", documents=["surat_kuasa", "tidak_ada"])
    text = admin.get(reverse(LIST)).content.decode()
    assert "Surat kuasa bermeterai, tidak_ada" in text and "surat_kuasa," not in text


def test_on_a_phone_the_list_and_its_form_fit_and_are_accessible(browser_page, live_server):
    make.make_service(documents=("ktp",))
    RefusalReason.objects.create(code="buram", label="Tulisannya tidak terbaca. Mohon pindai ulang.", documents=["ktp"])
    page = browser_page(width=360, language="en")
    browser.log_in(page, make.make_admin(), live_server.url)
    page.goto(reverse(LIST))
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.get_by_role("link", name="Tulisannya tidak terbaca").click()
    page.get_by_label("KTP").uncheck()
    browser.assert_fits(page)
    browser.assert_accessible(page)
    page.get_by_role("button", name="Save changes").click()
    page.get_by_text("every document").wait_for()
    assert RefusalReason.objects.get(code="buram").documents == []
