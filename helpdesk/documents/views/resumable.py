"""Uploads in parts (tus): below a ticket, for those who may send its files by the plain form."""

from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.http import http_date
from django.utils.translation import gettext as _
from django.views import View

from helpdesk.attachments import checks, parts
from helpdesk.attachments.kinds import HEAD
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.refusals import Refused
from helpdesk.attachments.upload import Upload
from helpdesk.attachments.upload_queries import RATE, TooManyUploads
from helpdesk.attachments.upload_verbs import Busy, WrongOffset
from helpdesk.common import throttle
from helpdesk.documents.views import tus, tus_headers
from helpdesk.documents.views.receiving import BUSY, OTHER, Receiver, Unplaced, shown
from helpdesk.documents.views.tus import Trouble
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.views.base import TicketMixin

SIGHT = HEAD * 4


class OwnTicket(TicketMixin):
    """The ticket of the address, for those who may send its files; without what only a page shows of it."""

    @cached_property
    def ticket(self):
        tickets = Ticket.objects.visible_to(self.request.user).select_related("requester", "organisation")
        return get_object_or_404(tickets, number=self.kwargs["number"])

    def must_be_concerned(self):
        if not (self.may.is_requester or self.may.works_on):
            raise Http404("not for this person")

    @cached_property
    def upload(self):
        upload = self.ticket.uploads.of(self.request.user).filter(key=self.kwargs["key"]).first()
        if upload is None:
            raise Http404("no such upload")
        upload.ticket = self.ticket
        return upload


class Receiving(OwnTicket, tus.TusView):
    """What creating and going on share: bytes come in, a whole file is judged, the answer says how far it is."""

    def must_take_files(self):
        if not self.may.can_upload:
            raise Trouble(tus.CONFLICT, _("The ticket is done; its documents stay as they are."))

    def receive(self, upload, length):
        """Keep what the body brings. With a checksum all of it or nothing."""
        if upload.received + length > upload.size:
            raise Trouble(tus.TOO_BIG, _("The file is longer than it was said to be."))
        checksum = tus_headers.checksum_of(self.request)
        if not checksum:
            return self.keep(upload, self.request, length)
        with tus_headers.proved(self.request, length, checksum, parts.LARGEST) as body:
            self.keep(upload, body, length)

    def keep(self, upload, body, length):
        offset = upload.received
        for piece in tus_headers.pieces(body, length, parts.LARGEST):
            self.look(upload, offset, piece)
            self.append(upload, piece, offset)
            offset += len(piece)
        if not length:
            self.append(upload, b"", offset)

    def append(self, upload, piece, offset):
        try:
            upload.append(piece, offset=offset)
        except WrongOffset:
            raise Trouble(tus.CONFLICT, _("The file goes on at another place."), Upload_Offset=upload.received) from None
        self.tell_refusal(upload)

    def look(self, upload, offset, piece):
        """The first bytes tell most wrong files apart: the rest need not be sent."""
        if offset == 0 and len(piece) >= min(SIGHT, upload.size):
            try:
                checks.at_sight(piece[:SIGHT], upload.size)
            except Refused as refusal:
                upload.refuse(refusal.sentence)
                self.tell_refusal(upload)

    def tell_refusal(self, upload):
        if upload.state == Upload.State.REFUSED:
            raise Trouble(upload.status, upload.sentence)

    def judge(self, upload):
        """A whole file becomes what a file sent by the plain form becomes, by the same rules."""
        if upload.state == Upload.State.CHECKING:
            upload.finish(Receiver(self.ticket, upload.place, by=self.request.user).take)
            self.tell_refusal(upload)
            if upload.status == tus.CONFLICT:
                raise Trouble(upload.status, upload.sentence)
            if upload.state == Upload.State.CHECKING:  # the clock will try again, the client may
                raise Trouble(BUSY, Refused("busy").sentence, Retry_After=30)

    def answer(self, upload, status, **headers):
        """204 or 201 as the protocol has it; to who asks for JSON also what became of a whole file."""
        headers |= self.told(upload)
        if upload.state == Upload.State.KEPT and "application/json" in self.request.headers.get("Accept", ""):
            return JsonResponse(outcome(upload), status=200 if status == 204 else status, headers=headers)
        return HttpResponse(status=status, headers=headers)

    def told(self, upload):
        return {"Upload-Offset": str(upload.received), "Upload-Expires": http_date(upload.expires_at.timestamp())}


