"""The database is gone for a moment: people read a calm page with 503, never a trace; then all goes on."""

import pytest
from django.db import OperationalError, connection
from django.urls import reverse

from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db

PAGES = ["/", "/cari/?q=a", "/akun/login/", "/akun/signup/", "/helpdesk/", "/helpdesk/tiket/", "/helpdesk/tiket/1/", "/cms/"]


def no_cursor(*args, **kwargs):
    raise OperationalError('connection to server at "10.0.0.7", port 5432 failed: Connection refused')


@pytest.mark.parametrize("method", ["get", "post"])
def test_every_page_says_503_and_shows_no_trace(client, site_tree, monkeypatch, method):
    client.force_login(make.make_staff("rudi", make.make_department()))
    client.raise_request_exception = False
    assert client.get(reverse("helpdesk:dashboard")).status_code == 200
    with monkeypatch.context() as without_database:
        without_database.setattr(connection, "cursor", no_cursor)
        without_database.setattr(connection, "chunked_cursor", no_cursor)
        answers = {path: getattr(client, method)(path) for path in PAGES}
        alive, ready = client.get("/healthz"), client.get("/readyz")
    for path, answer in answers.items():
        if method == "post" and answer.status_code == 405:
            continue  # refused before anything was asked of the database
        text = answer.content.decode()
        assert answer.status_code == 503, path
        assert answer["Retry-After"] and "no-store" in answer["Cache-Control"], path
        assert "<h1" in text and not any(word in text for word in ("Traceback", "OperationalError", "10.0.0.7", "psycopg")), path
        assert "default-src" in answer["Content-Security-Policy"], path
    assert (alive.status_code, ready.status_code) == (200, 503)
    assert "10.0.0.7" not in ready.content.decode()
    assert client.get(reverse("helpdesk:dashboard")).status_code == 200


def test_a_cache_or_a_store_of_files_that_is_away_is_a_503_too():
    from redis.exceptions import TimeoutError as RedisTimeout

    from helpdesk.common.away import StorageAway
    from helpdesk.common.middleware import is_database_gone

    assert is_database_gone(RedisTimeout("redis")) and is_database_gone(StorageAway("s3"))
    assert not is_database_gone(ConnectionResetError("a browser went away"))
