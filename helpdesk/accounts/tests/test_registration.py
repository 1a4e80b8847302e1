"""Row A2: register, then log in at once."""

import pytest
from allauth.account.models import EmailAddress
from django.contrib.auth.models import Group

from helpdesk.accounts.models import Membership, Organisation, Role, User
from helpdesk.accounts.tests.captcha import answer_to, question_on, solved
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
ADDRESS = "/akun/signup/"
PASSWORD = "empat kuda di sawah 7"


def form(client, **changes):
    data = {
        "name": "Sari Wulandari", "kind": "company", "organisation": "PT Maju Contoh", "npwp": "", "agency": "",
        "username": "sari.w", "email": "Sari@Example.id", "phone": "0812 3456 7890", "password1": PASSWORD, "consent": "on",
    }
    data.update(changes)
    if "captcha" not in changes and "captcha-answer" not in changes:
        data["captcha"] = solved(client)
    return data


def register(client, **changes):
    return client.post(ADDRESS, form(client, **changes))


def log_in(client, name="sari.w", password=PASSWORD):
    return client.post("/akun/login/", {"login": name, "password": password})


@pytest.fixture
def agency():
    return factories.make_organisation("Dinas Contoh", kind=Organisation.Kind.AGENCY)


def test_a_company_registers_and_logs_in_at_once(client, mailoutbox, settings):
    answer = register(client)
    assert (answer.status_code, answer["Location"]) == (302, "/akun/login/")
    assert "_auth_user_id" not in client.session
    page = client.get("/akun/login/").content.decode()
    assert 'value="sari.w"' in page
    assert log_in(client).status_code == 302
    user = User.objects.get(username="sari.w")
    assert int(client.session["_auth_user_id"]) == user.pk
    assert (user.role, user.email, user.phone) == (Role.CLIENT, "sari@example.id", "+6281234567890")
    assert (user.organisation.name, user.organisation.is_verified) == ("PT Maju Contoh", False)
    assert user.membership == Membership.CONTACT
    assert user.privacy_version == settings.PRIVACY_NOTICE_VERSION and user.privacy_agreed_at
    assert user.needs_email_confirmation
    assert [mail.to for mail in mailoutbox] == [["sari@example.id"]]


def test_an_individual_business_gets_its_own_organisation(client):
    register(client, kind="individual", organisation="Warung Contoh", npwp="01.234.567.8-901.000")
    made = User.objects.get(username="sari.w").organisation
    assert (made.kind, made.npwp, made.is_verified) == ("individual", "01.234.567.8-901.000", False)


def test_an_equal_name_never_joins_an_existing_organisation(client):
    there = factories.make_organisation("PT Maju Contoh", is_verified=True)
    register(client, organisation="PT Maju Contoh")
    assert User.objects.get(username="sari.w").organisation != there
    assert there.people.count() == 0


def test_membership_of_an_agency_is_only_requested(client, agency):
    assert register(client, kind="agency", organisation="", agency=agency.pk).status_code == 302
    user = User.objects.get(username="sari.w")
    assert (user.organisation, user.membership, user.is_member) == (agency, Membership.REQUESTED, False)


def test_a_company_cannot_be_requested_as_if_it_were_an_agency(client):
    company = factories.make_organisation("PT Lain")
    answer = register(client, kind="agency", organisation="", agency=company.pk)
    assert answer.status_code == 200 and not User.objects.exists()


def test_a_citizen_needs_no_organisation(client):
    register(client, kind="citizen", organisation="PT Tertulis Juga")
    user = User.objects.get(username="sari.w")
    assert (user.organisation, user.membership) == (None, "")
    assert not Organisation.objects.exists()


@pytest.mark.parametrize(("changes", "field"), [
    ({"organisation": ""}, "organisation"),
    ({"kind": "agency", "organisation": ""}, "agency"),
    ({"kind": "superadmin"}, "kind"),
    ({"name": ""}, "name"),
    ({"name": "Sari\0 W"}, "name"),
    ({"organisation": "PT\0"}, "organisation"),
    ({"username": "sa\0ri"}, "username"),
    ({"phone": "0812\0"}, "phone"),
    ({"password1": PASSWORD + "\0"}, "password1"),
    ({"email": "a\0@example.id"}, "email"),
    ({"name": "x" * 151}, "name"),
    ({"organisation": "x" * 201}, "organisation"),
    ({"username": "x" * 61}, "username"),
    ({"email": "x" * 250 + "@example.id"}, "email"),
    ({"phone": "0" * 31}, "phone"),
    ({"npwp": "1" * 31}, "npwp"),
    ({"password1": "x9" * 65}, "password1"),
    ({"password1": "12345678"}, "password1"),
    ({"password1": "pendek1"}, "password1"),
    ({"password1": "sari.wulan", "username": "sari.wulan"}, "password1"),
    ({"username": "sari w"}, "username"),
    ({"username": "helpdesk"}, "username"),
    ({"username": "sari@example.id"}, "username"),
    ({"phone": "021 555 1234"}, "phone"),
    ({"email": "bukan alamat"}, "email"),
    ({"consent": ""}, "consent"),
    ({"captcha": ""}, "captcha"),
    ({"captcha": "bm90IGpzb24="}, "captcha"),
])
def test_what_is_wrong_is_said_beside_the_field_and_what_was_typed_stays(client, changes, field):
    answer = register(client, **changes)
    assert answer.status_code == 200
    shown = answer.context["form"]
    assert list(shown.errors) == [field]
    html = answer.content.decode()
    assert f'id="id_{field}_error"' in html
    if field != "name":
        assert "Sari Wulandari" in html
    assert PASSWORD not in html
    assert not User.objects.exists() and not Organisation.objects.exists()


