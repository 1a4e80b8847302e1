"""Make the server answer, whatever state the last crash left behind."""

import hashlib
import os
import shlex
import shutil
import subprocess
import tempfile
import time
from pathlib import Path

import psycopg2
from django.core.exceptions import ImproperlyConfigured

from . import account, lease, programs

LONGEST_SOCKET_FOLDER = 85  # bytes; the kernel takes 107 for the folder and "/.s.PGSQL.5432.lock"
ORPHANS = 5.0  # seconds that processes of a killed server need to notice it
START = 60  # seconds
SUPERUSER = "postgres"


def ensure(folder: Path, name: str) -> None:
    """The server below `folder` answers, and its database `name` exists. Safe for any number of processes at once."""
    try:
        folder.mkdir(mode=0o711 if os.geteuid() == 0 else 0o700, parents=True, exist_ok=True)
        with lease.start_lock(folder):
            lease.hold(folder)
            if not answers(folder):
                start(folder)
            create_database(folder, name)
            lease.watch(folder, folder / "data", account.borrowed(folder / "data"))
    except PermissionError as error:
        raise ImproperlyConfigured(
            f"The embedded PostgreSQL cannot use {error.filename}: it belongs to another user. "
            "Set DATA_DIR to a folder of your own, or DATABASE_URL."
        ) from error


def socket_folder(folder: Path) -> Path:
    """Where the server listens: below its data, or in the temporary folder when that path is too long to be bound."""
    inside = folder / "socket"
    if len(os.fsencode(inside)) <= LONGEST_SOCKET_FOLDER:
        return inside
    digest = hashlib.sha256(os.fsencode(folder)).hexdigest()[:16]
    return Path(tempfile.gettempdir()) / f"pg-{os.geteuid()}-{digest}"


def connect(folder: Path, name: str = "postgres"):
    connection = psycopg2.connect(host=str(socket_folder(folder)), user=SUPERUSER, dbname=name, connect_timeout=10)
    connection.autocommit = True
    return connection


def answers(folder: Path) -> bool:
    try:
        connect(folder).close()
    except psycopg2.OperationalError:
        return False
    return True


def start(folder: Path) -> None:
    data, sockets = folder / "data", socket_folder(folder)
    owner = account.borrowed(data)
    account.let_through(folder, owner)
    account.let_through(programs.folder(), owner)
    account.hand_over(sockets, owner)
    if not (data / "PG_VERSION").exists():
        initialise(data, owner)
    remove_traces(data, sockets)
    options = f"-c listen_addresses= -c unix_socket_directories={shlex.quote(str(sockets))} -c max_connections=200"
    call(["pg_ctl", "start", "-D", str(data), "-w", "-t", str(START), "-l", str(sockets / "log"), "-o", options],
         owner, sockets / "log")


def initialise(data: Path, owner) -> None:
    """A new cluster, built beside its place, so that an interrupted start leaves no half one."""
    fresh = data.with_name("data.new")
    shutil.rmtree(fresh, ignore_errors=True)
    account.hand_over(fresh, owner)
    # The collation must not depend on who started it: the builtin provider needs no installed locale.
    call(["initdb", "-D", str(fresh), "-U", SUPERUSER, "-A", "trust", "--encoding=UTF8",
          "--locale-provider=builtin", "--builtin-locale=C.UTF-8", "--locale=C"], owner)
    fresh.rename(data)


def remove_traces(data: Path, sockets: Path) -> None:
    """Nothing answers. When no server lives there either, its pid file and socket are left-overs of a crash."""
    deadline = time.monotonic() + ORPHANS
    while is_inhabited(data):
        if time.monotonic() > deadline:
            return  # somebody is at work there, e.g. recovering; pg_ctl waits for it or tells why not
        time.sleep(0.1)
    for path in (data / "postmaster.pid", *sockets.glob(".s.PGSQL.*")):
        path.unlink(missing_ok=True)


def is_inhabited(data: Path) -> bool:
    """True while a process named postgres works in the data folder. A reused process id does not count."""
    import psutil  # comes with the wheel; whoever sets DATABASE_URL does not need it

    place = os.path.realpath(data)
    for process in psutil.process_iter(["name", "cwd"]):
        if process.info["name"] == "postgres" and process.info["cwd"] == place:
            return True
    return False


def create_database(folder: Path, name: str) -> None:
    connection = connect(folder)
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
            if cursor.fetchone() is None:
                cursor.execute('CREATE DATABASE "{}"'.format(name.replace('"', '""')))
    finally:
        connection.close()


def call(command: list[str], owner, log: Path | None = None) -> None:
    result = subprocess.run(
        [programs.program(command[0]), *command[1:]],
        env={"LC_ALL": "C", "PATH": os.environ.get("PATH", "")},
        stdin=subprocess.DEVNULL,
        # Not a pipe: the server inherits it and would keep us waiting for its end.
        stdout=subprocess.DEVNULL if log else subprocess.PIPE,
        stderr=subprocess.DEVNULL if log else subprocess.PIPE,
        check=False,
        **account.run_as(owner),
    )
    if result.returncode:
        said = log.read_text(errors="replace")[-2000:] if log and log.exists() else ""
        said = said or (result.stderr or b"").decode(errors="replace")
        raise ImproperlyConfigured(f"The embedded PostgreSQL did not start ({command[0]}):\n{said}")
