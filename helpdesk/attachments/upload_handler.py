"""Receive uploads without letting a huge one fill the disk or the memory."""

import sys

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .limits import MAX_PICTURE_BYTES


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Writes to the disk, but only as much as the largest file that could be accepted, and one byte more.

    The rest is read and dropped; `size` still tells the whole length, so that the check says "too big" beside this
    file and the others of the same form stay. Set in FILE_UPLOAD_HANDLERS. The CMS has limits of its own.
    """

    def new_file(self, *args, **kwargs):
        """Start counting anew for each file of the form."""
        is_cms = self.request is not None and self.request.path_info.startswith("/cms/")
        self.room = sys.maxsize if is_cms else MAX_PICTURE_BYTES + 1
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        """Keep what fits."""
        kept = raw_data[: self.room]
        self.room -= len(kept)
        if kept:
            super().receive_data_chunk(kept, start)
