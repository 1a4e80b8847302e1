"""How passwords are kept."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Argon2id(Argon2PasswordHasher):
    """Argon2id with 19 MiB, two passes, one lane: the OWASP baseline.

    Django's own numbers take 100 MiB for each login, which a small server cannot give to many at once.
    """

    memory_cost = 19 * 1024  # KiB
    time_cost = 2
    parallelism = 1
