"""The link of an invitation: single use, 24 hours, dead with the account and with the next invitation."""

import re
from datetime import timedelta

import pytest

from helpdesk.accounts import people
from helpdesk.accounts.models import Role
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db
PASSWORD = "kuda hijau lari 71"


@pytest.fixture
def boss(db):
    return make.make_superadmin("bos")


@pytest.fixture
def invited(boss, mailoutbox):
    person = people.add_person(by=boss, role=Role.STAFF, name="Dewi", username="dewi", email="dewi@example.id")
    return person, link_in(mailoutbox[-1])


def link_in(mail):
    return re.search(r"(/akun/password/reset/key/\S+)", mail.body)[1]


def opens(client, link):
    """The address of the form to which a good link leads, or ""."""
    answer = client.get(link)
    return answer.get("Location", "") if answer.status_code == 302 else ""


def choose(client, link):
    return client.post(opens(client, link), {"password1": PASSWORD})


def works(client, username="dewi"):
    client.logout()
    return client.post("/akun/login/", {"login": username, "password": PASSWORD}).status_code == 302


def test_the_link_sets_the_password_once(client, invited):
    person, link = invited
    assert choose(client, link).status_code == 302 and works(client)
    client.logout()
    assert not opens(client, link)
    person.refresh_from_db()
    assert not person.must_change_password


def test_after_24_hours_it_opens_nothing(client, invited, monkeypatch):
    from django.contrib.auth.tokens import PasswordResetTokenGenerator

    real = PasswordResetTokenGenerator._now
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: real(self) + timedelta(hours=23, minutes=59))
    assert opens(client, invited[1])
    monkeypatch.setattr(PasswordResetTokenGenerator, "_now", lambda self: real(self) + timedelta(hours=24, seconds=1))
    assert not opens(client, invited[1])


def test_it_dies_with_the_account_and_does_not_come_back_to_life(client, invited, boss):
    person, link = invited
    form = opens(client, link)  # opened before, sent after
    people.deactivate(person, by=boss)
    assert not opens(client, link)
    client.post(form, {"password1": PASSWORD})
    person.refresh_from_db()
    assert not person.has_usable_password() and not works(client)
    people.reactivate(person, by=boss)
    assert not opens(client, link)


def test_a_reset_link_of_somebody_deactivated_opens_nothing_either(client, boss):
    from helpdesk.accounts.mails import password_link

    person = make.make_staff("eko", password=make.PASSWORD)
    link = password_link(person).partition("/akun")
    link = "/akun" + link[2]
    assert opens(client, link)
    people.deactivate(person, by=boss)
    assert not opens(client, link)
    person.refresh_from_db()
    assert person.check_password(make.PASSWORD)


def test_the_invitation_can_be_sent_again_and_only_the_newest_link_works(client, invited, boss, mailoutbox):
    person, old = invited
    client.force_login(boss)
    assert client.post(f"/helpdesk/staff/{person.pk}/undang/").status_code == 302
    new = link_in(mailoutbox[-1])
    client.logout()
    assert not opens(client, old) and choose(client, new).status_code == 302 and works(client)
    client.force_login(boss)
    # Who has a password of their own needs no invitation.
    assert client.post(f"/helpdesk/staff/{person.pk}/undang/").status_code == 409
    assert len([mail for mail in mailoutbox if "/key/" in mail.body]) == 2


def test_a_corrected_address_gets_an_invitation_of_its_own(invited, boss, mailoutbox, client):
    person, old = invited
    people.edit_person(person, by=boss, email="dewi.baru@example.id")
    [mail] = [mail for mail in mailoutbox if mail.to == ["dewi.baru@example.id"]]
    assert opens(client, link_in(mail)) and not opens(client, old)


def test_a_first_password_leads_to_choosing_ones_own_and_nowhere_else(client, boss):
    people.add_person(by=boss, role=Role.STAFF, name="Eko", username="eko", email="eko@example.id", password=PASSWORD)
    assert works(client, "eko")
    for path in ("/helpdesk/", "/helpdesk/tiket/", "/helpdesk/profil/"):
        assert "/akun/password/change/" in client.get(path).get("Location", ""), path
    answer = client.post("/akun/password/change/", {"oldpassword": PASSWORD, "password1": "gajah biru tidur 3", "password2": "gajah biru tidur 3"})
    assert answer.status_code == 302
    assert client.get("/helpdesk/").status_code == 200
