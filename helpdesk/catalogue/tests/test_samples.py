"""What a document is and its sample stand in the form of a new ticket already, before anything is promised."""

import pytest
from django.core.files.base import ContentFile
from wagtail.documents.models import Document
from wagtail.models import CollectionViewRestriction

from helpdesk.catalogue.samples import documents_of
from helpdesk.tests import factories as make
from helpdesk.tests.files import small_pdf
from helpdesk.tests.site import root_collection

pytestmark = pytest.mark.django_db


@pytest.fixture
def sample():
    document = Document(title="Contoh surat permohonan", collection=root_collection().add_child(name="Contoh"))
    document.file.save("contoh.pdf", ContentFile(small_pdf()))
    return document


@pytest.fixture
def service(sample):
    service = make.make_service(documents=["npwp", "surat"])
    explained = {"explanation": "Dari kantor pajak.\nNomornya <b>terbaca</b>.", "explanation_en": "From the tax office.\nIts number is <b>readable</b>."}
    service.required_documents.filter(code="npwp").update(**explained)
    service.required_documents.filter(code="surat").update(sample=sample)
    make.make_source()
    return service


def form(client, service):
    client.force_login(make.make_client())
    client.cookies["django_language"] = "en"
    return client.get("/helpdesk/tiket/baru/", {"layanan": service.code}).content.decode()


def test_explanation_and_sample_stand_beside_their_document(client, service, sample):
    page = form(client, service)
    npwp, surat = page.partition('<b class="slot__name">NPWP')[2].split('<b class="slot__name">SURAT')
    assert "From the tax office.<br>Its number is &lt;b&gt;readable&lt;/b&gt;." in npwp
    assert sample.url not in npwp
    assert sample.url in surat and "Contoh surat permohonan" in surat
    assert "or photos of the pages" in page


@pytest.mark.parametrize("where", ["its own collection", "one above"])
def test_a_sample_of_a_closed_collection_is_not_named(client, service, sample, where):
    closed = sample.collection if where == "its own collection" else root_collection()
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    page = form(client, service)
    assert sample.url not in page and "Contoh surat permohonan" not in page
    assert "From the tax office." in page


def test_a_restriction_beside_its_collection_closes_nothing(client, service, sample):
    beside = root_collection().add_child(name="Lain")
    CollectionViewRestriction.objects.create(collection=beside, restriction_type="login")
    assert sample.url in form(client, service)


def test_documents_and_samples_are_one_question(service, django_assert_num_queries):
    with django_assert_num_queries(1):
        assert [document.open_sample and document.open_sample.title for document in documents_of(service)] == [None, "Contoh surat permohonan"]
