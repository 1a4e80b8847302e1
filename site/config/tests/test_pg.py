"""The embedded PostgreSQL, in processes of their own, since a lease lasts as long as its process."""

import os
import pwd
import shutil
import signal
import stat
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config.pg import programs, server

SITE = Path(__file__).resolve().parents[2]
HOLD = """
import sys, time
sys.path.insert(0, {site!r})
from pathlib import Path
from config.pg import server
server.ensure(Path(sys.argv[1]), "helpdesk")
with server.connect(Path(sys.argv[1]), "helpdesk").cursor() as cursor:
    cursor.execute(sys.argv[2])
    print("ready", cursor.fetchone() if cursor.description else "", flush=True)
time.sleep(float(sys.argv[3]))
"""

try:
    programs.folder()
except ImproperlyConfigured as no_wheel:
    pytestmark = pytest.mark.skip(str(no_wheel))


@pytest.fixture
def folder():
    """A data folder that every account may reach, as /srv would be."""
    base = Path(tempfile.mkdtemp(prefix="pg-test-"))
    base.chmod(0o755)
    yield base / "postgres"
    wait_for(lambda: not server.is_inhabited(base / "postgres" / "data"))
    shutil.rmtree(base, ignore_errors=True)


def start(folder, statement="SELECT 1", seconds=60, **options):
    process = subprocess.Popen(
        [sys.executable, "-c", HOLD.format(site=str(SITE)), str(folder), statement, str(seconds)],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/", **options,
    )
    line = process.stdout.readline()
    assert line.startswith("ready"), process.communicate()[1]
    return process, line


@contextmanager
def held(folder, *arguments, **options):
    process, line = start(folder, *arguments, **options)
    try:
        yield line
    finally:
        process.kill()
        process.communicate()


def wait_for(question, seconds=20):
    deadline = time.monotonic() + seconds
    while time.monotonic() < deadline:
        if question():
            return True
        time.sleep(0.1)
    return False


def postmaster(folder):
    return int((folder / "data" / "postmaster.pid").read_text().splitlines()[0])


def test_the_server_stops_after_the_last_process_was_killed_and_keeps_the_data(folder):
    with held(folder, "CREATE TABLE kept (n int)"):
        assert server.is_inhabited(folder / "data")
    assert wait_for(lambda: not server.is_inhabited(folder / "data")), "the server outlived its users"
    assert not (folder / "data" / "postmaster.pid").exists(), "it was not stopped in order"
    with held(folder, "SELECT count(*) FROM kept") as line:
        assert "(0,)" in line


def test_the_server_stays_while_another_process_needs_it(folder):
    with held(folder):
        first = postmaster(folder)
        with held(folder):
            pass
        time.sleep(2.5)  # the watcher looks again after one second
        assert server.is_inhabited(folder / "data")
        assert postmaster(folder) == first


def test_many_first_starts_at_once_make_one_server(folder):
    processes = [
        subprocess.Popen([sys.executable, "-c", HOLD.format(site=str(SITE)), str(folder), "SELECT 1", "1"],
                         stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True, cwd="/")
        for _ in range(5)
    ]
    outcomes = [process.communicate(timeout=60) for process in processes]
    assert [out.startswith("ready") for out, _ in outcomes] == [True] * 5, outcomes


def test_a_start_after_everything_was_killed_with_sigkill(folder):
    process, _line = start(folder)
    watchers = [pid for pid in (int(entry.name) for entry in Path("/proc").iterdir() if entry.name.isdigit()) if watches(pid, folder)]
    assert len(watchers) == 1, "one watcher for one server"
    for pid in (*watchers, postmaster(folder), process.pid):
        os.kill(pid, signal.SIGKILL)
    process.communicate()
    with held(folder, "SELECT 41 + 1") as line:
        assert "42" in line


