"""Being away: noted by oneself, with a deputy, shown to both, and taken back."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import timezone

from helpdesk.accounts.absence import absent_colleagues, come_back, go_away
from helpdesk.accounts.models import User
from helpdesk.tests import factories

pytestmark = pytest.mark.django_db
PAGE, BACK, PROFILE = "/helpdesk/profil/ketidakhadiran/", "/helpdesk/profil/kembali/", "/helpdesk/profil/"


@pytest.fixture
def rudi():
    return factories.make_staff("rudi", name="Rudi Hartono")


@pytest.fixture
def wati():
    return factories.make_staff("wati", name="Wati Lestari")


def day(number=0):
    return timezone.localdate() + timedelta(days=number)


@pytest.fixture
def as_rudi(client, rudi, wati):
    client.cookies["django_language"] = "en"
    client.force_login(rudi)
    return client


def test_who_goes_away_names_a_deputy_and_both_see_it(as_rudi, rudi, wati):
    assert as_rudi.post(PAGE, {"away_until": day(5), "deputy": wati.pk})["Location"] == PROFILE
    rudi.refresh_from_db()
    assert (rudi.away_until, rudi.answering()) == (day(5), wati)
    for path in (PROFILE, "/helpdesk/"):
        html = as_rudi.get(path).content.decode()
        assert "You are away until" in html and "Wati Lestari" in html and "I am back" in html
    as_rudi.force_login(wati)
    html = as_rudi.get(PROFILE).content.decode()
    assert "You stand in for:" in html and "Rudi Hartono" in html and "You are away" not in html


def test_it_is_taken_back_with_one_button(as_rudi, rudi, wati):
    go_away(rudi, until=day(5), deputy=wati, by=rudi)
    assert as_rudi.get(BACK).status_code == 405
    as_rudi.post(BACK)
    rudi.refresh_from_db()
    assert (rudi.away_until, rudi.deputy, rudi.answering()) == (None, None, rudi)
    assert "You are away" not in as_rudi.get("/helpdesk/").content.decode()


def test_today_counts_and_yesterday_is_over(as_rudi, rudi, wati):
    go_away(rudi, until=day(), deputy=wati, by=rudi)
    assert list(absent_colleagues(wati)) == [rudi]
    assert list(absent_colleagues(wati, on=day(1))) == [] and not rudi.is_absent(day(1))
    answer = as_rudi.post(PAGE, {"away_until": day(-1), "deputy": wati.pk})
    assert answer.status_code == 422 and "This day is over" in answer.content.decode()


@pytest.mark.parametrize("who", ["myself", "client", "editor", "deactivated", "nobody"])
def test_the_deputy_is_an_active_colleague_of_the_desk(as_rudi, rudi, wati, who):
    deputy = {
        "myself": lambda: rudi, "client": factories.make_client, "editor": factories.make_editor,
        "deactivated": lambda: factories.make_staff(is_active=False), "nobody": lambda: None,
    }[who]()
    answer = as_rudi.post(PAGE, {"away_until": day(5), "deputy": deputy.pk if deputy else ""})
    assert answer.status_code == 422 and "deputy" in answer.context["form"].errors
    if deputy:
        with pytest.raises(ValidationError):
            go_away(rudi, until=day(5), deputy=deputy, by=rudi)
    assert User.objects.get(pk=rudi.pk).away_until is None


def test_nobody_sends_somebody_else_away_or_calls_them_back(rudi, wati):
    boss = factories.make_superadmin()
    with pytest.raises(ValidationError):
        go_away(rudi, until=day(5), deputy=wati, by=boss)
    go_away(rudi, until=day(5), deputy=wati, by=rudi)
    with pytest.raises(ValidationError):
        come_back(rudi, by=boss)


@pytest.mark.parametrize("make", [factories.make_client, factories.make_editor])
def test_whoever_answers_no_tickets_has_no_absence(client, wati, make):
    client.force_login(make("sari"))
    assert client.get(PAGE).status_code == 404
    assert client.post(PAGE, {"away_until": day(5), "deputy": wati.pk}).status_code == 404
    assert client.post(BACK).status_code == 404
    assert "ketidakhadiran" not in client.get(PROFILE).content.decode()
