"""End a process together with the supervisor that started it.

A supervisor (honcho) that is killed with SIGKILL cannot stop its children: they would go on holding the
port, and the next start would fail. Each child therefore looks once a second whether it is still there.
"""

import os
import signal
import threading
import time
from pathlib import Path


def is_alive(pid: int) -> bool:
    """False for a process that is gone, and for one that is dead but not yet waited for."""
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    try:
        state = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]
    except (OSError, IndexError):
        return True  # no /proc here, e.g. on macOS
    return state != "Z"


def end_with_the_supervisor(interval: float = 1.0, how: int = signal.SIGTERM) -> threading.Thread | None:
    """Watch the process named by SUPERVISOR_PID, if any; when it is gone, end this one."""
    pid = os.environ.get("SUPERVISOR_PID", "")
    if not pid.isdigit():
        return None

    def watch():
        while is_alive(int(pid)):
            time.sleep(interval)
        os.kill(os.getpid(), how)
        time.sleep(10)
        os._exit(1)  # a process that does not heed the signal must not keep the port

    thread = threading.Thread(target=watch, name="supervisor-watch", daemon=True)
    thread.start()
    return thread
