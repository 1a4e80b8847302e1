"""What the C library keeps of memory that was given back to it, for processes that live long and run several threads."""

import ctypes

MIB = 1024 * 1024
# From malloc.h. A block above the threshold goes back to the system when it is freed. By itself glibc raises the threshold to
# the largest block that it has seen, so that the 19 MiB of each hashed password stay with every thread that hashed one.
M_TRIM_THRESHOLD, M_MMAP_THRESHOLD, M_ARENA_MAX = -1, -3, -8
RULES = {M_MMAP_THRESHOLD: 4 * MIB, M_TRIM_THRESHOLD: 4 * MIB, M_ARENA_MAX: 2}


def give_back():
    """Tell glibc to keep little. True where it was told; elsewhere there is nothing to tell."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):  # another C library
        return False
    told = [mallopt(rule, value) for rule, value in RULES.items()]
    return all(told)
