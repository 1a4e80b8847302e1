import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from config.supervision import is_alive

SITE = Path(__file__).resolve().parents[2]


def test_a_process_ends_when_its_supervisor_was_killed():
    supervisor = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(60)"])
    code = (
        f"import sys, time; sys.path.insert(0, {str(SITE)!r})\n"
        "from config.supervision import end_with_the_supervisor\n"
        "end_with_the_supervisor(0.1); print('up', flush=True); time.sleep(60)"
    )
    child = subprocess.Popen(
        [sys.executable, "-c", code], stdout=subprocess.PIPE, env={**os.environ, "SUPERVISOR_PID": str(supervisor.pid)}
    )
    assert child.stdout.readline() == b"up\n"
    time.sleep(0.3)
    assert child.poll() is None
    supervisor.kill()  # not waited for: it is dead, but its number is still taken
    assert child.wait(timeout=10) == -signal.SIGTERM
    supervisor.wait()
    child.stdout.close()


def test_a_process_that_is_dead_but_not_waited_for_is_not_alive():
    child = subprocess.Popen([sys.executable, "-c", ""])
    deadline = time.monotonic() + 10
    while is_alive(child.pid) and time.monotonic() < deadline:
        time.sleep(0.05)
    assert not is_alive(child.pid)
    child.wait()
    assert is_alive(os.getpid())
