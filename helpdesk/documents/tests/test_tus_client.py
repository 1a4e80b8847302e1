"""A client from the registries (tuspy), as it comes, uploads against the running server (session cookie, CSRF header)."""

import hashlib
import io

import pytest
from django.conf import settings
from django.test import Client
from tusclient.client import TusClient
from tusclient.exceptions import TusUploadFailed

from helpdesk.documents.tests.tus_client import Sender
from helpdesk.tests import factories
from helpdesk.tests.files import big_pdf, docx

CONTENT = big_pdf(1_500_000)
META = {"filename": "KTP Direksi.pdf", "place": "ktp_direksi"}


@pytest.fixture
def ticket(site_tree):
    return factories.make_ticket(service=factories.make_service("Registrasi", documents=["ktp_direksi"]))


@pytest.fixture
def tus(live_server, ticket):
    """The client of the requester: cookies and token as a browser has them."""
    browser = Client()
    browser.force_login(ticket.requester)
    cookies = f"{settings.SESSION_COOKIE_NAME}={browser.cookies[settings.SESSION_COOKIE_NAME].value}; csrftoken={'t' * 32}"
    address = live_server.url + Sender(browser, ticket).address
    return TusClient(address, headers={"Cookie": cookies, "X-CSRFToken": "t" * 32})


def test_it_uploads_stops_and_goes_on(tus, ticket):
    part = {"chunk_size": 300_000, "upload_checksum": True}
    first = tus.uploader(file_stream=io.BytesIO(CONTENT), metadata=META, **part)
    first.upload(stop_at=600_000)
    # Another process knows nothing but the address.
    second = tus.uploader(file_stream=io.BytesIO(CONTENT), url=first.url, **part)
    assert second.offset == 600_000
    second.upload()
    slot = ticket.slots.get()
    assert slot.current.sha256 == hashlib.sha256(CONTENT).hexdigest() and slot.current.name == "KTP Direksi.pdf"


def test_it_sends_all_in_one_piece(tus, ticket):
    tus.uploader(file_stream=io.BytesIO(CONTENT), metadata=META).upload()
    assert ticket.attachments.get().sha256 == hashlib.sha256(CONTENT).hexdigest()


def test_it_hears_of_a_refusal(tus, ticket):
    with pytest.raises(TusUploadFailed) as refusal:
        tus.uploader(file_stream=io.BytesIO(docx() + bytes(9000)), metadata=META).upload()
    assert refusal.value.status_code == 422 and b"sentence" in refusal.value.response_content
    assert not ticket.attachments.exists()
