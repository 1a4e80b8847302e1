"""Organisations in the CMS keep the rules of the desk's screen."""

import pytest
from django.urls import reverse

from helpdesk.accounts.models import Organisation
from helpdesk.audit.models import AuditEntry
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def admin(site_tree, client):
    client.force_login(make.make_admin("adi"))
    client.cookies["django_language"] = "en"
    return client


def form(**changes):
    return {"name": "PT Baru", "short_name": "", "code": "", "kind": "company", "npwp": "", "website": "", "region": "",
            "is_active": "on", **changes}  # fmt: skip


def edit(organisation):
    return reverse("organisation:edit", args=[organisation.pk])


def test_an_admin_edits_an_organisation_there_and_the_audit_hears_of_it(admin):
    company = make.make_organisation("PT Lama")
    assert admin.post(edit(company), form(website="https://baru.example.id")).status_code == 302
    company.refresh_from_db()
    assert (company.name, company.website) == ("PT Baru", "baru.example.id")
    assert AuditEntry.objects.filter(kind="helpdesk.organisation", object_id=str(company.pk), action="changed").exists()


@pytest.mark.parametrize(("changes", "sentence"), [
    ({"name": "DINAS contoh", "kind": "agency"}, "There is an agency of this name already."),
    ({"npwp": "12"}, "An NPWP has 15 or 16 digits"), ({"website": "javascript:alert(1)"}, "This is not the address of a website."),
])  # fmt: skip
def test_the_rules_are_the_same(admin, changes, sentence):
    make.make_organisation("Dinas Contoh", kind="agency")
    company = make.make_organisation("PT Lama")
    answer = admin.post(edit(company), form(**changes))
    assert answer.status_code == 200 and sentence in answer.content.decode()
    company.refresh_from_db()
    assert company.name == "PT Lama"


def test_a_merged_record_is_in_no_screen(admin):
    into = make.make_organisation("PT Tinggal")
    gone = make.make_organisation("PT Ganda", merged_into=into, is_active=False)
    listed = admin.get(reverse("organisation:index")).content.decode()
    assert "PT Tinggal" in listed and "PT Ganda" not in listed
    for screen in ("edit", "delete"):
        assert admin.get(reverse(f"organisation:{screen}", args=[gone.pk])).status_code == 404
        assert admin.post(reverse(f"organisation:{screen}", args=[gone.pk]), form()).status_code == 404
    assert admin.get(edit(into)).status_code == 200
    assert Organisation.objects.get(pk=gone.pk).name == "PT Ganda"