class BeginUpload(Receiving):
    """POST `Upload-Length` and `Upload-Metadata` (filename; place: a document's code, `other`, or none; fingerprint: best
    the file's SHA-256 in hex). The body may bring the first part already.

    201 and Location; 200 when this file is on its way or kept already. 409 and 422 as for the plain form, but before a
    byte is sent; 413, 429.
    """

    http_method_names = ["post", "options"]

    def prepare(self):
        self.must_be_concerned()

    def post(self, request, number):
        self.must_take_files()
        size, said = self.size(), tus_headers.metadata_of(request)
        name = shown(said.get("filename") or said.get("name", ""))
        place = self.place(said.get("place", ""), name)
        upload, is_new = self.begin(name=name, size=size, place=place, fingerprint=said.get("fingerprint", "")[:300])
        where = {"Location": reverse("helpdesk:tus_upload", args=[self.ticket.number, upload.key])}
        if is_new and request.content_type == tus.BYTES and request.META.get("CONTENT_LENGTH"):
            self.receive_first(upload, where)
        return self.answer(upload, 201 if is_new else 200, **where)

    def begin(self, **facts):
        facts |= {"ticket": self.ticket, "by": self.request.user}
        # A file that goes on is not counted: a bad line must never end in “too often”.
        if not Upload.objects.same(**facts) and not throttle.allow("upload", self.request.user.pk, RATE):
            sentence = _("You have begun very many uploads. Please wait a few minutes.")
            raise Trouble(tus.TOO_MANY, sentence, Retry_After=60)
        try:
            upload, is_new = Upload.objects.begin(**facts)
        except TooManyUploads as refusal:
            raise Trouble(tus.CONFLICT, str(refusal)) from None
        upload.ticket = self.ticket
        return upload, is_new

    def receive_first(self, upload, where):
        try:
            self.receive(upload, tus_headers.body_length(self.request))
            self.judge(upload)
        except Trouble as trouble:
            trouble.headers |= where
            raise

    def size(self):
        if "Upload-Defer-Length" in self.request.headers or "Upload-Concat" in self.request.headers:
            raise Trouble(400, _("This server wants the length of the file from the beginning, and all of it in one upload."))
        size = tus_headers.whole_number(self.request, "Upload-Length")
        if size == 0:
            raise Trouble(tus.UNPROCESSABLE, Refused("empty").sentence)
        if size > tus.MAX_SIZE:
            raise Trouble(tus.TOO_BIG, Refused("picture_too_big").sentence, Tus_Max_Size=tus.MAX_SIZE)
        return size

    def place(self, choice, name):
        """The code of the place, found before anything is sent; what cannot have a place is refused now."""
        try:
            slot = Receiver(self.ticket, choice, by=self.request.user).place_for(name)
        except Unplaced as refusal:
            raise Trouble(tus.UNPROCESSABLE, str(refusal)) from None
        if slot is None:
            return OTHER
        if not slot.takes_a_file:
            raise Trouble(tus.CONFLICT, _("This document has been accepted; it can no longer be changed."))
        return slot.code


class OneUpload(Receiving):
    """HEAD tells how far the upload is, PATCH brings more, DELETE gives it up, GET tells what became of it (JSON)."""

    http_method_names = ["get", "head", "patch", "delete", "options"]

    def prepare(self):
        self.must_be_concerned()
        if self.upload.expires_at <= timezone.now() and self.request.method != "OPTIONS":
            raise Trouble(tus.GONE, _("The time for this upload is over. Please send the file again."))

    def head(self, request, number, key):
        upload = self.upload
        metadata = tus_headers.metadata_header(filename=upload.name, place=upload.place)
        told = {"Upload-Length": str(upload.size), "Upload-Metadata": metadata}
        return HttpResponse(headers=self.told(upload) | told)

    def get(self, request, number, key):
        return JsonResponse(outcome(self.upload))

    def patch(self, request, number, key):
        upload = self.upload
        if request.content_type != tus.BYTES:
            raise Trouble(tus.WRONG_KIND, _("A part of a file comes as %(kind)s.") % {"kind": tus.BYTES})
        offset, length = tus_headers.whole_number(request, "Upload-Offset"), tus_headers.body_length(request)
        self.tell_refusal(upload)
        if offset != upload.received:
            raise Trouble(tus.CONFLICT, _("The file goes on at another place."), Upload_Offset=upload.received)
        if upload.state == Upload.State.RECEIVING:
            self.must_take_files()
            self.receive(upload, length)
        elif length:
            raise Trouble(tus.TOO_BIG, _("The file is longer than it was said to be."))
        self.judge(upload)
        return self.answer(upload, 204)

    def delete(self, request, number, key):
        if self.upload.state == Upload.State.KEPT:
            raise Trouble(tus.CONFLICT, _("The file has been received already; it can be removed on the ticket."))
        self.upload.give_up()
        return HttpResponse(status=204)


class GiveUp(OwnTicket, View):
    """The button beside an unfinished file, for pages without JavaScript: POST, back to the ticket."""

    http_method_names = ["post"]

    def post(self, request, number, key):
        self.must_be_concerned()
        try:
            if self.upload.state != Upload.State.KEPT:
                self.upload.give_up()
        except Busy:  # its last part is just being judged: then it is no longer unfinished
            pass
        return redirect(self.ticket.get_absolute_url() + "#documents")


def outcome(upload):
    """What became of one file, as the plain form's JSON says it; `ok` is None as long as nobody knows."""
    is_kept = upload.state == Upload.State.KEPT
    kept = Attachment.objects.filter(pk=upload.attachment_id).first() if is_kept else None
    file = kept or upload
    return {
        "name": file.name, "size": file.size, "slot": upload.place, "sentence": upload.sentence,
        "ok": True if is_kept else False if upload.status else None, "offset": upload.received,
    }  # fmt: skip
