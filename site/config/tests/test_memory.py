"""Memory that was given back does not stay with every thread."""

import subprocess
import sys

import pytest

from config import memory

HASHING = """
from config import memory
if {told}: memory.give_back()
import threading, argon2
def hash_one(): argon2.PasswordHasher(memory_cost=19456, time_cost=1, parallelism=1).hash("kata sandi")
for _turn in range(3):
    threads = [threading.Thread(target=hash_one) for _n in range(4)]
    [thread.start() for thread in threads]; [thread.join() for thread in threads]
print(next(int(line.split()[1]) for line in open("/proc/self/status") if line.startswith("VmRSS")) // 1024)
"""


def megabytes_after(told):
    """The weight of a process in which four threads have hashed passwords."""
    ran = subprocess.run([sys.executable, "-c", HASHING.format(told=told)], capture_output=True, text=True, env={"PYTHONPATH": "site"}, check=True)
    return int(ran.stdout)


@pytest.mark.skipif(not memory.give_back(), reason="another C library than glibc keeps its own rules")
def test_hashed_passwords_leave_no_memory_behind():
    assert megabytes_after(told=True) + 15 < megabytes_after(told=False)
