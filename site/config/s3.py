"""Files in an S3-compatible store, with the manners of a disk: what is missing is FileNotFoundError, what fails is OSError.

No address of the store is ever handed out: private files leave by the views that ask who you are, pictures of public
pages by /media/, so that the pages' security policy names no other site and neither bucket has to be readable by strangers.
"""

import errno
import io
from contextlib import contextmanager
from urllib.parse import quote

from botocore.exceptions import BotoCoreError, ClientError, HTTPClientError
from django.core.files.base import File
from storages.backends.s3 import S3Storage
from storages.utils import clean_name

from helpdesk.common.away import StorageAway

MISSING = {"404", "NoSuchKey", "NotFound"}
FULL = {"QuotaExceeded", "InsufficientCapacity", "XMinioStorageFull", "EntityTooLarge", "507"}
BUFFER = 256 * 1024  # bytes that are asked for at once


@contextmanager
def like_a_disk(name):
    try:
        yield
    except ClientError as error:
        code = str(error.response.get("Error", {}).get("Code", ""))
        if code in MISSING:
            raise FileNotFoundError(errno.ENOENT, "no such file", name) from error
        if code in FULL:
            raise OSError(errno.ENOSPC, "the store of files is full", name) from error
        raise StorageAway(f"the store of files answers {code or 'an error'}") from error
    except (BotoCoreError, HTTPClientError) as error:
        raise StorageAway(f"the store of files does not answer: {type(error).__name__}") from error


class Reader(io.RawIOBase):
    """One file, read as it comes; `seek` asks for the rest from there. Nothing is kept on a disk."""

    def __init__(self, thing, name):
        self.thing, self.name, self.place, self.body = thing, name, 0, None
        with like_a_disk(name):
            self.size = thing.content_length

    def readable(self):
        return True

    def seekable(self):
        return True

    def tell(self):
        return self.place

    def seek(self, offset, whence=io.SEEK_SET):
        place = offset + {io.SEEK_SET: 0, io.SEEK_CUR: self.place, io.SEEK_END: self.size}[whence]
        if place != self.place:
            self._hang_up()
            self.place = place
        return place

    def readinto(self, buffer):
        if self.place >= self.size:
            return 0
        with like_a_disk(self.name):
            if self.body is None:
                self.body = self.thing.get(Range=f"bytes={self.place}-")["Body"]
            some = self.body.read(len(buffer))
        buffer[: len(some)] = some
        self.place += len(some)
        return len(some)

    def close(self):
        self._hang_up()
        super().close()

    def _hang_up(self):
        if self.body is not None:
            self.body.close()
            self.body = None


class Files(S3Storage):
    """What both buckets share."""

    def _open(self, name, mode="rb"):
        if mode != "rb":
            raise ValueError("Files of the store are read as bytes, and written whole by save().")
        name = self._normalize_name(clean_name(name))
        raw = Reader(self.bucket.Object(name), name)
        file = File(io.BufferedReader(raw, BUFFER), name)
        file.size = raw.size
        return file

    def _save(self, name, content):
        with like_a_disk(name):
            return super()._save(name, content)

    def delete(self, name):
        with like_a_disk(name):
            super().delete(name)

    def exists(self, name):
        with like_a_disk(name):
            return super().exists(name)

    def listdir(self, name):
        with like_a_disk(name):
            return super().listdir(name)

    def size(self, name):
        with like_a_disk(name):
            return self.bucket.Object(self._normalize_name(clean_name(name))).content_length

    def get_modified_time(self, name):
        with like_a_disk(name):
            return self.bucket.Object(self._normalize_name(clean_name(name))).last_modified


class PrivateFiles(Files):
    """Uploads. There is no address at which they could be fetched."""

    def url(self, name, *args, **kwargs):
        raise NotImplementedError("Private files have no address of their own.")


class PublicFiles(Files):
    """Pictures made for public pages, handed out by the site itself."""

    def url(self, name, *args, **kwargs):
        return "/media/" + quote(clean_name(name))