def test_a_taken_username_is_said_in_any_case(client):
    factories.make_client("Sari.W")
    answer = register(client)
    assert "username" in answer.context["form"].errors


def test_a_taken_username_is_not_said_without_a_solved_captcha(client):
    factories.make_client("sari.w")
    answer = register(client, captcha="")
    assert list(answer.context["form"].errors) == ["captcha"]


def test_25_extra_fields_change_nothing(client):
    department = factories.make_department()
    extra = {
        "role": "superadmin", "is_superuser": "1", "is_staff": "1", "is_active": "0", "groups": "1", "user_permissions": "1",
        "department": department.pk, "designation": "Kepala", "staff_code": "ADM", "membership": "member", "id": "1", "pk": "1",
        "organisation_id": "1", "is_verified": "1", "verified": "1", "email_verified": "1", "date_joined": "2001-01-01",
        "last_login": "2001-01-01", "privacy_version": "0", "privacy_agreed_at": "2001-01-01", "shares_tickets": "1",
        "avatar": "x.png", "password": "lain", "user": "1", "owner": "1",
    }
    assert len(extra) == 25
    register(client, **extra)
    user = User.objects.get(username="sari.w")
    assert (user.role, user.is_superuser, user.is_active, user.department) == (Role.CLIENT, False, True, None)
    assert (user.designation, user.staff_code, user.membership) == ("", "", Membership.CONTACT)
    assert user.groups.count() == 0 and user.date_joined.year > 2001 and user.check_password(PASSWORD)
    assert not user.organisation.is_verified and not user.organisation.shares_tickets
    assert not EmailAddress.objects.filter(verified=True).exists()
    assert not Group.objects.filter(user=user).exists()


def test_without_javascript_a_question_in_words_does_the_same(client):
    token, words = question_on(client.get(ADDRESS).content.decode())
    answer = register(client, **{"captcha-question": token, "captcha-answer": answer_to(words)})
    assert answer.status_code == 302
    assert User.objects.filter(username="sari.w").exists()


def test_known_and_unknown_addresses_get_the_same_answer(client, django_user_model):
    def walk(email, username):
        from django.test import Client

        browser = Client()
        answer = register(browser, email=email, username=username)
        shown = browser.get("/akun/login/").content.decode().replace(username, "X")
        import re

        shown = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "", shown)
        shown = re.sub(r"<server-clock.*?</server-clock>", "", shown, flags=re.S)
        headers = {k: v for k, v in answer.items() if k not in {"Date", "Expires"}}
        return answer.status_code, headers, answer.content, sorted(browser.cookies), shown

    from helpdesk.accounts import addresses

    addresses.confirm(factories.make_client("pemilik", email="dikenal@example.id"))
    assert walk("dikenal@example.id", "budi.satu") == walk("barudaftar@example.id", "budi.dua1")


def test_a_second_account_cannot_use_an_address_that_somebody_else_confirmed(client, mailoutbox):
    from helpdesk.accounts import addresses

    owner = factories.make_client("pemilik", email="dikenal@example.id", password=factories.PASSWORD)
    addresses.confirm(owner)
    register(client, email="DIKENAL@example.id", username="penyerang")
    # No login by the address with the attacker's password; the owner's works.
    log_in(client, "dikenal@example.id", PASSWORD)
    assert "_auth_user_id" not in client.session
    log_in(client, "dikenal@example.id", factories.PASSWORD)
    assert int(client.session["_auth_user_id"]) == owner.pk
    assert not addresses.confirm(User.objects.get(username="penyerang"))


def test_the_confirmation_mail_says_nothing_that_a_stranger_typed(client, mailoutbox, settings):
    settings.BASE_URL = "https://bantuan.example.go.id"
    client.post(ADDRESS, form(client, name="Menangkan hadiah di http://jahat.example", username="klik.jahat",
                              organisation="PT http://jahat.example"), headers={"host": "jahat.example"})
    [mail] = mailoutbox
    assert "jahat" not in mail.body + mail.subject
    assert "https://bantuan.example.go.id/akun/confirm-email/" in mail.body


def test_two_who_take_one_name_in_the_same_moment_get_a_sentence(client, monkeypatch):
    from helpdesk.accounts.forms import signup

    factories.make_client("sari.w")
    monkeypatch.setattr(signup, "filter_users_by_username", lambda name: User.objects.none())
    answer = register(client)
    assert answer.status_code == 200 and "username" in answer.context["form"].errors
    assert not Organisation.objects.filter(name="PT Maju Contoh").exists()


def test_registration_is_throttled_per_address_whatever_the_proxy_header_says(client):
    for number in range(20):
        assert client.post(ADDRESS, {}, headers={"x-forwarded-for": f"10.0.0.{number}"}).status_code == 200
    assert client.post(ADDRESS, {}, headers={"x-forwarded-for": "10.9.9.9"}).status_code == 429
    assert client.post(ADDRESS, {}, REMOTE_ADDR="192.0.2.7").status_code == 200


def test_next_leads_on_through_login_and_never_to_another_site(client):
    assert register(client, next="/helpdesk/tiket/baru/")["Location"] == "/akun/login/?next=%2Fhelpdesk%2Ftiket%2Fbaru%2F"
    assert register(client, username="lain", next="https://jahat.example/")["Location"] == "/akun/login/"
