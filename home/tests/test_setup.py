"""`manage.py setup`: from an empty database to a site that works, any number of times."""

import re

import pytest
from django.core.management import CommandError, call_command
from wagtail.models import Page

from faq.models import FAQEntry
from helpdesk.accounts.models import Role, User
from helpdesk.catalogue.models import Service

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def no_terminal(monkeypatch):
    monkeypatch.setattr("sys.stdin.isatty", lambda: False, raising=False)
    monkeypatch.setenv("SETUP_EMAIL", "")


def everything():
    return [list(model.objects.order_by("pk").values_list("pk", flat=True)) for model in (Page, Service, FAQEntry, User)]


def test_the_second_setup_changes_nothing():
    call_command("setup")
    first = everything()
    assert all(first[:3]), "pages, services and questions are there"
    Service.objects.update(title="Edited by somebody")
    call_command("setup")
    assert everything() == first
    assert set(Service.objects.values_list("title", flat=True)) == {"Edited by somebody"}


def test_the_first_super_admin_is_invited_by_a_link_and_only_once(monkeypatch, mailoutbox, client):
    monkeypatch.setenv("SETUP_EMAIL", "kepala@example.go.id")
    call_command("setup")
    call_command("setup")
    user = User.objects.get()
    assert (user.role, user.is_superuser, user.has_usable_password()) == (Role.SUPERADMIN, True, False)
    (mail,) = mailoutbox
    assert mail.to == ["kepala@example.go.id"]
    link = re.search(r"http://localhost:8000(\S+)", mail.body)[1]
    page = client.get(link, follow=True)
    assert page.status_code == 200
    assert 'type="password"' in page.content.decode()


def test_nobody_is_invited_when_no_address_is_given(mailoutbox, capsys):
    call_command("setup")
    assert not User.objects.exists() and not mailoutbox
    assert "set SETUP_EMAIL" in capsys.readouterr().out


def test_what_is_no_address_is_refused(monkeypatch):
    monkeypatch.setenv("SETUP_EMAIL", "kepala")
    with pytest.raises(CommandError, match="kepala is not an email address"):
        call_command("setup")
    assert not User.objects.exists()
