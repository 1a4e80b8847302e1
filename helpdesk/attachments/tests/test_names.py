"""The name that people see and the name on the disk."""

import re

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from helpdesk.attachments.limits import NAME_LENGTH
from helpdesk.attachments.names import display_name, disposition
from helpdesk.attachments.storage import stored_path

NAMES = [
    ("NPWP.pdf", "NPWP.pdf"),
    ("ktp.jpg", "ktp.pdf"),
    ("ktp.JPEG", "ktp.pdf"),
    ("scan 01.PDF", "scan 01.pdf"),
    ("surat.exe", "surat.exe.pdf"),
    ("../../etc/passwd", "passwd.pdf"),
    ("..\\..\\windows\\system.ini", "system.ini.pdf"),
    ("/etc/cron.d/x.pdf", "x.pdf"),
    ("C:\\fakepath\\akta.pdf", "akta.pdf"),
    (".htaccess", "htaccess.pdf"),
    ("\u200b.htaccess", "htaccess.pdf"),
    ("a\u202efdp.exe", "afdp.exe.pdf"),
    ("a\r\nSet-Cookie: x=1.pdf", "a Set-Cookie_ x=1.pdf"),
    ("a\x00b.pdf", "ab.pdf"),
    ('a"b.pdf', "a_b.pdf"),
    ("<img src=x onerror=alert(1)>.pdf", "_img src=x onerror=alert(1)_.pdf"),
    ("", "document.pdf"),
    (None, "document.pdf"),
    (".pdf", "document.pdf"),
    ("...", "document.pdf"),
    ("surat 😀.pdf", "surat 😀.pdf"),
    ("akta perusahaan é.pdf", "akta perusahaan é.pdf"),
    ("x" * 300 + ".pdf", "x" * (NAME_LENGTH - 4) + ".pdf"),
    ("%2e%2e%2fx.pdf", "%2e%2e%2fx.pdf"),
    ("CON", "CON.pdf"),
    ("NUL.pdf", "NUL.pdf"),
    ("akta.pdf ", "akta.pdf"),
    ("akta.pdf.", "akta.pdf.pdf"),
    ("akta.pdf::$DATA", "akta.pdf__$DATA.pdf"),
    ("\\\\server\\share\\akta.pdf", "akta.pdf"),
    ("file:///etc/passwd", "passwd.pdf"),
    ("~root", "~root.pdf"),
    ("-rf", "-rf.pdf"),
    ("$(reboot).pdf", "$(reboot).pdf"),
    ("`reboot`;|&.pdf", "`reboot`;_&.pdf"),
    ("' OR 1=1 --.pdf", "' OR 1=1 --.pdf"),
    ("{{ 7|add:7 }}{% debug %}.pdf", "{{ 7_add_7 }}{% debug %}.pdf"),
    ("=HYPERLINK(1).pdf", "=HYPERLINK(1).pdf"),
    ("javascript:alert(1)", "javascript_alert(1).pdf"),
    ("</script><script>alert(1)</script>", "script_.pdf"),
    ("a\tb\x0bc\x1b[31m.pdf", "a b c[31m.pdf"),
    ("\ufeffakta.pdf", "akta.pdf"),
    ("akta\u2028\u2029.pdf", "akta.pdf"),
    ("\ud800akta.pdf", "akta.pdf"),
    ("e\u0301" * 200, "\u00e9" * (NAME_LENGTH - 4) + ".pdf"),
    ("Z" + "\u0351" * 400, "Z" + "\u0351" * (NAME_LENGTH - 5) + ".pdf"),
    ("; filename=x.exe", "; filename=x.exe.pdf"),
    ("\u0627\u0644\u0645\u0644\u0641.pdf", "\u0627\u0644\u0645\u0644\u0641.pdf"),
    ("akta.pdf/", "document.pdf"),
]


@pytest.mark.parametrize(("sent", "shown"), NAMES)
def test_the_shown_name_is_clean_and_ends_in_pdf(sent, shown):
    with translation.override("en"):
        assert display_name(sent) == shown


@given(st.text(max_size=400))
def test_no_name_breaks_a_header_a_page_or_the_column(sent):
    name = display_name(sent)
    assert name.endswith(".pdf") and 4 < len(name) <= NAME_LENGTH
    assert not set(name) & set('/\\<>"\r\n\x00\u202e\u200b')
    assert display_name(name) == name


@pytest.mark.parametrize(("sent", "_shown"), NAMES)
def test_every_name_gives_a_header_that_saves_the_file(sent, _shown):
    header = disposition(sent)
    assert header.startswith("attachment; filename")
    assert re.fullmatch(r"[\x20-\x7e]+", header)


def test_the_stored_name_is_random_and_nothing_but_hex():
    names = {stored_path(None, "../ktp.jpg") for _ in range(50)}
    assert len(names) == 50
    assert all(re.fullmatch(r"attachments/[0-9a-f]{2}/[0-9a-f]{40}\.pdf", name) for name in names)
