"""Web servers and workers as production starts them, each with a folder of its own: they share what the environment names."""

import http.client
import itertools
import os
import signal
import subprocess
import sys
import time
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote, urlencode

from django.db import connection

from home.audit.server import free_port

ROOT = Path(__file__).resolve().parents[3]
HOST = "nodes.example.go.id"
ADDRESSES = itertools.count(1)


def database_url():
    """The test's own database, for other processes."""
    facts = connection.get_connection_params()
    where = urlencode({"host": facts.get("host") or "", **({"port": facts["port"]} if facts.get("port") else {})})
    person = quote(facts.get("user") or "", safe="") + (f":{quote(facts['password'], safe='')}" if facts.get("password") else "")
    return f"postgresql://{person}@/{facts['dbname']}?{where}"


def environment(folder, **more):
    folder.mkdir(parents=True, exist_ok=True)
    kept = {name: value for name, value in os.environ.items() if name in {"PATH", "HOME", "LANG", "LC_ALL"}}
    return kept | {
        "DATA_DIR": str(folder), "DATABASE_URL": database_url(), "BASE_URL": f"https://{HOST}", "SECURE_SSL_REDIRECT": "0",
        "SECRET_KEY": "k" * 50, "ALTCHA_HMAC_KEY": "a" * 50, "EMAIL_HOST": "127.0.0.1", "EMAIL_PORT": "1", "LOG_LEVEL": "ERROR",
        "DJANGO_SETTINGS_MODULE": "home.tests.nodes.settings", "PYTHONPATH": f"{ROOT}:{ROOT / 'site'}", "WEB_CONCURRENCY": "1",
        "SUPERVISOR_PID": str(os.getpid()),  # they end with the tests, however these end
        "REDIS_URL": "", "TRUSTED_PROXIES": "1", "WORKER_NICE": "0", **more,
    }  # fmt: skip


@contextmanager
def process(*command, env):
    """Killed at the end with its children: a process that ends in order clears its memory for a second or more, and nothing here asks how it ends."""
    ran = subprocess.Popen([sys.executable, *command], cwd=ROOT, env=env, process_group=0)
    try:
        yield ran
    finally:
        with suppress(ProcessLookupError):  # it has ended by itself
            os.killpg(ran.pid, signal.SIGKILL)
        ran.wait()


@contextmanager
def web(env):
    """A web server; gives its process, which knows its `port`, at once, before it listens."""
    port = free_port()
    command = ("-m", "gunicorn", "--config", "site/config/gunicorn.py", "config.wsgi")
    with process(*command, env={**env, "HOST": "127.0.0.1", "PORT": str(port)}) as ran:
        ran.port = port
        yield ran


def worker(env, *more):
    return process("manage.py", "worker", "--interval", "0.1", "--no-startup-delay", *more, env=env)


def wait_until(is_so, seconds=60, why=""):
    deadline = time.monotonic() + seconds
    while not is_so():
        assert time.monotonic() < deadline, f"waited {seconds} s for: {why}"
        time.sleep(0.05)


def answers(port):
    try:
        return Visitor().ask(port, "/healthz").status == 200
    except OSError:
        return False


class Visitor:
    """A browser that speaks to any of the nodes behind one name, as a balancing proxy hands its requests on."""

    def __init__(self):
        self.cookies, self.address = {"csrftoken": "t" * 32}, f"10.0.0.{next(ADDRESSES)}"

    def ask(self, port, path, body=None, method="", headers=None):
        """The answer, with `text` and `data` (bytes) read. A dict is sent as a form."""
        if isinstance(body, dict):
            body = urlencode({**body, "csrfmiddlewaretoken": self.cookies["csrftoken"]})
            headers = {"Content-Type": "application/x-www-form-urlencoded", **(headers or {})}
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=20)
        said = {"Host": HOST, "X-Forwarded-Proto": "https", "X-Forwarded-For": self.address, "Referer": f"https://{HOST}/", "X-CSRFToken": self.cookies["csrftoken"]}
        cookies = {"Cookie": "; ".join(f"{name}={value}" for name, value in self.cookies.items())} if self.cookies else {}
        line.request(method or ("GET" if body is None else "POST"), path, body, {**said, **cookies, **(headers or {})})
        answer = line.getresponse()
        answer.data = answer.read()
        line.close()
        for cookie in answer.headers.get_all("Set-Cookie") or []:
            name, _sign, value = cookie.partition(";")[0].partition("=")
            self.cookies[name] = value
        answer.text = answer.data.decode("utf-8", "replace")
        return answer

    def log_in(self, port, name, password):
        answer = self.ask(port, "/akun/login/", {"login": name, "password": password})
        assert answer.status == 302, answer.text[-3000:]
        return self
