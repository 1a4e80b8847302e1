"""Pictures of public pages. Everything else that was uploaded is private and has no address here."""

from pathlib import PurePosixPath

from django.core.exceptions import SuspiciousFileOperation
from django.core.files.storage import storages
from django.http import FileResponse, Http404
from django.views.decorators.http import require_safe

PICTURES = {
    ".avif": "image/avif",
    ".gif": "image/gif",
    ".jpeg": "image/jpeg",
    ".jpg": "image/jpeg",
    ".png": "image/png",
    ".webp": "image/webp",
}


@require_safe
def public_media(request, name):
    """A rendition from the storage `public`; 404 for whatever is not a picture."""
    kind = PICTURES.get(PurePosixPath(name).suffix.lower())
    if kind is None:
        raise Http404
    try:
        file = storages["public"].open(name)
    except (OSError, SuspiciousFileOperation, ValueError):
        raise Http404 from None
    answer = FileResponse(file, content_type=kind)
    answer["Cache-Control"] = "public, max-age=86400"
    answer["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return answer
