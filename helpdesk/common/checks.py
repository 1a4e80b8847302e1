"""`manage.py check --deploy` asks cache and store of files once, as the site would: keys, buckets, and that uploads are private."""

import secrets

from django.conf import settings
from django.core.cache import cache
from django.core.checks import Error, register
from django.core.files.base import ContentFile
from django.core.files.storage import storages


@register(deploy=True)
def places_answer(app_configs, **kwargs):
    """Only what the environment names: without REDIS_URL and S3_ENDPOINT nothing is asked."""
    found = []
    if settings.REDIS_URL:
        found += redis()
    if settings.S3_ENDPOINT:
        found += [error for name in ("private", "public") for error in bucket(name)]
    return found


def redis():
    word = secrets.token_hex(8)
    try:
        cache.set("deploy-check", word, 60)
        kept = cache.get("deploy-check") == word
    except Exception as error:
        return [Error(f"REDIS_URL: the cache does not answer ({type(error).__name__}).", id="helpdesk.E001")]
    return [] if kept else [Error("REDIS_URL: the cache forgets at once what it was told; see its maxmemory.", id="helpdesk.E001")]


def bucket(name):
    """Write a file, read it, try to read it as a stranger, delete it."""
    storage, word = storages[name], secrets.token_bytes(16)
    variable, path = f"S3_{name.upper()}_BUCKET", f"deploy-check/{secrets.token_hex(16)}"
    try:
        path = storage.save(path, ContentFile(word))
        with storage.open(path) as file:
            is_kept = file.read() == word
        is_open = name == "private" and a_stranger_reads(f"{settings.S3_ENDPOINT}/{storage.bucket_name}/{path}")
        storage.delete(path)
    except OSError as error:
        return [Error(f"{variable}: {error}. Look at S3_ENDPOINT, the bucket's name and the keys.", id="helpdesk.E002")]
    if is_open:
        return [Error(f"{variable}: anybody can read what lies there. Take public access away before people upload papers.", id="helpdesk.E003")]
    return [] if is_kept else [Error(f"{variable}: what was written is not what is read.", id="helpdesk.E002")]


def a_stranger_reads(address):
    """Whether the file comes to somebody without keys. The scheme was checked with S3_ENDPOINT."""
    import urllib.error
    import urllib.request

    try:
        with urllib.request.urlopen(address, timeout=10) as answer:  # noqa: S310
            return answer.status == 200
    except urllib.error.URLError:
        return False
