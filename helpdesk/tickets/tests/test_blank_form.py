"""The empty form and the list of services are drawn once for everybody, and show nothing of anybody else."""

import re

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from wagtail.documents.models import Document
from wagtail.models import CollectionViewRestriction

from faq.models import FAQEntry
from helpdesk.accounts.models import Organisation
from helpdesk.catalogue.models import DocumentRequirement, Service, ServiceInput, TicketSource
from helpdesk.common.gaps import Gaps, filled
from helpdesk.common.page_cache import shown
from helpdesk.documents.models import KeptDocument
from helpdesk.tests import factories as cast
from helpdesk.tests.site import root_collection
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.views import blank_form, service_list
from helpdesk.worktime.models import NonWorkingDay

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("kept_pages")]
ADDRESS = "/helpdesk/tiket/baru/"
TOKENS = re.compile(r'(name="(?:csrfmiddlewaretoken|token)" value=")[^"]+')
CLOCK = re.compile(r"<server-clock.*?</server-clock>", re.S)
AGENCY = Organisation.Kind.AGENCY


@pytest.fixture
def service():
    documents = [
        {"code": "akta", "name": "Akta", "is_reusable": True},
        {"code": "ktp", "name": "KTP", "requirement": "conditional", "for_applicants": ["company"]},
        {"code": "kuasa", "name": "Surat kuasa", "requirement": "conditional", "only_by_proxy": True},
    ]
    template = "Permohonan {nama} dari {nama_badan_usaha}, NPWP {npwp}, akun {akun}."
    service = cast.make_service("Reset akun", code="reset", documents=documents, has_video_call=True, description_template=template)
    ServiceInput.objects.create(service=service, name="akun", label="Akun", label_en="Account")
    cast.make_source()
    return service


def browser_of(person, language="en", **how):
    browser = Client(**how)
    browser.force_login(person)
    browser.cookies["django_language"] = language
    return browser


def page_of(browser, service=None, **asked):
    answer = browser.get(ADDRESS, asked | ({"layanan": service.code} if service else {}))
    assert answer.status_code == 200
    return answer.content.decode()


def plain(page):
    """Without what is new each time, tag by tag."""
    return re.sub(r"\s+", "", CLOCK.sub("", TOKENS.sub(r"\1", page))).replace("><", ">\n<").splitlines()


def company(name, **fields):
    return cast.make_organisation(name, npwp="01.234.567.8-901.000", **fields)


def keep_a_document(person, code="akta"):
    slot = Ticket.objects.filter(requester=person).first().slots.get(code=code)
    return KeptDocument.objects.create(
        organisation=person.organisation, code=code, title="Akta", name="akta.pdf", size=1, sha256="0", slot=slot,
        accepted_at=timezone.now(), agreed_by=person, file="kept/akta.pdf",
    )  # fmt: skip


def people(service):
    keeps = cast.make_client("keeps", name="Sari Menyimpan", phone="+628123456781", organisation=company("PT Simpan"))
    cast.make_ticket(requester=keeps, service=service, applicant="company")
    keep_a_document(keeps)
    return [
        cast.make_client("citizen", name="Warga Biasa", phone=""),
        cast.make_client("company", name="Budi & <b>Putra</b>", phone="+628123456782", organisation=company("PT “Kutip”")),
        cast.make_client("poor", name="{akun} Contoh", phone="", organisation=cast.make_organisation("CV Tanpa NPWP")),
        cast.make_client("agency", name="Dina", phone="+628123456783", organisation=cast.make_organisation("Dinas X", kind=AGENCY, shares_tickets=True)),
        cast.make_client("asked", name="Tamu", organisation=company("PT Belum", shares_tickets=True), membership="requested"),
        keeps,
    ]  # fmt: skip


@pytest.mark.parametrize("language", ["id", "en"])
def test_what_is_kept_is_what_would_be_drawn_for_each(service, monkeypatch, language):
    cast.make_service("Lain", code="lain", free_title=True, department=service.department)
    everybody, services = people(service), list(Service.objects.order_by("code"))
    first = [[page_of(browser_of(person, language), one) for one in services] for person in everybody]
    kept = [[page_of(browser_of(person, language), one) for one in services] for person in everybody]
    monkeypatch.setattr(blank_form.BlankForm, "find", lambda code, user: None)
    for person, *pages in zip(everybody, first, kept, strict=True):
        drawn = [plain(page_of(browser_of(person, language), one)) for one in services]
        for page, expected in zip([*pages[0], *pages[1]], drawn * 2, strict=True):
            assert plain(page) == expected, person.username


