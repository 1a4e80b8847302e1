"""A huge upload costs no more disk than the largest file that could be accepted."""

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


def test_uploads_to_the_cms_keep_every_byte(monkeypatch):
    monkeypatch.setattr("helpdesk.attachments.upload_handler.MAX_PICTURE_BYTES", 1000)
    got = parsed("/cms/images/add/", huge=files.upload(b"x" * 5000))
    assert Path(got["huge"].temporary_file_path()).stat().st_size == 5000


def test_the_site_uses_the_handler(settings):
    assert settings.FILE_UPLOAD_HANDLERS == ["helpdesk.attachments.upload_handler.CappedUploadHandler"]
