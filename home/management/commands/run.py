"""`make run`: everything from an empty folder to a running site."""

import hashlib
import os
import socket
import sys
import time
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from config import env

ACCOUNTS = ("superadmin", "admin", "staff", "client", "editor")


class Command(BaseCommand):
    help = "Prepare the site and run web server, task worker and clock until Ctrl-C."
    requires_system_checks = []

    def handle(self, **options):
        host, port = env.text("HOST", "127.0.0.1"), env.number("PORT", 8000)
        refuse_an_occupied_port(host, port)
        call_command("translations", compile=True, verbosity=0)
        if not settings.DEBUG:
            collect_static_files()
        call_command("setup", person=False, stdout=self.stdout)
        tell_the_demo(self.stdout)
        self.greet(host, port)
        supervise(host, port)

    def greet(self, host, port):
        name = "localhost" if host in {"127.0.0.1", "::1"} else host
        self.stdout.write(
            f"\n  Helpdesk   http://{name}:{port}/   (Ctrl-C ends it)\n"
            f"  Accounts   {' · '.join(ACCOUNTS)}\n  Password   {settings.DEMO_PASSWORD}\n"
            f"  Mails      {settings.EMAIL_FILE_PATH}\n"
        )
        self.stdout.flush()


def refuse_an_occupied_port(host, port, patience=8.0):
    """A sentence; only after `patience` seconds, which the site of a killed supervisor needs to end."""
    deadline = time.monotonic() + patience
    while error := why_not_free(host, port):
        if time.monotonic() > deadline:
            raise CommandError(
                f"The site cannot listen on {host}:{port} ({error.strerror}). "
                f"Stop the other program or choose another port: make run PORT={port + 1 if port < 65535 else 8000}"
            )
        time.sleep(0.2)


def why_not_free(host, port):
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            return error
    return None


def collect_static_files(leave_out=()):
    """Only when a file, a package or the way of joining has changed: it takes a few seconds. `leave_out`: patterns."""
    digest = hashlib.sha256((settings.BASE_DIR / "requirements.txt").read_bytes() + repr(leave_out).encode())
    for folder in (*settings.STATICFILES_DIRS, *settings.BASE_DIR.glob("*/static"), settings.BASE_DIR / "site/config"):
        for file in sorted(Path(folder).rglob("*")):
            if file.is_file() and file.suffix != ".pyc":
                digest.update(f"{file} {file.stat().st_size} {file.stat().st_mtime_ns}".encode())
    stamp = settings.STATIC_ROOT / ".collected"
    if stamp.exists() and stamp.read_text() == digest.hexdigest():
        return
    call_command("collectstatic", interactive=False, clear=True, ignore_patterns=list(leave_out), verbosity=0)
    stamp.write_text(digest.hexdigest())


def tell_the_demo(stdout):
    """On the first run. The demo is told whole or not at all, so that an interrupted first run tells it again."""
    from helpdesk.models import User

    if settings.IS_DEMO and not User.objects.exists():
        stdout.write("Telling the demo data; this happens once …")
        stdout.flush()
        call_command("demo", stdout=stdout)


def supervise(host, port):
    """Become honcho. Its children end when it is gone, however it ended."""
    from django.db import connections

    from config.pg import lease

    connections.close_all()
    lease.keep_over_exec()
    folder = Path(sys.executable).parent
    name = "localhost" if host in {"127.0.0.1", "0.0.0.0", "::", "::1"} else host  # noqa: S104
    os.environ.setdefault("BASE_URL", f"http://{name}:{port}")
    os.environ.update(
        HOST=host,
        PORT=str(port),
        PATH=f"{folder}{os.pathsep}{os.environ.get('PATH', '')}",
        DJANGO_SETTINGS_MODULE=os.environ.get("DJANGO_SETTINGS_MODULE", "config.settings.dev"),
        PYTHONPATH=str(settings.BASE_DIR / "site"),
        SUPERVISOR_PID=str(os.getpid()),
    )
    os.chdir(settings.BASE_DIR)
    procfile = "Procfile.dev" if settings.DEBUG else "Procfile"
    honcho = str(folder / "honcho")
    # The settings have read .env already; honcho would read it with rules of its own.
    os.execv(honcho, [honcho, "-e", os.devnull, "-f", procfile, "start", "-p", str(port)])