def everything_in_the_cache():
    with connection.cursor() as cursor:
        cursor.execute("SELECT cache_key FROM cache")
        keys = [key.removeprefix(":1:") for (key,) in cursor.fetchall()]
    return repr([keys, cache.get_many(keys)])


def test_nothing_of_a_person_gets_into_what_everybody_shares(service):
    budi = cast.make_client("budi", name="Budi Rahasia", phone="+628123456789", organisation=company("PT Rahasia Bersama"))
    sari = cast.make_client("sari", name="Sari Lain", phone="+628777777777", organisation=cast.make_organisation("PT Sari", npwp="99.999"))
    own = ["Budi Rahasia", "PT Rahasia Bersama", "01.234.567.8-901.000", "08123456789"]
    first = browser_of(budi)
    for _round in range(2):
        page = page_of(first, service)
        assert all(word in page for word in own)  # the control
    token = TOKENS.search(page)
    shared = everything_in_the_cache()
    assert "Reset akun" in shared and "gap" not in TOKENS.sub("", page).replace("gap:", "")  # by chance a token may hold it
    assert not [word for word in [*own, "budi", first.cookies["csrftoken"].value, token[0]] if word in shared]
    theirs = page_of(browser_of(sari), service)
    assert "Sari Lain dari PT Sari, NPWP 99.999" in theirs and 'value="08777777777"' in theirs
    assert not [word for word in own if word in theirs]


def test_each_form_has_tokens_of_its_own_and_can_be_sent(service):
    browser = browser_of(cast.make_client(organisation=company("PT Maju")), enforce_csrf_checks=True)
    pages = [page_of(browser, service) for _time in range(2)]
    tokens = [dict(re.findall(r'name="(csrfmiddlewaretoken|token)" value="([^"]+)', page)) for page in pages]
    assert tokens[0]["token"] != tokens[1]["token"] and tokens[0]["csrfmiddlewaretoken"] != tokens[1]["csrfmiddlewaretoken"]
    facts = {
        "layanan": service.code, "applicant": "company", "description": "Mohon dibantu.", "whatsapp_number": "0812 3456 7890",
        "source": cast.make_source().pk, "type": service.type_id,
    }  # fmt: skip
    assert browser.post(ADDRESS, facts | tokens[1] | {"csrfmiddlewaretoken": "x" * 64}).status_code == 403
    for _twice in range(2):
        assert browser.post(ADDRESS, facts | tokens[1]).status_code == 302
    assert Ticket.objects.count() == 1


# Gone at once


def a_title(service):
    service.title = "Baru sekali"
    service.save()


def a_document(service):
    DocumentRequirement.objects.create(service=service, code="baru", name="Baru sekali")


def a_document_less(service):
    service.required_documents.get(code="ktp").delete()


def a_source(service):
    TicketSource.objects.create(code="baru", label="Baru sekali", label_en="Baru sekali")


def a_type(service):
    service.type.label_en = "Baru sekali"
    service.type.save()


def a_field(service):
    entry = service.inputs.get()
    entry.label_en = "Baru sekali"
    entry.save()


def a_department(service):
    service.department.name = "Baru sekali"
    service.department.save()


def an_answer(service):
    FAQEntry.objects.create(question="Baru sekali", answer="<p>Ya</p>", department=service.department, service=service)


def days_off(service):
    for days in range(1, 20):
        NonWorkingDay.objects.create(date=timezone.localdate() + timezone.timedelta(days=days), name="Libur")


@pytest.mark.parametrize("change", [a_title, a_document, a_document_less, a_source, a_type, a_field, a_department, an_answer, days_off])
def test_a_change_shows_at_once(service, committed, change):
    browser = browser_of(cast.make_client())
    before = [plain(page_of(browser, service)) for _time in range(2)]
    with committed():
        change(service)
    after = plain(page_of(browser, service))
    assert after != before[1] == before[0]
    assert change in {a_document_less, days_off} or "Barusekali" in "".join(after)


