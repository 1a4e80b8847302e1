"""The lock around the desk: every address below /helpdesk/ needs a login; being public is what you spell out."""

from functools import wraps

from django.contrib.auth.views import redirect_to_login
from django.http import Http404
from django.urls import URLPattern, URLResolver


def open_to_editors(view):
    """Mark a view that people without a desk may use too: the profile (MANUALS, table C)."""
    view.is_open_to_editors = True
    return view


def locked(patterns):
    """Return the same URL list with every view behind the lock (the way Wagtail wraps its admin)."""
    for pattern in patterns:
        if isinstance(pattern, URLResolver):
            locked(pattern.url_patterns)
        elif isinstance(pattern, URLPattern):
            pattern.callback = _behind_the_lock(pattern.callback)
    return patterns


def _behind_the_lock(view):
    if getattr(view, "is_behind_the_lock", False):
        return view

    @wraps(view)
    def guarded(request, *args, **kwargs):
        user = request.user
        if not user.is_authenticated:
            return redirect_to_login(request.get_full_path())
        if not user.may_use_desk and not getattr(view, "is_open_to_editors", False):
            raise Http404("no desk for this person")
        return view(request, *args, **kwargs)

    guarded.is_behind_the_lock = True
    return guarded
