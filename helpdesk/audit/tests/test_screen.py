"""The audit as Super Admins read it, and as nobody else does."""

import csv
import io
from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone
from openpyxl import load_workbook

from helpdesk.accounts.models import User
from helpdesk.audit import origin
from helpdesk.audit.models import AuditEntry
from helpdesk.tests import factories as make
from helpdesk.worktime.models import NonWorkingDay

pytestmark = pytest.mark.django_db
AUDIT, EXPORT = reverse("helpdesk:audit"), reverse("helpdesk:audit_export")


@pytest.fixture
def sari():
    return make.make_superadmin("sari", name="Sari Wulandari")


@pytest.fixture
def browser(sari):
    browser = Client()
    browser.force_login(sari)
    browser.cookies["django_language"] = "en"
    return browser


def text(answer):
    assert answer.status_code == 200
    return " ".join(answer.content.decode().split())


def shown(browser, **query):
    """What stands in the list: the names of the records."""
    return [row["entry"].object_name for row in browser.get(AUDIT, query).context["rows"]]


def moved(sari):
    """Rudi changes his department, done by Sari."""
    old, new = make.make_department("Jaringan"), make.make_department("Server")
    rudi = make.make_staff("rudi", old, name="Rudi Hartono")
    with origin.acting(sari):
        rudi.department, rudi.role = new, "admin"
        rudi.save()
    return rudi


def test_an_entry_says_who_changed_what_from_what_to_what(browser, sari):
    moved(sari)
    page = text(browser.get(AUDIT, {"objek": f"helpdesk.user:{User.objects.get(username='rudi').pk}", "tindakan": "changed", "siapa": "sari"}))
    assert "Rudi Hartono (rudi)" in page and ">Sari Wulandari</a>" in page
    assert '<span class="audit__old">Jaringan</span>' in page and '<span class="audit__new">Server</span>' in page
    assert '<span class="audit__old">Staff</span>' in page and '<span class="audit__new">Admin</span>' in page


def test_values_are_read_in_the_language_of_the_reader(browser, sari):
    moved(sari)
    browser.cookies["django_language"] = "id"
    page = text(browser.get(AUDIT, {"q": "rudi"}))
    assert "diubah" in page and ">Staf<" in page and "Departemen" in page


def test_filters_find_by_name_person_kind_action_record_and_day(browser, sari):
    rudi = moved(sari)
    assert set(shown(browser, q="hartono rudi")) == {"Rudi Hartono (rudi)"}
    assert "Jaringan" not in shown(browser, siapa="Sari Wulan") and "Rudi Hartono (rudi)" in shown(browser, siapa="Sari Wulan")
    assert "Jaringan" in shown(browser, siapa="sistem")
    assert set(shown(browser, jenis="helpdesk.department")) == {"Jaringan", "Server"}
    assert "Jaringan" not in shown(browser, tindakan="changed")
    assert set(shown(browser, objek=f"helpdesk.user:{rudi.pk}")) == {"Rudi Hartono (rudi)"}
    today = timezone.localdate()
    assert shown(browser, dari=today.isoformat(), sampai=today.isoformat())
    assert not shown(browser, sampai=(today - timedelta(days=1)).isoformat())
    assert not shown(browser, dari=(today + timedelta(days=1)).isoformat())


def test_each_record_with_a_screen_is_led_to(browser, sari):
    people = [sari, make.make_admin(), make.make_staff(), make.make_client(), make.make_editor()]
    day = NonWorkingDay.objects.create(date="2027-01-01", name="Tahun Baru", kind="libur_nasional")
    service = make.make_service("Hosting")
    records = [*people, make.make_organisation(), service.department, service, day]
    gone = make.make_department()
    gone.delete()
    found = {row["entry"].object_id + row["entry"].kind: row["url"] for row in browser.get(AUDIT).context["rows"]}
    for record in records:
        url = found[f"{record.pk}{record._meta.label_lower}"]
        assert str(record.pk) in url and browser.get(url).status_code == 200, record
    deleted = browser.get(AUDIT, {"tindakan": "deleted"}).context["rows"]
    assert [row["url"] for row in deleted] == [""]


@pytest.mark.parametrize("odd", ["2026-13-45", "9999-12-31", "0001-01-01", "\0", "x" * 5000, "%", "helpdesk.user:\0", "' OR 1=1 --"])
def test_odd_questions_are_answered(browser, odd):
    for name in ("q", "siapa", "jenis", "tindakan", "objek", "dari", "sampai"):
        assert browser.get(AUDIT, {name: odd}).status_code == 200, name
    assert browser.get(AUDIT, {"kursor": odd}).status_code == 404