def watches(pid, folder):
    try:
        command = Path(f"/proc/{pid}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return False
    return any(part.endswith(b"watcher.py") for part in command) and str(folder).encode() in command


def test_a_process_that_reuses_the_number_of_a_dead_server_blocks_nothing(folder):
    with held(folder):
        pass
    assert wait_for(lambda: not server.is_inhabited(folder / "data"))
    left_over = folder / "data" / "postmaster.pid"
    left_over.write_text(f"{os.getpid()}\n{folder / 'data'}\n0\n5432\n{server.socket_folder(folder)}\n\n")
    if os.geteuid() == 0:
        owner = (folder / "data").stat()
        os.chown(left_over, owner.st_uid, owner.st_gid)
    with held(folder, "SELECT 41 + 1") as line:
        assert "42" in line


def test_a_killed_server_comes_back_for_a_process_that_still_runs(folder):
    code = f"""
import os, signal, sys
sys.path.insert(0, {str(SITE)!r})
from pathlib import Path
from django.conf import settings
settings.configure()
from config.pg.base import DatabaseWrapper
folder = Path({str(folder)!r})
wrapper = DatabaseWrapper({{"ENGINE": "config.pg", "NAME": "helpdesk", "FOLDER": folder, "OPTIONS": {{}}, "USER": "",
    "PASSWORD": "", "HOST": "", "PORT": "", "CONN_MAX_AGE": 0, "CONN_HEALTH_CHECKS": False, "AUTOCOMMIT": True,
    "ATOMIC_REQUESTS": False, "TIME_ZONE": None, "TEST": {{}}}})
wrapper.connect(); wrapper.close()
os.kill(int((folder / "data" / "postmaster.pid").read_text().splitlines()[0]), signal.SIGKILL)
wrapper.connect()
with wrapper.cursor() as cursor:
    cursor.execute("SELECT 41 + 1")
    print(cursor.fetchone()[0])
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd="/", timeout=90)
    assert done.stdout.strip() == "42", done.stderr


def test_a_path_longer_than_a_socket_may_be(folder):
    long = folder.parent / ("panjang-" * 12) / "postgres"
    inside = server.socket_folder(long)
    assert not inside.is_relative_to(long)
    with held(long, "SELECT 41 + 1") as line:
        assert "42" in line
    assert wait_for(lambda: not server.is_inhabited(long / "data"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root can be two users")
def test_two_users_of_one_machine_do_not_meet(folder):
    other = pwd.getpwnam("nobody")
    theirs = folder.parent / "theirs"
    theirs.mkdir()
    os.chown(theirs, other.pw_uid, other.pw_gid)
    as_other = {"user": other.pw_uid, "group": other.pw_gid, "extra_groups": []}
    try:
        subprocess.run([sys.executable, "-c", "import psycopg2"], cwd="/", check=True, **as_other)
    except (OSError, subprocess.CalledProcessError):
        pytest.skip("the other user may not run this Python")
    with held(folder), held(theirs / "postgres", **as_other):
        assert postmaster(folder) != postmaster(theirs / "postgres")
    assert wait_for(lambda: not server.is_inhabited(theirs / "postgres" / "data"))


@pytest.mark.skipif(os.geteuid() != 0, reason="only root lends an account")
def test_root_opens_a_closed_folder_for_passing_only(folder):
    closed = folder.parent / "closed"
    closed.mkdir(mode=0o700)
    with held(closed / "postgres"):
        assert stat.S_IMODE(closed.stat().st_mode) == 0o701
        assert stat.S_IMODE((closed / "postgres").stat().st_mode) == 0o711
        data = (closed / "postgres" / "data").stat()
        assert (stat.S_IMODE(data.st_mode), data.st_uid != 0) == (0o700, True)
    assert wait_for(lambda: not server.is_inhabited(closed / "postgres" / "data"))


def test_the_collation_does_not_depend_on_who_started_it(folder):
    environment = {**os.environ, "LC_ALL": "id_ID.UTF-8", "LANG": "id_ID.UTF-8"}
    with held(folder, "SELECT lower('ÉCOLE') || ' ' || current_setting('server_encoding')", env=environment) as line:
        assert "école UTF8" in line


def test_a_platform_without_the_wheel_is_told_to_set_database_url(monkeypatch):
    monkeypatch.setattr(programs, "find_spec", lambda name: None)
    programs.folder.cache_clear()
    with pytest.raises(ImproperlyConfigured, match="Set DATABASE_URL"):
        programs.folder()
    programs.folder.cache_clear()
