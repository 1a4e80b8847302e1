"""The settings of the benchmark are those of production, and never for a real site."""

import os
import subprocess
import sys

import pytest
from django.conf import settings

SHOW = (
    "from django.conf import settings as s; from home.bench.guard import is_bench; "
    "print(is_bench(), s.DEBUG, s.IS_DEMO, s.DATABASES['default']['NAME'], s.DATABASES['default']['CONN_MAX_AGE'], "
    "s.STORAGES['staticfiles']['BACKEND'], s.MIDDLEWARE[0], s.SECURE_SSL_REDIRECT)"
)


def started(tmp_path, module="bench", code=SHOW, **variables):
    environment = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME"}}
    environment |= dict.fromkeys(("BASE_URL", "EMAIL_HOST", "SECRET_KEY", "DATABASE_URL", "ALTCHA_HMAC_KEY"), "")
    environment |= {"DJANGO_SETTINGS_MODULE": f"config.settings.{module}", "DATA_DIR": str(tmp_path), "PYTHONPATH": "site"} | variables
    return subprocess.run(
        [sys.executable, "-c", code], cwd=settings.BASE_DIR, env=environment, capture_output=True, text=True, timeout=120
    )


@pytest.mark.parametrize(("name", "value"), [("BASE_URL", "https://helpdesk.example.go.id"), ("EMAIL_HOST", "mail.example.go.id")])
def test_a_real_site_is_refused_by_a_sentence(tmp_path, name, value):
    refused = started(tmp_path, **{name: value})
    assert refused.returncode != 0
    assert f"{name} is set, so this is a real site" in refused.stderr


def test_it_is_production_beside_a_database_of_its_own(tmp_path):
    shown = started(tmp_path, DATABASE_URL="postgresql://u:p@db.example/helpdesk", BENCH_DATABASE="helpdesk_bench_7")
    assert shown.stdout.split() == [
        "True", "False", "False", "helpdesk_bench_7", "60", "config.static.CompressedJoinedManifestStorage",
        "home.bench.counting.Counting", "True",
    ], shown.stderr  # fmt: skip
    private = tmp_path / "bench" / "private"
    assert private.stat().st_mode & 0o777 == 0o700
