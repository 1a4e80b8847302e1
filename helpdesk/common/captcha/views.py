from django.conf import settings
from django.utils.decorators import method_decorator
from django.views.decorators.cache import never_cache
from django_altcha import AltchaChallengeView


@method_decorator(never_cache, name="dispatch")
class Challenge(AltchaChallengeView):
    """A fresh proof of work. It has its own address, so that the pages around it can be cached; it is never cached."""

    @property
    def max_number(self):
        """The largest number that the browser may have to count to: its work, some tenths of a second."""
        return settings.CAPTCHA_MAX_NUMBER
