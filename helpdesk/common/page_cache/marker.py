"""Being the same for every visitor is what a view spells out; whatever says nothing is never kept."""

from functools import wraps


def for_every_visitor(view):
    """Mark a view whose answer is the same for everybody who brings no session."""

    @wraps(view)
    def marked(request, *args, **kwargs):
        return _mark(view(request, *args, **kwargs))

    return marked


def is_for_every_visitor(answer):
    return getattr(answer, "is_for_every_visitor", False)


def mark_public_pages(serve):
    """Wagtail's hook `on_serve_page`, inside of the one that asks for passwords and logins.

    SECURITY: a visitor without a session never gets past a restriction, so what arrives here for one is public.
    Previews do not come this way.
    """

    def marked(page, request, args, kwargs):
        answer = serve(page, request, args, kwargs)
        return _mark(answer) if getattr(page, "is_for_every_visitor", False) else answer

    return marked


def _mark(answer):
    answer.is_for_every_visitor = True
    return answer
