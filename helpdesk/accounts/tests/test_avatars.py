"""Avatars: drawn anew, cut square, without EXIF; bombs and disguises refused; shown to the few who may see them."""

import io
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.core.exceptions import ValidationError
from django.core.files.storage import storages
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import timezone, translation
from PIL import Image

from helpdesk.accounts import avatars
from helpdesk.accounts.forms.avatar import ACCEPT, AvatarField
from helpdesk.attachments.limits import MAX_PICTURE_BYTES
from helpdesk.attachments.refusals import Refused
from helpdesk.tests import factories, files

pytestmark = pytest.mark.django_db
DRAWN = b"\xff\xd8\xff a drawn square"


@pytest.fixture(autouse=True)
def english():
    with translation.override("en"):
        yield


def cleaned(content, name="foto.jpg", kind="image/jpeg"):
    return AvatarField().clean(files.upload(content, name, kind))


def heic_photo(size=(320, 200)):
    """A real HEIC photo, red at the left, with a camera in its EXIF."""
    import pillow_heif

    pillow_heif.register_heif_opener()
    image = Image.new("RGB", size, "blue")
    image.paste("red", (0, 0, size[0] // 2, size[1]))
    exif = image.getexif()
    exif[0x010F] = "KAMERA-RAHASIA"
    out = io.BytesIO()
    image.save(out, "HEIF", exif=exif.tobytes())
    return out.getvalue()


@pytest.mark.parametrize("make", [
    lambda: files.jpeg_photo(6), lambda: files.png("RGBA"), lambda: files.png("P"), lambda: files.picture("WEBP", "RGBA"),
    lambda: files.picture("MPO"), heic_photo,
], ids=["photo", "transparent PNG", "PNG with a palette", "WebP", "several in one", "HEIC"])  # fmt: skip
def test_pictures_of_telephones_become_a_small_clean_square(make):
    made = cleaned(make())
    with Image.open(io.BytesIO(made)) as picture:
        assert (picture.format, picture.size, len(picture.getexif())) == ("JPEG", (256, 256), 0)
    assert b"KAMERA" not in made and len(made) < 60_000


def test_a_photo_taken_sideways_stands_upright():
    with Image.open(io.BytesIO(cleaned(files.jpeg_photo(6)))) as picture:  # red was at the left; turned it is at the top
        top, bottom = picture.getpixel((128, 20)), picture.getpixel((128, 236))
    assert top[0] > 200 > top[2] and bottom[2] > 200 > bottom[0]


@pytest.mark.parametrize(("make", "words"), [
    (lambda: b"", "empty"),
    (files.pixel_bomb, "too many pixels"),
    (lambda: files.jpeg_photo().ljust(MAX_PICTURE_BYTES + 1, b"."), "larger than"),
    (files.html_as_pdf, "no picture"),
    (lambda: b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>', "no picture"),
    (files.small_pdf, "no picture"),
    (files.program, "no picture"),
    (files.zipped, "no picture"),
    (lambda: files.picture("GIF"), "no picture"),
    (lambda: files.picture("TIFF"), "no picture"),
    (lambda: files.jpeg_photo()[:400], "damaged"),
    (files.heic, "damaged"),
    (lambda: b"RIFF\x00\x00\x00\x00WEBPVP8X" + b"\xff" * 64, "damaged"),
    (lambda: b"\xff\xd8\xff<html><script>alert(1)</script>", "damaged"),
], ids=["nothing", "pixel bomb", "too large", "web page", "SVG", "PDF", "program", "ZIP", "GIF", "TIFF", "cut off",
        "only the head of a HEIC", "only the head of a WebP", "web page that begins like a photo"])  # fmt: skip
@pytest.mark.parametrize("name", ["foto.jpg"])
def test_bombs_and_disguises_are_refused_with_a_sentence(make, words, name):
    with pytest.raises(ValidationError, match=words):
        cleaned(make(), name)


def test_what_hides_behind_a_picture_is_not_kept():
    made = cleaned(files.jpeg_photo() + b"<script>alert(document.domain)</script>")
    assert b"<script" not in made


def test_a_picture_too_complicated_speaks_of_pictures(monkeypatch):
    from helpdesk.attachments import pictures

    def heavy(data):
        raise Refused("heavy")

    monkeypatch.setattr(pictures, "to_square", heavy)
    with pytest.raises(ValidationError, match="choose another one"):
        cleaned(files.jpeg_photo())


def test_no_file_leaves_the_picture_and_the_box_takes_it_away():
    field = AvatarField()
    assert (field.clean(None), field.clean(False)) == (None, False)
    old = field.widget.value_from_datadict({"avatar-clear": "on"}, {}, "avatar")
    assert old is False
    new = files.upload(files.jpeg_photo())
    assert field.widget.value_from_datadict({"avatar-clear": "on"}, {"avatar": new}, "avatar") is new


# Keeping


def on_disk():
    folder = storages["private"].path("avatars")
    from pathlib import Path

    return sorted(path.name for path in Path(folder).rglob("*.jpg")) if Path(folder).exists() else []


def test_a_picture_is_kept_privately_under_a_random_name_and_the_old_one_goes(django_capture_on_commit_callbacks):
    person = factories.make_client("sari")
    avatars.change(person, DRAWN)
    first = person.avatar.name
    assert on_disk() == [first.rpartition("/")[2]] and "sari" not in first and str(person.pk) not in first.split("/")[0]
    with django_capture_on_commit_callbacks(execute=True):
        avatars.change(person, DRAWN)
    person.refresh_from_db()
    assert person.avatar.name != first and on_disk() == [person.avatar.name.rpartition("/")[2]]
    with django_capture_on_commit_callbacks(execute=True):
        avatars.change(person, False)
    person.refresh_from_db()
    assert not person.avatar and on_disk() == []


@pytest.mark.django_db(transaction=True)
def test_a_picture_that_was_not_saved_leaves_nothing_behind():
    from django.db import transaction

    person = factories.make_client("sari")
    avatars.change(person, DRAWN)
    kept = on_disk()
    with pytest.raises(ZeroDivisionError), transaction.atomic():
        avatars.change(person, DRAWN)
        _ = 1 / 0
    assert on_disk() == kept


def test_the_sweep_deletes_only_old_pictures_that_belong_to_nobody():
    person = factories.make_client("sari")
    avatars.change(person, DRAWN)
    from django.core.files.base import ContentFile

    orphan = storages["private"].save(avatars.new_name(), ContentFile(DRAWN))
    assert avatars.sweep_avatars() == 0
    assert avatars.sweep_avatars(at=timezone.now() + timedelta(days=2)) == 1
    assert not storages["private"].exists(orphan) and storages["private"].exists(person.avatar.name)


def test_the_sweep_of_a_new_site_finds_nothing():
    assert avatars.sweep_avatars() == 0


# Seeing


@pytest.fixture
def cast():
    company = factories.make_organisation(shares_tickets=True)
    made = SimpleNamespace(
        sari=factories.make_client("sari", organisation=company), colleague=factories.make_client("ani", organisation=company),
        officer=factories.make_staff("rudi", name="Rudi Hartono"), editor=factories.make_editor("eka"),
    )
    for person in vars(made).values():
        avatars.change(person, DRAWN)
    return made


def test_oneself_and_the_desk_see_a_picture_and_nobody_else(client, cast):
    for viewer, person, status in (
        (cast.sari, cast.sari, 200), (cast.officer, cast.sari, 200), (cast.officer, cast.officer, 200), (cast.editor, cast.editor, 200),
        (cast.colleague, cast.sari, 404), (cast.sari, cast.officer, 404), (cast.editor, cast.sari, 404), (cast.editor, cast.officer, 404),
    ):
        client.force_login(viewer)
        assert client.get(avatars.url_of(person)).status_code == status, (viewer, person)
    client.logout()
    assert client.get(avatars.url_of(cast.sari))["Location"].startswith("/akun/login/")


def test_a_picture_is_sent_as_a_picture_and_stays_with_this_browser_only(client, cast):
    client.force_login(cast.sari)
    answer = client.get(avatars.url_of(cast.sari))
    assert answer.getvalue() == DRAWN
    assert (answer["Content-Type"], answer["X-Content-Type-Options"]) == ("image/jpeg", "nosniff")
    assert answer["Cache-Control"] == "private, max-age=86400, immutable"
    assert "sandbox" in answer["Content-Security-Policy"]


def test_an_old_or_guessed_address_shows_nothing(client, cast):
    client.force_login(cast.officer)
    old = avatars.url_of(cast.sari)
    avatars.change(cast.sari, DRAWN)
    assert client.get(old).status_code == 404
    assert client.get(f"/helpdesk/avatar/{cast.sari.pk}/{'a' * 32}/").status_code == 404
    assert client.get(f"/helpdesk/avatar/999999/{avatars.version_of(cast.sari)}/").status_code == 404
    assert client.get(avatars.url_of(cast.sari)).status_code == 200


def drawn_for(viewer, person, **more):
    request = RequestFactory().get("/")
    request.user, request.COOKIES = viewer, {"sessionid": "x"}
    return render_to_string("components/avatar.html", {"person": person, **more}, request)


def test_the_component_draws_the_picture_only_for_those_who_may_see_it(cast):
    assert avatars.url_of(cast.sari) in drawn_for(cast.sari, cast.sari)
    assert avatars.url_of(cast.sari) in drawn_for(cast.officer, cast.sari)
    shown = drawn_for(cast.sari, cast.officer, name="BoA45Xm")
    assert "<img" not in shown and "Rudi" not in shown and ">B<" in shown


def test_initials_have_one_colour_for_one_name():
    from helpdesk.templatetags.people_ui import COLOURS, colour_of

    assert colour_of("Sari Wulandari") == colour_of(" sari wulandari ")
    assert {colour_of(f"Orang {number}") for number in range(200)} == set(range(1, COLOURS + 1))


def test_the_field_asks_for_what_it_takes():
    assert ACCEPT in str(AvatarField().widget.render("avatar", None))
