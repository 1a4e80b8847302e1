"""A Python that stands ready: it has loaded the library, and gives each file a process of its own by forking.

`python -I -S warm.py PROGRAM PATHS SOCKET`. What comes over the socket is one message for each file: the arguments of
PROGRAM (main.py) as JSON, with four descriptors: its stdin, stdout, stderr, and a line on which its exit code is told.
This process never reads a file itself; it ends when nobody is left at the other end of the socket.
"""

import gc
import json
import os
import select
import signal
import socket
import sys
import time
import traceback
from importlib.util import module_from_spec, spec_from_file_location

LONGEST = 64 * 1024
"""Bytes of one message."""
REST = 0.02
"""Seconds until the next fork gets ready: whoever has just been answered goes on first, on a machine with few processors."""
NICER = 5
HIGHEST = 1024
"""Above any descriptor here: `select` takes none beyond."""


class Host:
    """`asked`: the socket; `program`: the path of PROGRAM. At most one fork waits, rehearsed, for the next file."""

    def __init__(self, asked, program):
        self.asked, self.program = asked, program
        self.spec = spec_from_file_location("__main__", program)
        self.spec.loader.get_code("__main__")  # ends this process where there is no such program
        self.known = rehearse()
        self.running, self.spare, self.ready_at = {}, None, 0.0
        self.ended, wake = socket.socketpair()
        wake.setblocking(False)
        self.ended.setblocking(False)
        self.wake = wake
        signal.set_wakeup_fd(wake.fileno())
        signal.signal(signal.SIGCHLD, lambda *_: None)

    def serve(self):
        while True:
            idle = self.spare is None and not self.running
            rest = max(self.ready_at - time.monotonic(), 0) if idle else None
            ready, _, _ = select.select([self.asked, self.ended, *self.running.values()], [], [], rest)
            if idle and not ready:
                self.spare = self.fork()
            if self.ended in ready:
                self.ended.recv(LONGEST)
                self.reap()
            for pid in [pid for pid, line in self.running.items() if line in ready]:
                # The caller has its answer, or waits no more.
                os.kill(pid, signal.SIGKILL)
                self.running.pop(pid).close()
            if self.asked in ready and not self.hand_over():
                return self.end()

    def hand_over(self):
        """Give the next message to the waiting fork. False: nobody is there any more."""
        message, passed, _flags, _address = socket.recv_fds(self.asked, LONGEST, 4)
        if not message:
            return False
        pid, line = self.spare or self.fork()
        self.spare = None
        with line:
            self.running[pid] = socket.socket(fileno=passed[3])
            try:
                socket.send_fds(line, [message], passed)
            except OSError:  # somebody has killed it while it waited: the caller is told like of any other
                pass
        for number in passed[:3]:
            os.close(number)
        return True

    def reap(self):
        """Tell the callers of forks that have ended."""
        while True:
            try:
                pid, status = os.waitpid(-1, os.WNOHANG)
            except ChildProcessError:
                break
            if not pid:
                break
            if self.spare and self.spare[0] == pid:
                self.spare[1].close()
                self.spare = None
            elif line := self.running.pop(pid, None):
                tell(line, os.waitstatus_to_exitcode(status))
                line.close()
        self.ready_at = time.monotonic() + REST

    def end(self):
        signal.set_wakeup_fd(-1)  # its socket is closed before the last fork has ended
        for pid in self.running:
            os.kill(pid, signal.SIGKILL)

    # In the fork

    def fork(self):
        """Return (process id, socket for its message)."""
        mine, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        pid = os.fork()
        if pid:
            its.close()
            return pid, mine
        try:
            self.wait_for_work(its)
        finally:
            os._exit(1)

    def wait_for_work(self, line):
        signal.set_wakeup_fd(-1)
        signal.signal(signal.SIGCHLD, signal.SIG_DFL)
        # Nothing of the other files, and no way to ask for one.
        leave_open([line.fileno()])
        if not select.select([line], [], [], 0)[0]:
            rehearse()
        message, passed, _flags, _address = socket.recv_fds(line, LONGEST, 4)
        if not message:
            os._exit(0)
        for number, standard in zip(passed, (0, 1, 2), strict=False):
            os.dup2(number, standard)
        leave_open([passed[3]])
        status = self.work(json.loads(message))
        tell(socket.socket(fileno=passed[3]), status)
        os._exit(status)

    def work(self, arguments):
        sys.argv = [self.program, *arguments]
        try:
            if self.known.__file__ == self.program:
                self.known.main(*arguments)
            else:
                self.spec.loader.exec_module(module_from_spec(self.spec))
            status = 0
        except SystemExit as end:
            status = end.code if isinstance(end.code, int) else int(end.code is not None)
        except BaseException:
            traceback.print_exc()
            status = 1
        sys.stdout.flush()
        sys.stderr.flush()
        return status


def leave_open(numbers):
    """Close every descriptor but the standard three and these."""
    last = 2
    for number in sorted(numbers):
        os.closerange(last + 1, number)
        last = number
    os.closerange(last + 1, HIGHEST)


def tell(line, status):
    try:
        line.send(b"%d" % status)
    except OSError:  # the caller waits no more
        pass


def rehearse():
    """Load what looking at a PDF needs, and touch it once: the pages of memory that a fork writes to are its own then.
    Return the module of the program."""
    import resource  # noqa: F401

    from helpdesk.attachments import samples
    from helpdesk.attachments.inside import main, pdf

    main.taken()
    answer, _nothing = pdf.inspect(samples.small_pdf("?"), {"pages": 1})
    if answer != {"pages": 1}:
        raise RuntimeError(f"A sound PDF is not understood: {answer}")
    return main


def main(program, paths, number):
    sys.path[:] = json.loads(paths)
    for ignored in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):
        signal.signal(ignored, signal.SIG_IGN)  # the caller ends in peace first; with it the socket, and then this
    host = Host(socket.socket(fileno=int(number)), program)
    # A file is looked at beside other work: the people and the database go first, who need a moment each.
    os.nice(NICER)
    gc.collect()
    gc.freeze()  # a collection in a fork touches what it made, no more
    host.serve()


if __name__ == "__main__":
    main(*sys.argv[1:4])
