"""Only YouTube and Vimeo, and only what is the address of one video."""

import pytest

from home import video_links

KEY = "aB3_-defghi"


@pytest.mark.parametrize("url", [
    f"https://www.youtube.com/watch?v={KEY}", f"https://youtube.com/watch?v={KEY}&t=42", f"http://m.youtube.com/watch?app=m&v={KEY}",
    f"https://youtu.be/{KEY}?si=abc", f"https://www.youtube.com/shorts/{KEY}", f"https://www.youtube.com/live/{KEY}",
    f"https://www.youtube-nocookie.com/embed/{KEY}",
])  # fmt: skip
def test_youtube_plays_from_the_host_that_sets_no_cookie(url):
    video = video_links.read(url)
    assert video.company == "YouTube (Google)"
    assert video.watch == f"https://www.youtube.com/watch?v={KEY}"
    assert video.embed.startswith(f"https://www.youtube-nocookie.com/embed/{KEY}?")


@pytest.mark.parametrize(("url", "embed"), [
    ("https://vimeo.com/76979871", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1"),
    ("https://player.vimeo.com/video/76979871?h=0a1b2c3d", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=0a1b2c3d"),
    ("https://vimeo.com/76979871/0a1b2c3d", "https://player.vimeo.com/video/76979871?autoplay=1&dnt=1&h=0a1b2c3d"),
])  # fmt: skip
def test_vimeo_is_asked_not_to_track(url, embed):
    assert video_links.read(url).embed == embed


@pytest.mark.parametrize("url", [
    "", None, "https://www.youtube.com/", "https://www.youtube.com/@kanal", "https://www.youtube.com/playlist?list=PL1", "https://vimeo.com/channels/x",
    f"https://youtube.com.contoh.example/watch?v={KEY}", f"https://contoh.example/watch?v={KEY}", f"javascript:alert('{KEY}')",
    f"https://www.youtube.com/watch?v={KEY}%22onload=x", f"https://orang@youtube.com/watch?v={KEY}", f"https://youtube.com:8080/watch?v={KEY}",
    "https://vimeo.com/76979871/bukan-heksa", "https://player.vimeo.com/video/76979871?h=<script>", "https://[::1", f"ftp://youtu.be/{KEY}",
])  # fmt: skip
def test_everything_else_is_refused(url):
    assert video_links.read(url) is None


def test_the_block_says_why(db):
    from django.core.exceptions import ValidationError

    from home.blocks import VideoBlock

    one = VideoBlock()
    good = {"title": "Cara", "url": f"https://youtu.be/{KEY}", "picture": None, "transcript": ""}
    assert one.clean(one.normalize(good))["url"] == good["url"]
    with pytest.raises(ValidationError) as refused:
        one.clean(one.normalize(good | {"url": "https://contoh.example/film.mp4"}))
    assert "url" in refused.value.block_errors
