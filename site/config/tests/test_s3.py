"""Files in S3 behave as on a disk, leave only by the site, and half an address is refused with a sentence."""

import errno
import io
import os
import subprocess
import sys

import pytest
from botocore.exceptions import ClientError, EndpointConnectionError
from django.core.checks import run_checks
from django.core.files.base import ContentFile
from django.core.files.storage import storages

from config import s3
from config.tests.test_settings import COMPLETE, ROOT
from helpdesk.common import checks
from helpdesk.common.away import StorageAway
from home.tests.nodes import places

CONTENT = os.urandom(700_000)


@pytest.fixture(scope="module")
def variables():
    with pytest.MonkeyPatch.context() as patch, places.s3(patch) as found:
        yield found


@pytest.fixture
def store(variables, settings, monkeypatch):
    """`storages` of this test lie in the buckets."""
    from config.settings import s3 as s3_settings

    for name, value in variables.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(s3_settings, "S3_ENDPOINT", variables["S3_ENDPOINT"])
    settings.S3_ENDPOINT = variables["S3_ENDPOINT"]
    settings.STORAGES = s3_settings.in_buckets()
    return storages["private"]


def test_a_file_is_read_as_it_comes_and_from_any_place(store):
    name = store.save("uploads/a/0", ContentFile(CONTENT))
    with store.open(name) as file:
        assert file.size == len(CONTENT) and file.read(10) == CONTENT[:10]
        file.seek(-5, io.SEEK_END)
        assert (file.read(), file.tell()) == (CONTENT[-5:], len(CONTENT))
        file.seek(300_000)
        assert file.read(1000) == CONTENT[300_000:301_000]
    with store.open(name) as file:
        assert b"".join(file.chunks()) == CONTENT
    assert store.size(name) == len(CONTENT) and store.exists(name)
    assert store.get_modified_time(name).tzinfo is not None
    assert store.listdir("uploads") == (["a"], []) and store.listdir("uploads/a")[1] == ["0"]
    store.delete(name)
    assert not store.exists(name) and store.listdir("uploads/b") == ([], [])
    store.delete(name)  # twice does no harm, as on a disk


def test_what_is_missing_is_a_missing_file(store):
    for ask in (store.open, store.size, store.get_modified_time):
        with pytest.raises(FileNotFoundError):
            ask("attachments/00/none.pdf")


def test_two_files_of_one_name_are_two_files(store):
    first, second = (store.save("original_images/kantor.png", ContentFile(b"a")) for _time in range(2))
    assert first != second


def test_no_file_has_an_address_of_the_store(store):
    with pytest.raises(NotImplementedError):
        store.url("attachments/a.pdf")
    with pytest.raises(NotImplementedError):
        store.path("attachments/a.pdf")
    assert storages["public"].url("images/balai kota.png") == "/media/images/balai%20kota.png"


@pytest.mark.django_db
def test_the_site_hands_out_pictures_of_public_pages_and_nothing_else(store, client):
    shown, hidden = storages["public"].save("kantor.png", ContentFile(CONTENT)), store.save("npwp.png", ContentFile(b"rahasia"))
    answer = client.get(f"/media/{shown}")
    assert answer.status_code == 200 and b"".join(answer) == CONTENT and answer["Content-Length"] == str(len(CONTENT))
    assert client.get(f"/media/{hidden}").status_code == 404


@pytest.mark.parametrize(("trouble", "expected"), [
    (ClientError({"Error": {"Code": "XMinioStorageFull"}}, "PutObject"), errno.ENOSPC),
    (ClientError({"Error": {"Code": "AccessDenied"}}, "PutObject"), StorageAway),
    (EndpointConnectionError(endpoint_url="http://x"), StorageAway),
])  # fmt: skip
def test_each_trouble_is_an_os_error(trouble, expected):
    with pytest.raises(OSError) as raised, s3.like_a_disk("a"):
        raise trouble
    assert raised.value.errno == expected if isinstance(expected, int) else isinstance(raised.value, expected)


def test_the_deployment_check_tries_both_buckets_and_wants_uploads_private(store, settings, monkeypatch):
    settings.REDIS_URL = ""
    assert [error for error in run_checks(include_deployment_checks=True) if error.id.startswith("helpdesk.")] == []
    store.bucket.Policy().put(Policy='{"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:GetObject","Resource":"arn:aws:s3:::unggahan/*"}]}')
    try:
        assert [error.id for error in checks.bucket("private")] == ["helpdesk.E003"]
    finally:
        store.bucket.Policy().delete()
    store.bucket_name = "nirgends"
    monkeypatch.setattr(store, "_bucket", None)
    [error] = checks.bucket("private")
    assert "S3_PRIVATE_BUCKET" in error.msg


WHOLE = {"S3_ENDPOINT": "https://s3.example", "S3_PRIVATE_BUCKET": "a", "S3_PUBLIC_BUCKET": "b", "S3_ACCESS_KEY": "k", "S3_SECRET_KEY": "s", "EMAIL_HOST": "mail.example"}


@pytest.mark.parametrize(("change", "sentence"), [
    ({"S3_ENDPOINT": ""}, "Set the environment variable S3_ENDPOINT"),
    ({"S3_ENDPOINT": "s3.example"}, "S3_ENDPOINT is 's3.example'"),
    ({"S3_PUBLIC_BUCKET": "a"}, "name the same bucket"),
    ({"S3_SECRET_KEY": ""}, "Set the environment variable S3_SECRET_KEY"),
    ({"EMAIL_HOST": ""}, "Set the environment variable EMAIL_HOST"),
    ({"REDIS_URL": "localhost:6379"}, "REDIS_URL must read"),
    ({}, ""),
])  # fmt: skip
def test_half_an_address_is_refused_at_start(change, sentence):
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    environment = {**kept, **COMPLETE, **WHOLE, **change, "PYTHONPATH": "site", "DJANGO_SETTINGS_MODULE": "config.settings.production"}
    done = subprocess.run(
        [sys.executable, "-c", "from django.conf import settings; print(settings.STORAGES['private']['BACKEND'])"],
        cwd=ROOT, env=environment, capture_output=True, text=True, timeout=60,
    )  # fmt: skip
    assert sentence in done.stderr if sentence else done.stdout.strip() == "config.s3.PrivateFiles", done.stderr