def test_the_list_pages_by_key_with_constant_queries(browser, sari, django_assert_max_num_queries):
    moved(sari)
    browser.get(AUDIT)
    with django_assert_max_num_queries(7):
        browser.get(AUDIT)
    for _n in range(30):
        with origin.acting(make.make_staff()):
            make.make_department()
    with django_assert_max_num_queries(7):
        first = browser.get(AUDIT)
    assert len(first.context["rows"]) == 25
    older = browser.get(first.context["older_url"])
    assert not {row["entry"].pk for row in first.context["rows"]} & {row["entry"].pk for row in older.context["rows"]}
    assert "q=" not in first.context["older_url"]


def test_what_people_type_is_text_here(browser):
    make.make_department("<script>alert(1)</script>")
    page = browser.get(AUDIT).content.decode()
    assert "<script>alert" not in page and "&lt;script&gt;alert(1)" in page


@pytest.mark.parametrize("person", [make.make_admin, make.make_staff, make.make_client, make.make_editor])
def test_for_everybody_else_there_is_no_audit(browser, person):
    other = Client()
    other.force_login(person())
    assert (other.get(AUDIT).status_code, other.post(EXPORT, {"format": "csv"}).status_code) == (404, 404)
    assert browser.get(AUDIT).status_code == 200, "the control: a Super Admin reads it"


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_at_its_address_changes_it(browser, sari, method):
    moved(sari)
    before = list(AuditEntry.objects.order_by("pk").values())
    assert getattr(browser, method)(AUDIT, {"objek": "x", "old": "{}"}).status_code == 405
    assert list(AuditEntry.objects.order_by("pk").values()) == before
    assert browser.get("/cms/audit/").status_code == 404


# To take along


def exported(browser, form="csv", **query):
    answer = browser.post(EXPORT, {"format": form, **query})
    assert answer.status_code == 200 and answer["X-Content-Type-Options"] == "nosniff"
    assert answer["Content-Disposition"] == f'attachment; filename="audit-{timezone.localdate().isoformat()}.{form}"'
    return b"".join(answer.streaming_content)


def test_csv_holds_a_line_for_each_changed_field(browser, sari):
    moved(sari)
    content = exported(browser, tindakan="changed", siapa="sari", jenis="helpdesk.user").decode("utf-8-sig")
    head, *rows = list(csv.reader(io.StringIO(content)))
    assert head[:9] == ["When", "Who", "Action", "Kind", "What", "Id", "Field", "Old", "New"]
    told = {row[6]: (row[1], row[4], row[7], row[8]) for row in rows}
    assert told["Department"] == ("Sari Wulandari", "Rudi Hartono (rudi)", "Jaringan", "Server")
    assert told["Role"][2:] == ("Staff", "Admin")
    assert {"Groups"} >= set(told) - {"Department", "Role"}


@pytest.mark.parametrize("typed", ["=1+1", "+62812", "-2", "@SUM(A1)", "\t=1+1", "\r=1", " =1+1", "=HYPERLINK(\"http://x\")"])
def test_no_cell_is_a_formula(browser, typed):
    make.make_department("Biasa", name_en=typed)
    lines = list(csv.reader(io.StringIO(exported(browser, q="Biasa").decode("utf-8-sig"), newline="")))
    assert not [cell for line in lines for cell in line if cell.lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r"))]
    assert any(cell.startswith("'") and cell[1:].strip() == typed.strip() for line in lines for cell in line)
    sheet = load_workbook(io.BytesIO(exported(browser, "xlsx", q="Biasa"))).active
    cells = [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]
    assert {cell.data_type for cell in cells} == {"s"}
    assert any(str(cell.value).strip() == typed.strip() for cell in cells)


def test_the_export_is_recorded_with_its_question(browser, sari):
    moved(sari)
    exported(browser, "xlsx", q="rudi")
    entry = AuditEntry.objects.latest("pk")
    assert (entry.actor, entry.kind, entry.path) == (sari, "helpdesk.auditentry", EXPORT)
    assert entry.new["format"] == "xlsx" and entry.new["question"] == "q=rudi" and entry.new["entries"] >= 2
    assert "Export of the audit" in text(browser.get(AUDIT))


def test_the_export_is_capped_at_its_newest_entries(browser, sari, monkeypatch):
    from helpdesk.audit.views import export

    monkeypatch.setattr(export, "MOST_ENTRIES", 2)
    for name in ("Satu", "Dua", "Tiga"):
        make.make_department(name)
    content = exported(browser, jenis="helpdesk.department").decode()
    assert "Tiga" in content and "Dua" in content and "Satu" not in content


def test_an_unknown_format_does_not_exist(browser):
    before = AuditEntry.objects.count()
    assert browser.post(EXPORT, {"format": "html"}).status_code == 404
    assert AuditEntry.objects.count() == before
