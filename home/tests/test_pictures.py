"""Pictures: as large as needed, in the formats of today, with dimensions and words, and cheap for the database."""

import re

import pytest
from django.core.exceptions import ValidationError
from django.db import connection
from django.test.utils import CaptureQueriesContext

from home import pictures
from home.models import HomePage, StandardPage
from home.tests import samples
from home.tests.ground import stand
from home.tests.test_blocks import block, shown

pytestmark = pytest.mark.django_db


def drawn(image, **options):
    return str(pictures.picture(image, **options))


def test_a_picture_comes_in_three_formats_and_the_widths_that_it_has():
    html = drawn(samples.picture(900, 500), sizes="50vw", alt="Loket")
    assert re.findall(r'type="([^"]+)"', html) == ["image/avif", "image/webp"]
    for kind in ("avif", "webp", "jpg"):
        assert re.findall(rf"\.{kind} (\d+)w", html) == ["400", "800", "900"]
    assert 'sizes="50vw"' in html
    assert 'alt="Loket"' in html
    assert 'loading="lazy"' in html
    assert re.search(r'height="22[23]".* width="400"', html), "so that nothing jumps while it loads"


def test_what_is_seen_at_once_is_not_lazy():
    assert "loading" not in drawn(samples.picture(300, 200), eager=True)


def test_a_small_picture_is_offered_in_its_one_size():
    html = drawn(samples.picture(300, 200))
    assert "300w" not in html
    assert "sizes" not in html
    assert 'height="200"' in html and 'width="300"' in html


def test_no_width_is_named_twice_and_none_is_wider_than_asked_for():
    for width in (400, 800, 1200, 2000):
        (kind, *_rest) = [re.findall(r"\.avif (\d+)w", drawn(samples.picture(width, 100), widest=1200))]
        assert len(set(kind)) == len(kind)
        assert all(int(one) <= 1200 for one in kind)


def test_what_is_transparent_stays_so_in_old_browsers():
    assert ".png" in drawn(samples.picture(300, 200, name="logo.png", mode="RGBA"))


def test_words_for_those_who_do_not_see_it_are_demanded():
    one = block("figure")

    def put(**changed):
        return one.clean(one.normalize({"picture": samples.picture(300, 200, **changed), "caption": ""}))

    assert put()["picture"].contextual_alt_text
    assert put(decorative=True)["picture"].decorative
    for words in ("", "IMG_2031.JPG"):
        with pytest.raises(ValidationError):
            put(alt=words)


def test_decoration_is_passed_over_by_screen_readers():
    html = shown("figure", {"picture": samples.picture(300, 200, decorative=True), "caption": ""})
    assert 'alt=""' in html


def test_ten_pictures_cost_the_database_no_more_than_one(client):
    home = HomePage.objects.first() or stand()

    def page(title, number):
        body = [("figure", {"picture": samples.picture(300, 200), "caption": ""}) for _n in range(number)]
        return home.add_child(instance=StandardPage(title=title, body=body)).url

    addresses = [page("Satu", 1), page("Sepuluh", 10)]
    counts = []
    for url in addresses:
        client.get(url)  # makes them
        with CaptureQueriesContext(connection) as made:
            client.get(url)
        counts.append(len(made))
    assert counts[0] == counts[1]
