"""What a service says about each document: explanation, sample, expiry, keeping; edited at the desk."""

import pytest
from django.core.files.base import ContentFile
from django.urls import reverse
from wagtail.documents.models import Document
from wagtail.models import CollectionViewRestriction

from helpdesk.catalogue.tests.test_services import values
from helpdesk.tests import factories as make
from helpdesk.tests.files import small_pdf
from helpdesk.tests.site import root_collection

pytestmark = pytest.mark.django_db


def document(title, collection=None):
    made = Document(title=title, **({"collection": collection} if collection else {}))
    made.file.save("contoh.pdf", ContentFile(small_pdf()))
    return made


def test_the_desk_writes_explanation_sample_and_days(client):
    client.force_login(make.make_admin())
    closed = root_collection().add_child(name="Tertutup")
    CollectionViewRestriction.objects.create(collection=closed, restriction_type="login")
    open_one, secret = document("Contoh surat"), document("Rahasia kantor", closed)
    service = make.make_service(documents=["npwp", "ktp"])
    address = reverse("helpdesk:service_edit", args=[service.pk])
    shown = client.get(address)
    assert "Contoh surat" in shown.content.decode() and "Rahasia kantor" not in shown.content.decode()
    facts = {"explanation": "Dari kantor pajak.", "sample": open_one.pk, "expires": "on", "is_reusable": "on", "keep_days": "30"}
    sent = values(shown) | {f"required_documents-0-{name}": value for name, value in facts.items()}
    assert client.post(address, sent | {"required_documents-0-sample": secret.pk}).status_code == 422
    assert client.post(address, sent).status_code == 302
    row, other = service.required_documents.all()
    assert (row.explanation, row.sample, row.expires, row.is_reusable, row.keep_days) == ("Dari kantor pajak.", open_one, True, True, 30)
    assert (other.sample, other.expires, other.keep_days) == (None, False, None)
