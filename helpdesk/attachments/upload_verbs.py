"""What happens to a file on its way: a part comes, it is whole and judged, it is given up."""

from django.db import DatabaseError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.attachments import parts


class Busy(Exception):
    """Another request is at this very upload."""


class WrongOffset(Exception):
    """The part does not begin where the last one ended."""


class UploadVerbs:
    """Mixin of Upload. Each verb holds the row's lock only for itself; bytes come over the line without any."""

    def append(self, data, *, offset, at=None):
        """Keep one part of at most `parts.LARGEST` bytes. Raises Busy, WrongOffset, and OSError of the storage."""
        at = at or timezone.now()
        with self.held():
            if self.state != self.State.RECEIVING or offset != self.received or offset + len(data) > self.size:
                raise WrongOffset
            if data and len(self.parts) >= parts.MOST:
                self._end(422, _("The file came in too many small pieces. Please send it again over a better line."))
            elif data:
                parts.write(self.key, offset, data)
                self.parts.append(offset)
                self.received += len(data)
            if self.received == self.size and self.state == self.State.RECEIVING:
                self.state, self.status, self.sentence = self.State.CHECKING, None, ""
            self.expires_at = at + self.KEPT_FOR
            self.save()

    def refuse(self, sentence):
        """The first bytes tell already that the file cannot be taken; the rest need not come."""
        with self.held():
            self._end(422, sentence)
            self.save()

    def finish(self, take, *, at=None):
        """Judge a whole upload: `take(file)` gives a Result (`helpdesk.documents.views.receiving`).

        The file is kept and the row says so in one transaction. Whoever is killed in between leaves the row as it was,
        so that the next one may finish it, and there is never a second file. What is not possible now (the ticket is done,
        409; nobody could look at the file, 503) loses nothing: it may be finished later, the latter stays CHECKING.
        Raises Busy, and OSError of the storage.
        """
        with self.held():
            if self.state in (self.State.KEPT, self.State.REFUSED) or self.received != self.size:
                return
            try:
                with parts.assembled(self) as (file, sha256):
                    self._judge(file, sha256, take)
            except parts.PartsBroken:
                self._end(422, _("The file did not arrive as it was sent. Please send it again."))
            if self.state == self.State.CHECKING:
                return
            self.expires_at = (at or timezone.now()) + self.KEPT_FOR
            self.save()

    def _judge(self, file, sha256, take):
        if self.proves_content and sha256 != self.fingerprint:
            raise parts.PartsBroken("another content than announced")
        result = take(file)
        if result.status == 200:
            self.state, self.attachment, self.place = self.State.KEPT, result.attachment, result.slot
            self._drop_parts()
        elif result.status == 422:
            return self._end(422, result.sentence)
        elif result.status == NOT_LOOKED_AT:
            return None
        else:
            self.state = self.State.RECEIVING
        self.status, self.sentence = result.status, result.sentence

    def postpone(self, sentence):
        """A whole file that cannot be taken now (409): it waits until its time is over."""
        with self.held():
            if self.state == self.State.CHECKING:
                self.state, self.status, self.sentence = self.State.RECEIVING, 409, sentence
                self.save()

    def give_up(self):
        """Forget the upload and its parts; a file that was kept stays on its ticket. Raises Busy."""
        with self.held():
            self.forget()

    def forget(self):
        """Part of the caller's transaction."""
        self._drop_parts()
        self.delete()

    def held(self):
        """`with upload.held():` the row's lock, on fresh values. Who comes second is told at once (Busy): a phone that
        sends again what it thinks lost must not wait behind its own first try."""
        return _Held(self)

    def _end(self, status, sentence):
        self.state, self.status, self.sentence = self.State.REFUSED, status, sentence[:500]
        self._drop_parts()

    def _drop_parts(self):
        key, offsets = self.key, list(self.parts)
        self.parts = []
        transaction.on_commit(lambda: parts.delete(key, offsets), robust=True)


class _Held:
    def __init__(self, upload):
        self.upload, self.atomic = upload, transaction.atomic()

    def __enter__(self):
        self.atomic.__enter__()
        try:
            with transaction.atomic():  # a refused lock must not end the caller's transaction
                rows = type(self.upload)._base_manager.select_for_update(nowait=True)
                self.upload.refresh_from_db(from_queryset=rows)
        except BaseException as error:
            self.atomic.__exit__(type(error), error, error.__traceback__)
            if isinstance(error, DatabaseError) and getattr(error.__cause__, "pgcode", "") == LOCK_NOT_AVAILABLE:
                raise Busy from error
            raise
        return self.upload

    def __exit__(self, *error):
        return self.atomic.__exit__(*error)


LOCK_NOT_AVAILABLE = "55P03"
NOT_LOOKED_AT = 503
