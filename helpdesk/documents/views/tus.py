"""The tus protocol 1.0.0 (tus.io/protocols/resumable-upload) as far as headers and status codes go; what happens to an
upload stands in `helpdesk.attachments.upload_verbs`.

Core, and the extensions creation, creation-with-upload, expiration, termination, checksum (sha1, sha256).
"""

from contextlib import contextmanager

from django.http import Http404, HttpResponse, JsonResponse
from django.utils.translation import gettext as _
from django.views import View

from helpdesk.attachments.limits import MAX_PICTURE_BYTES
from helpdesk.attachments.upload_verbs import Busy
from helpdesk.common import storage_full

VERSION = "1.0.0"
EXTENSIONS = "creation,creation-with-upload,expiration,termination,checksum"
ALGORITHMS = ("sha1", "sha256")
BYTES = "application/offset+octet-stream"
MAX_SIZE = MAX_PICTURE_BYTES
METHODS_BY_HEADER = {"PATCH", "DELETE", "HEAD"}
"""Some proxies let only GET and POST pass; then the header X-HTTP-Method-Override names the method."""

NOT_FOUND, CONFLICT, GONE, NO_LENGTH, WRONG_VERSION = 404, 409, 410, 411, 412
TOO_BIG, WRONG_KIND, UNPROCESSABLE, LOCKED, TOO_MANY, MISMATCH = 413, 415, 422, 423, 429, 460


class Trouble(Exception):
    """Ends the request with this status; the sentence is for a person, headers for the client."""

    def __init__(self, status, sentence="", **headers):
        super().__init__(sentence)
        self.status, self.sentence, self.headers = status, sentence, headers

    def answer(self):
        headers = {name.replace("_", "-"): str(value) for name, value in self.headers.items()}
        return JsonResponse({"sentence": str(self.sentence)}, status=self.status, headers=headers)


class TusView(View):
    """Gives a view the frame of the protocol. `prepare()` comes first and says 404 to whom it does not concern."""

    def dispatch(self, request, *args, **kwargs):
        with self.frame() as framed:
            named = request.headers.get("X-HTTP-Method-Override", "").upper()
            if request.method == "POST" and named in METHODS_BY_HEADER:
                request.method = named
            self.prepare()
            is_spoken = request.method not in ("OPTIONS", "GET") and hasattr(self, request.method.lower())
            if is_spoken and request.headers.get("Tus-Resumable") != VERSION:
                raise Trouble(WRONG_VERSION, _("This address speaks tus 1.0.0."), Tus_Version=VERSION)
            framed.answer = super().dispatch(request, *args, **kwargs)
        framed.answer["Tus-Resumable"] = VERSION
        framed.answer["Cache-Control"] = "no-store"
        return framed.answer

    @contextmanager
    def frame(self):
        """Turn what goes wrong into an answer that a client of the protocol understands."""
        framed = type("Framed", (), {"answer": None})()
        try:
            yield framed
        except Trouble as trouble:
            framed.answer = trouble.answer()
        except Http404:
            framed.answer = Trouble(NOT_FOUND, _("There is no such upload.")).answer()
        except Busy:
            sentence = _("Another part of this file is just arriving.")
            framed.answer = Trouble(LOCKED, sentence, Retry_After=1).answer()
        except OSError as error:
            if not storage_full.is_storage_full(error):
                raise
            trouble = Trouble(storage_full.STATUS, storage_full.sentence(), Retry_After=60)
            framed.answer = trouble.answer()

    def options(self, request, *args, **kwargs):
        headers = {
            "Tus-Version": VERSION, "Tus-Extension": EXTENSIONS, "Tus-Max-Size": str(MAX_SIZE),
            "Tus-Checksum-Algorithm": ",".join(ALGORITHMS),
        }  # fmt: skip
        return HttpResponse(status=204, headers=headers)
