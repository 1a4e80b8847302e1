"""The settings say what is missing, and production hides nothing."""

import ast
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import env
from config.database import database

ROOT = Path(__file__).resolve().parents[3]
# Read by the machinery around the site, not by it.
OTHERS = {"SUPERVISOR_PID"}
COMPLETE = {
    "DATABASE_URL": "postgresql://u:p@db.example/helpdesk",
    "SECRET_KEY": "k" * 10 + "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJ-_",
    "ALTCHA_HMAC_KEY": "another-secret-of-the-site",
    "BASE_URL": "https://helpdesk.example.go.id",
}


def manage(*arguments, **variables):
    environment = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "DATA_DIR"}}
    environment |= dict.fromkeys(COMPLETE, "")  # an empty variable wins over a developer's .env
    environment |= variables | {"DJANGO_SETTINGS_MODULE": "config.settings.production"}
    return subprocess.run(
        [sys.executable, "manage.py", *arguments], cwd=ROOT, env=environment, capture_output=True, text=True, timeout=120
    )


def read_variables():
    """Every name that is given to config.env, anywhere in our code."""
    for path in [*ROOT.glob("*.py"), *(p for app in ("site", "home", "faq", "contact", "helpdesk") for p in (ROOT / app).rglob("*.py"))]:
        if "tests" in path.parts:
            continue
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if (
                isinstance(node, ast.Call)
                and isinstance(node.func, ast.Attribute)
                and isinstance(node.func.value, ast.Name)
                and node.func.value.id == "env"
                and node.func.attr in {"text", "required", "flag", "number", "words"}
            ):
                yield node.args[0].value


def test_every_variable_stands_in_the_example_and_no_other():
    example = set(re.findall(r"^([A-Z0-9_]+)=", (ROOT / ".env.example").read_text(encoding="utf-8"), re.MULTILINE))
    assert example == set(read_variables()) - OTHERS


@pytest.mark.parametrize("name", COMPLETE)
def test_production_refuses_to_start_and_names_the_missing_variable(name):
    done = manage("check", **{key: value for key, value in COMPLETE.items() if key != name})
    assert done.returncode != 0
    assert f"Set the environment variable {name}:" in done.stderr.splitlines()[-1]


def test_the_deployment_check_is_silent():
    done = manage("check", "--deploy", "--fail-level", "WARNING", **COMPLETE)
    assert done.returncode == 0, done.stderr
    assert "no issues" in done.stdout


@pytest.mark.django_db
def test_no_migration_is_forgotten():
    from django.core.management import call_command

    call_command("makemigrations", check=True, dry_run=True, verbosity=1)


def test_a_database_address_is_taken_apart():
    found = database("postgresql://budi%40dinas:r%2Fahasia@db.example:6432/meja?sslmode=require", Path("var"))
    assert (found["USER"], found["PASSWORD"], found["HOST"]) == ("budi@dinas", "r/ahasia", "db.example")
    assert (found["PORT"], found["NAME"], found["OPTIONS"]) == ("6432", "meja", {"sslmode": "require"})
    assert database("postgresql:///meja?host=/run/postgresql", Path("var"))["HOST"] == "/run/postgresql"


def test_a_pool_by_transaction_gets_no_cursor_that_outlives_one():
    pooled = database("postgresql://u@pool.example:6432/meja?pool=transaction&sslmode=require", Path("var"))
    assert pooled["DISABLE_SERVER_SIDE_CURSORS"] is True and pooled["OPTIONS"] == {"sslmode": "require"}
    assert database("postgresql://u@db.example/meja", Path("var"))["DISABLE_SERVER_SIDE_CURSORS"] is False
    with pytest.raises(ImproperlyConfigured, match="pool=statement"):
        database("postgresql://u@db.example/meja?pool=statement", Path("var"))


@pytest.mark.parametrize("address", ["mysql://u@h/db", "sqlite:///db.sqlite3", "postgresql://host", "nonsense"])
def test_another_kind_of_database_is_refused_with_a_sentence(address):
    with pytest.raises(ImproperlyConfigured, match="DATABASE_URL must read"):
        database(address, Path("var"))


def test_a_value_that_is_no_number_is_refused_by_name(monkeypatch):
    monkeypatch.setenv("PORT", "http")
    with pytest.raises(ImproperlyConfigured, match="PORT is 'http'"):
        env.number("PORT", 8000)
    monkeypatch.setenv("DEBUG", "maybe")
    with pytest.raises(ImproperlyConfigured, match="DEBUG is 'maybe'"):
        env.flag("DEBUG")


def test_the_environment_wins_over_the_file(tmp_path, monkeypatch):
    file = tmp_path / ".env"
    file.write_text("# a remark\nHOST=0.0.0.0\nPORT = \"9000\"\n")
    monkeypatch.setenv("HOST", "127.0.0.1")
    monkeypatch.delenv("PORT", raising=False)
    env.load(file)
    assert (env.text("HOST"), env.number("PORT", 1)) == ("127.0.0.1", 9000)
    monkeypatch.delenv("PORT")


def test_passwords_cost_what_we_decided():
    from helpdesk.accounts.hashers import Argon2id

    encoded = Argon2id().encode("kata sandi", "garam-garam")
    assert encoded.startswith("argon2$argon2id$v=19$m=19456,t=2,p=1$")


@pytest.mark.django_db
def test_an_upload_is_private_unless_somebody_says_otherwise(client):
    from django.core.files.base import ContentFile
    from django.core.files.storage import storages

    name = storages["default"].save("npwp.png", ContentFile(b"rahasia"))
    path = Path(storages["default"].path(name))
    assert (path.stat().st_mode & 0o777, path.parent.stat().st_mode & 0o777) == (0o600, 0o700)
    assert client.get(f"/media/{name}").status_code == 404
    shown = storages["public"].save("kantor.png", ContentFile(b"gambar"))
    answer = client.get(f"/media/{shown}")
    assert (answer.status_code, b"".join(answer), answer["Content-Type"]) == (200, b"gambar", "image/png")


def test_indonesian_dates_are_written_and_read_the_indonesian_way():
    import datetime

    from django import forms
    from django.utils import formats, translation

    with translation.override("id"):
        assert formats.time_format(datetime.time(7, 30)) == "07.30"
        assert formats.date_format(datetime.date(2020, 7, 3)) == "3 Juli 2020"
        assert forms.DateField(localize=True).clean("03/07/2020") == datetime.date(2020, 7, 3)
        with pytest.raises(forms.ValidationError):
            forms.DateField(localize=True).clean("07/13/2020")
