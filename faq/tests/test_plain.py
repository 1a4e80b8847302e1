"""Plain text to rich text and back: nothing typed becomes markup, nothing typed is lost."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faq.plain import is_plain, to_html, to_text
from helpdesk.tests import hostile


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("Satu.\n\nDua.", "<p>Satu.</p><p>Dua.</p>"),
        ("Satu\nbaris dua", "<p>Satu<br/>baris dua</p>"),
        ("Bawa:\n- KTP\n- NPWP\n\nSelesai.", "<p>Bawa:</p><ul><li>KTP</li><li>NPWP</li></ul><p>Selesai.</p>"),
        ("1. Masuk\n2) Pilih", "<ol><li>Masuk</li><li>Pilih</li></ol>"),
        ("a < b & c", "<p>a &lt; b &amp; c</p>"),
        ("", ""),
    ],
)
def test_lines_become_paragraphs_and_lists(typed, html):
    assert to_html(typed) == html


def test_addresses_become_links():
    assert 'href="https://contoh.go.id/a"' in to_html("Lihat https://contoh.go.id/a.")
    assert "<a" not in to_html("javascript:alert(1)")


@pytest.mark.parametrize("typed", ["Satu.\n\nDua.", "Bawa:\n\n- KTP\n- NPWP", "1. Masuk\n2. Pilih", "Lihat https://contoh.go.id/a.", "a < b"])
def test_what_was_typed_comes_back_as_it_was(typed):
    assert to_text(to_html(typed)) == typed
    assert is_plain(to_html(typed))


@given(st.text(alphabet=st.sampled_from("ab <>&\"'-.1)\n*/:ht"), max_size=200))
def test_typing_it_again_changes_nothing_more(typed):
    once = to_html(typed)
    assert to_html(to_text(once)) == to_html(to_text(to_html(to_text(once))))


@pytest.mark.parametrize("payload", hostile.PAYLOADS)
def test_markup_that_people_type_stays_text(payload):
    html = to_html(payload)
    tags = {tag.split()[0].strip("/>") for tag in html.split("<")[1:]}
    assert {tag.split(">")[0] for tag in tags} <= {"p", "br", "ul", "ol", "li", "a", ""}
    assert "href=\"javascript" not in html.lower() and " on" not in "".join(part.split(">")[0] for part in html.split("<")[1:])


@pytest.mark.parametrize("html", ["<p>Ini <b>tebal</b>.</p>", '<p><a href="https://contoh.go.id">di sini</a></p>', '<p><a linktype="page" id="3">x</a></p>'])
def test_what_typing_would_lose_is_known_beforehand(html):
    assert not is_plain(html)


def test_a_link_behind_words_keeps_its_address_in_brackets():
    assert to_text('<p>Isi <a href="https://contoh.go.id/f">formulir</a>.</p>') == "Isi formulir (https://contoh.go.id/f)."
