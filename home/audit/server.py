"""The site as in production, but on this machine: compressed static files, gunicorn, kept pages."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from contextlib import contextmanager

from django.conf import settings


@contextmanager
def running():
    """Gives the address; the server is stopped at the end."""
    port = free_port()
    address = f"http://localhost:{port}"
    ran = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "site/config/gunicorn.py", "config.wsgi"], cwd=settings.BASE_DIR,
        env={**os.environ, "HOST": "127.0.0.1", "PORT": str(port), "BASE_URL": address, "PYTHONPATH": "site",
             "DJANGO_SETTINGS_MODULE": settings.SETTINGS_MODULE},
    )
    try:
        wait_for(address)
        yield address
    finally:
        ran.terminate()
        ran.wait(30)


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def wait_for(address, seconds=60):
    for _try in range(seconds * 4):
        try:
            return get(f"{address}/healthz")
        except OSError:
            time.sleep(0.25)
    raise TimeoutError("The server did not start.")


def get(address, language="id"):
    """The text behind an address, of an error page too."""
    request = urllib.request.Request(address, headers={"Cookie": f"{settings.LANGUAGE_COOKIE_NAME}={language}"})  # noqa: S310
    try:
        with urllib.request.urlopen(request, timeout=30) as answer:  # noqa: S310
            return answer.read().decode()
    except urllib.error.HTTPError as error:
        return error.read().decode()