def test_a_sample_that_is_closed_is_gone_at_once(service, committed):
    sample = Document(title="Contoh akta", collection=root_collection().add_child(name="Contoh"))
    sample.file.save("contoh.pdf", ContentFile(b"%PDF-1.4"))
    service.required_documents.filter(code="akta").update(sample=sample)
    browser = browser_of(cast.make_client())
    assert "Contoh akta" in page_of(browser, service)
    with committed():
        CollectionViewRestriction.objects.create(collection=sample.collection, restriction_type="login")
    assert "Contoh akta" not in page_of(browser, service)


def test_what_is_switched_off_cannot_be_asked_for(service, committed):
    browser = browser_of(cast.make_client())
    assert "Reset akun" in page_of(browser, service) and "Reset akun" in page_of(browser)
    with committed():
        service.deactivate(by=cast.make_admin())
    assert browser.get(ADDRESS, {"layanan": service.code}).status_code == 404
    assert "Reset akun" not in page_of(browser)


def test_each_kind_of_asker_gets_their_own_list(service):
    cast.make_service("Untuk OPD", audience="opd")
    citizen = browser_of(cast.make_client())
    agency = browser_of(cast.make_client(organisation=cast.make_organisation(kind=AGENCY)))
    for _round in range(2):
        assert "Untuk OPD" not in page_of(citizen) and "Untuk OPD" in page_of(citizen, semua="1")
        assert "Untuk OPD" in page_of(agency) and "Reset akun" in page_of(agency)
        assert "Untuk OPD" in page_of(citizen, q="opd") and "Reset akun" not in page_of(citizen, q="opd")


# What it costs


def statements_of(browser, **asked):
    for _warm in range(2):
        browser.get(ADDRESS, asked)
    with CaptureQueriesContext(connection) as queries:
        assert browser.get(ADDRESS, asked).status_code == 200
    return len(queries)


@pytest.mark.parametrize("many", [1, 12])
def test_it_costs_six_statements_however_much_there_is(service, many):
    cast.make_service("Banyak", code="banyak", documents=[{"code": f"d{n}", "is_reusable": True} for n in range(many)])
    for _n in range(many):
        cast.make_service()
        FAQEntry.objects.create(question="Tanya", answer="<p>Ya</p>", department=service.department, service=service)
    person = cast.make_client(organisation=company("PT Maju"))
    cast.make_ticket(requester=person, service=service, applicant="company")
    keep_a_document(person)
    browser = browser_of(person)
    # session, person, mark, kept documents, announcements, settings
    assert statements_of(browser, layanan="banyak") == statements_of(browser, layanan=service.code) == 6
    assert statements_of(browser) == 5


def test_everything_that_it_asks_is_on_the_list(service):
    from django.apps import apps

    tables = {model._meta.db_table: model._meta.label_lower for model in apps.get_models()}
    anybody = blank_form.Anybody.like(cast.make_client())
    with CaptureQueriesContext(connection) as queries:
        assert blank_form._drawn(service.code, anybody) and service_list._drawn("company", True)
    asked = {label for table, label in tables.items() for query in queries if f'"{table}"' in query["sql"]}
    missing = asked - shown.SHOWN - set(shown.FOLLOWED_BY_TIME)
    assert len(asked) > 10 and not missing, f"Kept parts show {sorted(missing)}: put them into SHOWN of helpdesk/common/page_cache/shown.py."


def test_without_a_cache_it_is_drawn(service, monkeypatch):
    class Down:
        def __getattr__(self, name):
            raise ConnectionError("no cache here")

    monkeypatch.setattr("helpdesk.common.page_cache.generation.cache", Down())
    browser = browser_of(cast.make_client())
    assert page_of(browser, service).count("Reset akun") == page_of(browser, service).count("Reset akun") > 0


# Gaps


def test_a_gap_takes_a_value_escaped_and_no_text_is_taken_for_one():
    gaps = Gaps()
    pieces = gaps.cut(f"<b>{gaps['name']}</b> gapname. {gaps['number_2']}")
    assert filled(pieces, {"name": "<i>&", "number_2": 5}) == "<b>&lt;i&gt;&amp;</b> gapname. 5"
    with pytest.raises(KeyError):
        filled(pieces, {"name": ""})
    assert len(Gaps().cut(f"<b>{gaps['name']}</b>")) == 1
