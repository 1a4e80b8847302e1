"""The page of a service: six points, told by the record alone, and the same in form, document list and promise."""

import json
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from faq.models import FAQEntry
from helpdesk.accounts.models import Applicant
from helpdesk.catalogue import load as catalogue
from helpdesk.catalogue.models import Service
from helpdesk.catalogue.tests.test_cms import _values as cms_values
from helpdesk.catalogue.tests.test_services import values as desk_values
from helpdesk.documents.models import DocumentSlot
from helpdesk.tests import factories as make
from home import standard
from home.models import Announcement
from home.tests.ground import bare

ADDRESS = "/layanan/lpse-registrasi/"
POINTS = ["persyaratan", "prosedur", "waktu", "biaya", "produk", "pengaduan"]
IN_ENGLISH = [
    "Requirements", "System, mechanism and procedure", "Service time", "Fees", "Product of the service",
    "Handling of complaints, suggestions and input",
]  # fmt: skip


@pytest.fixture
def service(db):
    bare()
    catalogue.load()
    return Service.objects.get(code="lpse-registrasi")


def page(address=ADDRESS, language="id"):
    client = Client()
    client.cookies["django_language"] = language
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_every_service_is_told_in_the_six_points_of_the_standard(service):
    for address in (ADDRESS, "/layanan/mail-baru/", "/layanan/lpse-pengaduan/"):
        html = page(address, "en")
        assert re.findall(r'<li class="point[^"]*" id="([a-z]+)">', html) == POINTS
        assert re.findall(r'<h2 class="point__title">([^<]+)</h2>', html) == IN_ENGLISH
        assert re.findall(r'id="([a-z]+)">', page(address)).count("produk") == 1
    assert "lapor.go.id" in html and 'href="/kontak/"' in html


def test_the_button_to_ask_stands_there_once_and_leads_to_the_form_of_this_service(service):
    html = page()
    assert re.findall(r'<a class="button button--main[^"]*button--full" href="([^"]+)"', html) == [
        "/helpdesk/tiket/baru/?layanan=lpse-registrasi"
    ]
    client = Client()
    client.force_login(make.make_client())
    assert client.get("/helpdesk/tiket/baru/?layanan=lpse-registrasi").context["service"] == service


def test_what_each_kind_of_applicant_reads_is_what_the_ticket_will_ask_of_them(service):
    services = Service.objects.filter(is_active=True).prefetch_related("required_documents")
    assert len(services) > 40
    for one in services:
        told = {kind: group for group in standard.needed_by_applicant(one) for kind in group.kinds}
        assert told
        for kind, group in told.items():
            assert group.always == one.required_for(kind, by_proxy=False), (one, kind)
            assert {*group.always, *group.by_proxy} == {*one.required_for(kind, by_proxy=True)}, (one, kind)
    told = [group.kinds for group in standard.needed_by_applicant(service)]
    assert told == [[Applicant.COMPANY], [Applicant.SOLE_TRADER], [Applicant.FOREIGN_COMPANY]]


def test_the_documents_of_one_kind_of_applicant_are_read_without_javascript(service):
    html = page(language="en")
    company, trader = (re.search(rf"<span>{words}.*?</details>", html, re.S)[0] for words in (r"Company \(PT", "Sole trader"))
    assert "Identity card of the director" in company and "Identity card of the director" not in trader
    assert "Identity card of the sole proprietor" in trader and "Identity card of the sole proprietor" not in company
    assert "Power of attorney" in company and "Power of attorney" in trader


def by_desk(browser, service, changes):
    address = reverse("helpdesk:service_edit", args=[service.pk])
    return browser.post(address, desk_values(browser.get(address)) | changes)


def by_cms(browser, service, changes):
    address = reverse("service:edit", args=[service.pk])
    return browser.post(address, cms_values(browser.get(address)) | changes)


