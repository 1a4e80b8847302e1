"""Tries to log in, as they are counted: every post, and what failed for a name, from an address, and for both together.

One statement counts the post and looks at the rest; a second one counts the try, before anything is hashed. The
counters are shared by all processes (common/throttle.py); how many are allowed stands in the settings.
"""

from allauth.core.internal.ratelimit import truncate_ip
from django.conf import settings
from django.utils.functional import cached_property

from helpdesk.common import throttle
from helpdesk.common.client_address import address_of
from helpdesk.common.throttle import Counter, Rate


def typed_name(credentials):
    """What was typed as username or address, as it counts here."""
    return str(credentials.get("email") or credentials.get("username") or "").strip().lower()


def tries_of(request, name):
    """The Tries with this name that the request has begun, else new ones."""
    begun = getattr(request, "tries", None)
    return begun if begun is not None and begun.name == name else Tries(name, address_of(request))


class Tries:
    """`name` is typed at `address`. Of posts at the login page also the captcha's counters are kept (`begin`)."""

    def __init__(self, name, address):
        self.name, self.is_at_door, self.is_captcha_told = name, False, False
        # One household of IPv6 has 2^64 addresses: they count as one here.
        self.posts = Counter("login", truncate_ip(address), Rate(*settings.LOGIN_POSTS_PER_ADDRESS))
        self.both = Counter("login-failed", f"{name}|{address}", Rate(*settings.LOGIN_FAILED_PER_NAME_AND_ADDRESS))
        self.failed = [
            Counter("login-name", name, Rate(*settings.LOGIN_FAILED_PER_NAME)),
            Counter("login-address", address, Rate(*settings.LOGIN_FAILED_PER_ADDRESS)),
        ]
        self.captcha = [Counter("login-captcha-address", address, Rate(*settings.LOGIN_CAPTCHA_AFTER))]
        if name:
            self.captcha.append(Counter("login-captcha-name", name, Rate(*settings.LOGIN_CAPTCHA_AFTER)))

    @cached_property
    def seen(self):
        """What the counters said when first asked, or when they counted last."""
        return throttle.tally(looking=[*self.failed, *self.captcha])

    def begin(self):
        """Count a post of the login page; False when it is one too many."""
        self.is_at_door = True
        self.seen = throttle.tally(counting=[self.posts], looking=[*self.failed, *self.captcha])
        return self.seen.has_counted(self.posts)

    def may_try(self):
        """Count a try before the password is looked at; False when there were too many."""
        if any(map(self.seen.is_full, self.failed)):
            return False
        self.tried = throttle.tally(counting=[self.both])
        return self.tried.has_counted(self.both)

    def take_back(self):
        """The password was right."""
        self.tried.take_back(self.both)

    def note_failure(self, tells_captcha=True):
        """The password was wrong."""
        self._count(self.failed, tells_captcha)

    def note_refusal(self):
        """A try that led nowhere, whatever the reason, brings the captcha nearer; each counts once."""
        if not self.is_captcha_told:
            self._count([], tells_captcha=True)

    def _count(self, counters, tells_captcha):
        self.is_captcha_told = self.is_at_door and tells_captcha
        counting = [*counters, *(self.captcha if self.is_captcha_told else [])]
        self.seen = self.seen.joined_by(throttle.tally(counting=counting))

    @property
    def need_captcha(self):
        return any(map(self.seen.is_full, self.captcha))

    def forget_captcha(self):
        """Somebody of this name has shown to be none of a robot."""
        for counter in self.captcha[1:]:
            counter.forget()

    def forget_both(self):
        """Begin again for this name at this address."""
        self.both.forget()
