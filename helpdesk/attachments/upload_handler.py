"""Receive uploads without letting a huge one fill the disk or the memory."""

from django.core.files.uploadhandler import TemporaryFileUploadHandler

from .limits import MAX_PICTURE_BYTES


class CappedUploadHandler(TemporaryFileUploadHandler):
    """Writes to the disk, but only as much as the largest file that could be accepted, and one byte more.

    The rest is read and dropped; `size` still tells the whole length, so that the check says "too big" beside this
    file and the others of the same form stay. Set in FILE_UPLOAD_HANDLERS.
    """

    def new_file(self, *args, **kwargs):
        """Start counting anew for each file of the form."""
        self.room = MAX_PICTURE_BYTES + 1
        super().new_file(*args, **kwargs)

    def receive_data_chunk(self, raw_data, start):
        """Keep what fits."""
        kept = raw_data[: self.room]
        self.room -= len(kept)
        if kept:
            super().receive_data_chunk(kept, start)
