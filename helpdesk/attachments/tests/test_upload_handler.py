"""A huge upload costs no more disk than the largest file that could be accepted."""

import hashlib
from pathlib import Path

import pytest
from django.core.files.uploadhandler import StopUpload
from django.http.multipartparser import MultiPartParser
from django.test import RequestFactory

from helpdesk.attachments import limits
from helpdesk.attachments.checks import check
from helpdesk.attachments.refusals import Refused
from helpdesk.attachments.upload_handler import CappedUploadHandler
from helpdesk.tests import files


def parsed(path="/helpdesk/tiket/1/berkas/", **sent):
    request = RequestFactory().post(path, sent)
    handler = CappedUploadHandler(request)
    try:
        return MultiPartParser(request.META, request, [handler]).parse()[1]
    except StopUpload:
        pytest.fail("The form was cut off: the good files of the same form would be lost.")


def test_a_huge_file_is_dropped_beyond_the_limit_and_the_good_one_beside_it_stays(monkeypatch):
    monkeypatch.setattr("helpdesk.attachments.upload_handler.MAX_PICTURE_BYTES", 100_000)
    huge = files.upload(b"%PDF-1.7\n" + b"\x00" * limits.MAX_BYTES, "besar.pdf")
    got = parsed(huge=huge, good=files.upload(files.small_pdf(), "baik.pdf"))
    assert got["huge"].size == limits.MAX_BYTES + 9
    assert Path(got["huge"].temporary_file_path()).stat().st_size == 100_001
    with pytest.raises(Refused, match="4"):
        check(got["huge"])
    assert check(got["good"]).content == files.small_pdf()


def test_the_fingerprint_is_taken_while_a_file_comes_in_and_each_gets_its_own(monkeypatch):
    monkeypatch.setattr("helpdesk.attachments.checks.os.pread", lambda *_: pytest.fail("read once more"))
    big, small = files.big_pdf(1_000_000), files.small_pdf()
    got = parsed(big=files.upload(big, "besar.pdf"), small=files.upload(small, "kecil.pdf"))
    for name, content in {"big": big, "small": small}.items():
        assert check(got[name]).sha256 == hashlib.sha256(content).hexdigest()


def test_a_fingerprint_of_other_bytes_than_those_on_the_disk_does_not_count():
    content = files.small_pdf()
    got = parsed(file=files.upload(content, "surat.pdf"))["file"]
    got.fingerprint = len(content) - 1, "0" * 64
    assert check(got).sha256 == hashlib.sha256(content).hexdigest()


def test_uploads_to_the_cms_keep_every_byte(monkeypatch):
    monkeypatch.setattr("helpdesk.attachments.upload_handler.MAX_PICTURE_BYTES", 1000)
    got = parsed("/cms/images/add/", huge=files.upload(b"x" * 5000))
    assert Path(got["huge"].temporary_file_path()).stat().st_size == 5000


def test_the_site_uses_the_handler(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["helpdesk.attachments.upload_handler.CappedUploadHandler"]
