"""A clamd for tests: the protocol in a thread, and the real one with a signature database of one line."""

import shutil
import socketserver
import struct
import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from pathlib import Path

# The harmless test file of the antivirus makers, in two halves so that no scanner takes this source for it.
EICAR = (r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR" + "-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*").encode()


class _Answer(socketserver.BaseRequestHandler):
    def handle(self):
        command = self._until_nul()
        if command == b"zPING":
            self.request.sendall(b"PONG\0")
        elif command == b"zINSTREAM":
            body = b""
            while size := struct.unpack("!L", self._exactly(4))[0]:
                body += self._exactly(size)
            self.request.sendall(self.server.verdict(body))

    def _until_nul(self):
        got = b""
        while not got.endswith(b"\0"):
            got += self._exactly(1)
        return got[:-1]

    def _exactly(self, size):
        got = b""
        while len(got) < size:
            got += self.request.recv(size - len(got))
        return got


def looks_for_eicar(body):
    return b"stream: Eicar-Test FOUND\0" if EICAR in body else b"stream: OK\0"


@contextmanager
def fake(verdict=looks_for_eicar):
    """Yields the address of a server that speaks clamd's protocol and answers `verdict(bytes)`."""
    with tempfile.TemporaryDirectory() as folder:
        path = str(Path(folder) / "clamd.ctl")
        with socketserver.ThreadingUnixStreamServer(path, _Answer) as server:
            server.verdict, server.daemon_threads = verdict, True
            threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02}, daemon=True).start()
            yield path
            server.shutdown()


def is_installed():
    return shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin") is not None


@contextmanager
def real():
    """Yields the address of a real clamd that knows one signature: the EICAR text, anywhere in a file."""
    with tempfile.TemporaryDirectory() as folder:
        folder = Path(folder)
        folder.chmod(0o755)
        (folder / "db").mkdir()
        (folder / "db" / "test.ndb").write_text(f"Eicar-Test:0:*:{EICAR.hex()}\n")
        path = folder / "clamd.ctl"
        lines = [f"LocalSocket {path}", f"DatabaseDirectory {folder / 'db'}", "Foreground yes", "StreamMaxLength 16M", f"TemporaryDirectory {folder}"]
        (folder / "clamd.conf").write_text("\n".join(lines) + "\n")
        clamd = shutil.which("clamd", path="/usr/sbin:/usr/bin:/usr/local/sbin")
        with (folder / "log").open("wb") as log:
            running = subprocess.Popen([clamd, "--config-file", str(folder / "clamd.conf")], stdout=log, stderr=log)
            try:
                _wait_for(path, running, folder / "log")
                yield str(path)
            finally:
                running.terminate()
                running.wait(10)


def _wait_for(path, running, log):
    for _n in range(300):
        if path.exists():
            return
        if running.poll() is not None:
            raise RuntimeError(f"clamd did not start: {log.read_text()[-2000:]}")
        time.sleep(0.1)
    raise RuntimeError("clamd did not start within 30 seconds")
