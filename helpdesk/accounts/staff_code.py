"""The code by which clients know an officer (row A8: “BoA45Xm”)."""

import secrets

# Without 0/O, 1/l/I: the code is read out on the telephone.
LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnpqrstuvwxyz"
DIGITS = "23456789"


def new_staff_code():
    """Return seven random characters, letters and digits; uniqueness is the database's promise."""
    pick = secrets.choice
    return "".join([pick(LETTERS) for _ in range(3)] + [pick(DIGITS) for _ in range(2)] + [pick(LETTERS) for _ in range(2)])
