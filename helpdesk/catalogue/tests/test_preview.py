"""The preview of a service in the CMS: the page of the site, of what stands in the form."""

import pytest
from django.urls import reverse

from helpdesk.accounts.models import Role
from helpdesk.catalogue import load as catalogue
from helpdesk.catalogue.models import Service
from helpdesk.catalogue.tests.test_cms import _values
from helpdesk.tests import factories
from home.tests.ground import bare


@pytest.fixture
def admin(client):
    client.force_login(factories.make_user(role=Role.ADMIN))
    return client


@pytest.fixture
def service(db):
    bare()
    catalogue.load()
    return Service.objects.get(code="lpse-registrasi")


def test_the_preview_shows_what_is_typed_and_saves_nothing(service, admin):
    edit, preview = reverse("service:edit", args=[service.pk]), reverse("service:preview_on_edit", args=[service.pk])
    page = admin.get(edit)
    assert f'data-w-preview-url-value="{preview}"' in page.content.decode()
    typed = _values(page) | {"title": "Judul yang sedang diketik", "product": "Akun yang aktif", "required_documents-0-name": "Kartu baru"}
    assert admin.post(preview, typed).json() == {"is_valid": True, "is_available": True}
    shown = admin.get(preview).content.decode()
    for words in ("Judul yang sedang diketik", "Akun yang aktif", "Kartu baru"):
        assert words in shown
    service.refresh_from_db()
    assert service.title != "Judul yang sedang diketik"
    assert "Kartu baru" not in admin.get("/layanan/lpse-registrasi/").content.decode()


def test_a_service_in_the_making_is_shown_once_it_is_complete(service, admin):
    preview = reverse("service:preview_on_add")
    begun = _values(admin.get(reverse("service:add"))) | {"title": "Layanan baru"}
    assert admin.post(preview, begun).json() == {"is_valid": False, "is_available": False}
    complete = begun | {
        "code": "layanan-baru", "department": service.department_id, "type": service.type_id, "sort_order": 5,
        "first_response_hours": "1", "resolution_hours": "7.5",
    }  # fmt: skip
    assert admin.post(preview, complete).json()["is_valid"]
    answer = admin.get(preview)
    assert answer.status_code == 200
    assert "Layanan baru" in answer.content.decode()
    assert not Service.objects.filter(title="Layanan baru").exists()


@pytest.mark.parametrize("role", [Role.STAFF, Role.CLIENT, Role.EDITOR])
def test_nobody_else_sees_a_preview(service, client, role):
    client.force_login(factories.make_user(role=role))
    for address in (reverse("service:preview_on_add"), reverse("service:preview_on_edit", args=[service.pk])):
        assert client.get(address).status_code in {302, 403, 404}
        assert client.post(address, {"title": "x"}).status_code in {302, 403, 404}
