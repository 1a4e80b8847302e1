"""The only way to the picture of a person."""

from django.contrib.auth import get_user_model
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

from helpdesk.accounts import avatars
from helpdesk.common.locked import open_to_editors

ONE_DAY = 24 * 3600  # seconds; a new picture has a new address


@open_to_editors
@require_safe
def avatar(request, pk, version):
    """Send one portrait. Whatever is not for this person is the same 404."""
    person = get_user_model().objects.filter(pk=pk).first()
    if not avatars.may_see(request.user, person) or not person.avatar or avatars.version_of(person) != version:
        raise Http404
    try:
        content = person.avatar.open("rb")
    except FileNotFoundError:
        raise Http404 from None
    answer = FileResponse(content, content_type="image/jpeg")
    answer["X-Content-Type-Options"] = "nosniff"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    answer["Cache-Control"] = f"private, max-age={ONE_DAY}, immutable"
    answer.stays_with_the_browser = True
    return answer
