"""Stop the server when nobody holds a lease any more. Runs alone: `python -S -I watcher.py folder data pg_ctl [uid gid]`."""

import fcntl
import os
import subprocess
import sys
import time

PAUSE = 1.0  # seconds: a reloading server lets go and comes back at once


def lock(path, kind):
    descriptor = os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    fcntl.flock(descriptor, kind)
    return descriptor


def main(folder, data, pg_ctl, *user):
    try:
        watch = lock(os.path.join(folder, "watch.lock"), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return
    run_as = {"user": int(user[0]), "group": int(user[1]), "extra_groups": []} if user else {}
    while True:
        os.close(lock(os.path.join(folder, "lease"), fcntl.LOCK_EX))
        time.sleep(PAUSE)
        start = lock(os.path.join(folder, "start.lock"), fcntl.LOCK_EX)
        try:
            lease = lock(os.path.join(folder, "lease"), fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(start)
            continue
        subprocess.run([pg_ctl, "stop", "-D", data, "-m", "fast", "-w", "-t", "60"], cwd="/", check=False, **run_as)
        # The next start must find no watcher, or it would trust this one.
        for descriptor in (watch, lease, start):
            os.close(descriptor)
        return


if __name__ == "__main__":
    # Whoever starts it waits for this process; the one that stays belongs to nobody and leaves no zombie.
    if os.fork() == 0:
        main(*sys.argv[1:])
