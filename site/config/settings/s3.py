"""Where files lie when several machines serve the site: two buckets of an S3-compatible store, by environment alone."""

from urllib.parse import urlsplit

from django.core.exceptions import ImproperlyConfigured

from config import env

S3_ENDPOINT = env.text("S3_ENDPOINT").rstrip("/")
WHY = {
    "S3_PRIVATE_BUCKET": "the bucket of uploads, which nobody may read without the keys",
    "S3_PUBLIC_BUCKET": "the bucket of pictures made for public pages",
    "S3_ACCESS_KEY": "the name of the key that reads and writes both buckets",
    "S3_SECRET_KEY": "the secret of that key",
}
TIMEOUTS = {"connect_timeout": 5, "read_timeout": 20}  # seconds


def given() -> bool:
    """Files lie in S3. Half an address is refused with a sentence: files must not fall on one machine's disk unseen."""
    names = {
        "S3_PRIVATE_BUCKET": env.text("S3_PRIVATE_BUCKET"), "S3_PUBLIC_BUCKET": env.text("S3_PUBLIC_BUCKET"),
        "S3_ACCESS_KEY": env.text("S3_ACCESS_KEY"), "S3_SECRET_KEY": env.text("S3_SECRET_KEY"),
    }  # fmt: skip
    if not S3_ENDPOINT:
        if found := [name for name, value in names.items() if value]:
            raise ImproperlyConfigured(f"Set the environment variable S3_ENDPOINT, or take {', '.join(found)} away: files would lie on this machine's disk.")
        return False
    if urlsplit(S3_ENDPOINT).scheme not in {"http", "https"} or not urlsplit(S3_ENDPOINT).netloc:
        raise ImproperlyConfigured(f"S3_ENDPOINT is {S3_ENDPOINT!r}; it must read https://host or http://host:port.")
    for name, value in names.items():
        if not value:
            raise ImproperlyConfigured(f"Set the environment variable {name}: {WHY[name]}.")
    if names["S3_PRIVATE_BUCKET"] == names["S3_PUBLIC_BUCKET"]:
        raise ImproperlyConfigured("S3_PRIVATE_BUCKET and S3_PUBLIC_BUCKET name the same bucket: uploads need one that nobody else reads.")
    return True


def in_buckets() -> dict:
    """The same names as `files.storages`, in S3. Static files stay with each web server: whitenoise hands them out."""
    from botocore.config import Config

    shared = {
        "endpoint_url": S3_ENDPOINT,
        "access_key": env.text("S3_ACCESS_KEY"),
        "secret_key": env.text("S3_SECRET_KEY"),
        "region_name": env.text("S3_REGION", "us-east-1"),
        # Not every compatible store knows buckets as host names, or the newest checksums.
        "client_config": Config(
            s3={"addressing_style": "path"}, signature_version="s3v4", retries={"max_attempts": 3, "mode": "standard"},
            request_checksum_calculation="when_required", response_checksum_validation="when_required", **TIMEOUTS,
        ),
        "default_acl": None,  # nothing is public by its own right; the bucket's owner alone decides
        "file_overwrite": False,
    }
    private = {"BACKEND": "config.s3.PrivateFiles", "OPTIONS": {**shared, "bucket_name": env.text("S3_PRIVATE_BUCKET")}}
    return {
        "default": private,
        "private": private,
        "public": {"BACKEND": "config.s3.PublicFiles", "OPTIONS": {**shared, "bucket_name": env.text("S3_PUBLIC_BUCKET")}},
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