@pytest.mark.parametrize("door", [by_desk, by_cms])
def test_what_is_changed_at_either_door_is_read_on_page_form_documents_and_promise(service, door):
    admin, applicant = Client(), Client()
    admin.force_login(make.make_admin())
    client = make.make_client(organisation=make.make_organisation())
    applicant.force_login(client)
    required = [row.name for row in service.required_documents.all()].index("NPWP perusahaan (atau pemilik usaha perorangan)")
    changes = {
        "title": "Verifikasi penyedia", "fee": "Rp5.000", "resolution_hours": "30", "product": "Akun SPSE yang aktif",
        "summary": "Agar perusahaan dapat ikut tender.", f"required_documents-{required}-name": "NPWP terbaru",
    }  # fmt: skip
    answer = door(admin, service, changes)
    assert answer.status_code == 302, answer.context["form"].errors
    html = page()
    for words in ("Verifikasi penyedia", "Rp5.000", "4 hari kerja", "Akun SPSE yang aktif", "NPWP terbaru"):
        assert words in html
    assert '<meta name="description" content="Agar perusahaan dapat ikut tender.">' in html
    form = applicant.get("/helpdesk/tiket/baru/?layanan=lpse-registrasi").content.decode()
    for words in ("Verifikasi penyedia", "Rp5.000", "NPWP terbaru"):
        assert words in form
    ticket = make.make_ticket(service=Service.objects.get(pk=service.pk), requester=client, applicant="company", whatsapp_number="081234567890")
    assert "NPWP terbaru" in [str(slot) for slot in DocumentSlot.objects.filter(ticket=ticket)]
    assert (ticket.title, ticket.resolution_hours) == ("Verifikasi penyedia", 30)


def test_the_product_is_the_records_own_or_the_written_answer(service):
    assert "The written answer of" in page(language="en")
    service.product, service.product_en = "Sertifikat", "A certificate"
    service.save()
    assert "A certificate" in page(language="en") and "The written answer of" not in page(language="en")


def test_published_questions_about_this_service_are_answered_here_and_no_others(service):
    facts = {"department": service.department, "answer": "<p>Jawab</p>"}
    FAQEntry.objects.create(question="Tentang layanan ini", service=service, **facts)
    FAQEntry.objects.create(question="Masih draf", service=service, live=False, **facts)
    FAQEntry.objects.create(question="Tentang hal lain", **facts)
    html = page()
    assert "Tentang layanan ini" in html
    assert "Masih draf" not in html and "Tentang hal lain" not in html


def test_what_is_going_on_with_this_service_stands_above_it_and_above_no_other(service):
    own = Announcement.objects.create(title="Verifikasi libur", kind="maintenance")
    own.services.set([service])
    own.save()
    Announcement.objects.create(title="Seluruh kantor tutup")
    assert "Verifikasi libur" in page() and "Seluruh kantor tutup" in page()
    other = page("/layanan/mail-baru/")
    assert "Verifikasi libur" not in other and "Seluruh kantor tutup" in other


def test_search_engines_read_the_service_as_data_and_no_word_of_it_ends_the_block(service):
    service.title = "</script><script>alert(1)</script>"
    service.save()
    html = page()
    assert "<script>alert" not in html
    data = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html, re.S)[1])
    assert (data["@type"], data["name"]) == ("GovernmentService", service.title)
    assert data["url"].endswith("/layanan/lpse-registrasi/")


def test_a_page_asks_equally_often_with_little_and_with_much(service):
    def queries():
        with CaptureQueriesContext(connection) as asked:
            page()
        return len(asked)

    queries()
    before = queries()
    for number in range(5):
        FAQEntry.objects.create(question=f"Tanya {number}", answer="<p>x</p>", department=service.department, service=service)
        service.required_documents.add(type(service.required_documents.first())(code=f"d{number}", name=f"D {number}"))
    service.save()
    assert queries() <= before <= 14


# The list


def titles(html):
    return set(re.findall(r'<h3 class="service-card__title">([^<]+)</h3>', html))


def test_the_list_narrows_to_some_people_without_javascript(service):
    everybody, providers, agencies, citizens = (titles(page(f"/layanan/{more}")) for more in ("", "?untuk=penyedia", "?untuk=opd", "?untuk=warga"))
    assert citizens < providers < everybody and citizens < agencies < everybody
    assert str(service) in providers - agencies
    assert titles(page("/layanan/?untuk=tidak-ada%00")) == everybody
    found = page("/layanan/?untuk=penyedia&q=verifikasi")
    assert str(service) in titles(found) and titles(found) <= providers
    assert 'name="untuk" value="penyedia"' in found


def test_a_card_tells_time_fee_and_documents(service):
    card = re.search(r'<a class="card service-card" href="/layanan/lpse-registrasi/">.*?</a>', page("/layanan/"), re.S)[0]
    assert "2 hari kerja" in card and "Gratis" in card and "2 berkas" in card


def test_a_list_without_anything_says_so_and_where_to_go(service):
    assert "data-nothing-found" in page("/layanan/?q=zzzzzz") and "Nothing found" in page("/layanan/?q=zzzzzz", "en")
    assert 'href="/layanan/?q=reset+email"' in page("/layanan/?untuk=warga&q=reset email")
    Service.objects.update(is_active=False)
    assert "No services yet" in page("/layanan/", "en")
