"""Nothing of the benchmark answers anywhere but in the benchmark."""

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed


def is_bench():
    return getattr(settings, "IS_BENCH", False)


def refuse_elsewhere():
    if not is_bench():
        raise MiddlewareNotUsed("Only config.settings.bench measures.")
