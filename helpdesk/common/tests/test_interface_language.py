import pytest

pytestmark = pytest.mark.django_db


def test_the_switch_leaves_a_cookie_and_comes_back(client):
    answer = client.get("/bahasa/en/?next=/akun/login/")
    assert (answer.status_code, answer["Location"]) == (302, "/akun/login/")
    assert client.get("/akun/login/")["Content-Language"] == "en"
    client.get("/bahasa/id/")
    assert client.get("/akun/login/")["Content-Language"] == "id"


def test_indonesian_is_the_default_whatever_the_browser_prefers(client):
    answer = client.get("/akun/login/", headers={"accept-language": "en-US,en"})
    assert answer["Content-Language"] == "id"


@pytest.mark.parametrize("target", ["https://example.com/", "//example.com", "javascript:alert(1)", "/\\example.com"])
def test_the_switch_leads_to_no_other_site(client, target):
    assert client.get("/bahasa/en/", {"next": target})["Location"] == "/"


def test_a_language_that_we_do_not_speak_does_not_exist(client):
    assert client.get("/bahasa/fr/").status_code == 404
    client.cookies["django_language"] = "fr"
    assert client.get("/akun/login/")["Content-Language"] == "id"
