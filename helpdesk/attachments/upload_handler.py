"""Receive uploads without letting a huge one fill the disk or the memory."""

import hashlib
import sys

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .limits import MAX_PICTURE_BYTES


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Writes to the disk, but only as much as the largest file that could be accepted, and one byte more, and takes the
    fingerprint while the next bytes are still on their way: `fingerprint` of the file, (bytes written, SHA-256 in hex).

    The rest is read and dropped; `size` still tells the whole length, so that the check says "too big" beside this
    file and the others of the same form stay. Set in FILE_UPLOAD_HANDLERS. The CMS has limits of its own.
    """

    def new_file(self, *args, **kwargs):
        """Start counting anew for each file of the form."""
        is_cms = self.request is not None and self.request.path_info.startswith("/cms/")
        self.room = sys.maxsize if is_cms else MAX_PICTURE_BYTES + 1
        self.digest, self.written = None if is_cms else hashlib.sha256(), 0
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        """Keep what fits."""
        kept = raw_data[: self.room]
        self.room -= len(kept)
        if kept:
            super().receive_data_chunk(kept, start)
            self.written += len(kept)
            if self.digest:
                self.digest.update(kept)

    def file_complete(self, file_size):
        """The file, with its fingerprint."""
        file = super().file_complete(file_size)
        if self.digest:
            file.fingerprint = self.written, self.digest.hexdigest()
        return file
