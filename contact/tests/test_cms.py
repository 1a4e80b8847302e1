"""Contact messages in the CMS: on Wagtail's screen of forms for Admins and Super Admins, nowhere for anybody else."""

import csv
from io import BytesIO, StringIO

import pytest
from django.test import Client
from openpyxl import load_workbook
from wagtail.models import ReferenceIndex

from contact.models import ContactMessage, ContactPage
from contact.tests.make import make_message
from helpdesk.accounts import groups
from helpdesk.accounts.groups import EDITORS
from helpdesk.audit.models import AuditEntry
from helpdesk.audit.wording import kind_label
from helpdesk.tests import factories as make
from home.tests.ground import stand

pytestmark = pytest.mark.django_db
CANARY = "kanaripesan"
FORMULAS = ["=HYPERLINK(1)", "+1", "-1", "@SUM(1)", "\t=1", "\r=1", " =1"]


@pytest.fixture
def page():
    stand()
    groups.ensure()
    return ContactPage.objects.get()


def of(person):
    browser = Client()
    browser.force_login(person)
    browser.cookies["django_language"] = "en"
    return browser


def test_admins_see_the_messages_on_wagtails_own_screen(page):
    message = make_message(f"Judul {CANARY}", text="<b>isi</b>")
    for person in (make.make_admin(), make.make_superadmin()):
        browser = of(person)
        words = browser.get(f"/cms/forms/submissions/{page.pk}/").content.decode()
        assert CANARY in words and message.email in words and "&lt;b&gt;isi" in words, person.role
        assert "/cms/forms/" in browser.get("/cms/").content.decode()
        assert f"/cms/forms/submissions/{page.pk}/" in browser.get("/cms/forms/").content.decode()
        for query in ("?order_by=submit_time", "?date_from=2000-01-01&date_to=2000-01-02", "results/"):
            assert browser.get(f"/cms/forms/submissions/{page.pk}/{query}").status_code == 200


def test_editors_see_no_message_no_count_and_no_name_anywhere(page):
    message = make_message(f"Judul {CANARY}", name=f"Nama {CANARY}", email=f"{CANARY}@example.id", text=CANARY)
    both = make.make_staff()
    both.groups.add(groups.Group.objects.get(name=EDITORS))
    for person in (make.make_editor(), both):
        browser = of(person)
        for address in (
            "/cms/", "/cms/forms/", "/cms/forms/results/", f"/cms/pages/{page.get_parent().pk}/", f"/cms/pages/{page.pk}/edit/",
            f"/cms/pages/{page.pk}/usage/", f"/cms/pages/{page.pk}/history/", "/cms/reports/site-history/", "/cms/reports/page-types-usage/",
            "/cms/reports/aging-pages/", f"/cms/pages/search/?q={CANARY}", f"/cms/forms/submissions/{page.pk}/",
            f"/cms/forms/submissions/{page.pk}/?export=csv", f"/cms/forms/submissions/{page.pk}/?export=xlsx",
            f"/cms/forms/submissions/{page.pk}/results/", f"/cms/forms/submissions/{page.pk}/delete/?selected-submissions={message.pk}",
            f"/cms/contactmessage/inspect/{message.pk}/", "/cms/contactmessage/",
        ):  # fmt: skip
            answer = browser.get(address)
            said = answer.content.decode().replace(f"q={CANARY}", "").replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", "").replace(f"\"{CANARY}\"", "").replace(f"&quot;{CANARY}&quot;", "")
            assert f"Judul {CANARY}" not in said and f"Nama {CANARY}" not in said and f"{CANARY}@" not in said, address
            assert 'href="/cms/forms/' not in said, address
        assert browser.get(f"/cms/forms/submissions/{page.pk}/").status_code in {302, 403}
        assert browser.get(f"/cms/pages/{page.pk}/edit/").status_code == 200  # the page's words are theirs
    assert not ReferenceIndex.objects.filter(base_content_type__app_label="contact", base_content_type__model="contactmessage").exists()
    assert page.get_form_class().base_fields.keys() >= {"name", "email", "subject", "text"}


def test_a_super_admin_deletes_by_hand_and_nobody_else(page):
    message = make_message()
    address = f"/cms/forms/submissions/{page.pk}/delete/?selected-submissions={message.pk}"
    for person in (make.make_admin(), make.make_editor()):
        assert of(person).post(address).status_code in {302, 403}
        assert ContactMessage.objects.filter(pk=message.pk).exists()
    assert 'name="selected-submissions"' not in of(make.make_admin()).get(f"/cms/forms/submissions/{page.pk}/").content.decode()
    boss = of(make.make_superadmin())
    assert 'name="selected-submissions"' in boss.get(f"/cms/forms/submissions/{page.pk}/").content.decode()
    assert boss.get(address).status_code == 200
    boss.post(address)
    assert not ContactMessage.objects.exists()
    entry = AuditEntry.objects.get(kind="contact.contactmessage")
    assert (entry.action, entry.object_name, entry.old, entry.new) == ("deleted", f"#{message.pk}", {}, {})
    assert entry.actor.is_superuser and kind_label(entry.kind) != entry.kind


@pytest.mark.parametrize("field", ["name", "email", "subject", "text"])
def test_no_cell_of_a_sheet_is_a_formula(page, field):
    for formula in FORMULAS:
        ContactMessage.objects.filter(pk=make_message().pk).update(**{field: formula})
    browser = of(make.make_admin())
    answer = browser.get(f"/cms/forms/submissions/{page.pk}/?export=csv")
    rows = list(csv.reader(StringIO(b"".join(answer.streaming_content).decode("utf-8-sig"), newline="")))
    assert len(rows) == len(FORMULAS) + 1
    cells = [cell for row in rows[1:] for cell in row]
    assert sum(cell.startswith("'") for cell in cells) == len(FORMULAS)
    assert not [cell for cell in cells if cell.lstrip().startswith(("=", "+", "-", "@"))]
    answer = browser.get(f"/cms/forms/submissions/{page.pk}/?export=xlsx")
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
    assert not [cell for row in sheet.iter_rows() for cell in row if cell.data_type in "fn" and cell.value is not None]


def test_the_page_is_previewed_as_a_form_and_as_the_thanks_after_it(page):
    assert [mode for mode, _label in page.preview_modes] == ["form", "landing"]
    page.thanks = "Kami menjawab dalam dua hari."
    for mode, words in (("form", 'name="subject"'), ("landing", "Kami menjawab dalam dua hari.")):
        answer = page.make_preview_request(preview_mode=mode)
        answer.render() if hasattr(answer, "render") and not getattr(answer, "is_rendered", True) else None
        assert answer.status_code == 200 and words in answer.content.decode(), mode


def test_deleting_the_page_deletes_no_message(page):
    make_message()
    page.delete()
    assert ContactMessage.objects.count() == 1
