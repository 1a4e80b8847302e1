"""What people read: dates, due dates, sizes, names, and their own texts shown safely."""

import time
from datetime import UTC, date, datetime, timedelta

import lucide
import pytest
from django.template import Context, Template
from django.utils.translation import override

from helpdesk.common import dates, duration, icons
from helpdesk.common.status import LOOKS
from helpdesk.templatetags import desk_ui

FRIDAY = datetime(2020, 7, 3, 6, 55, tzinfo=UTC)  # 13.55 WIB


def draw(text, **context):
    return Template("{% load desk_ui %}" + text).render(Context(context))


@pytest.fixture
def indonesian():
    with override("id"):
        yield


@pytest.fixture
def english():
    with override("en"):
        yield


def before(**length):
    """The present of the reader, this long before FRIDAY."""
    return FRIDAY - timedelta(**length)


class TestDates:
    def test_indonesians_read_the_long_date_with_its_day(self, indonesian):
        assert desk_ui.date_long(FRIDAY) == "Jumat, 3 Juli 2020"

    def test_english_readers_get_the_same_order(self, english):
        assert desk_ui.date_long(FRIDAY) == "Friday, 3 July 2020"

    def test_the_time_has_a_dot_and_names_its_zone(self, indonesian):
        assert desk_ui.time_wib(FRIDAY) == "13.55 WIB"

    def test_english_readers_get_a_colon(self, english):
        assert desk_ui.time_wib(FRIDAY) == "13:55 WIB"

    def test_an_early_hour_keeps_its_nought(self, indonesian):
        assert desk_ui.time_wib(datetime(2020, 7, 3, 0, 30, tzinfo=UTC)) == "07.30 WIB"

    @pytest.mark.parametrize(
        ("zone", "shown"), [("Asia/Makassar", "14.55 WITA"), ("Asia/Jayapura", "15.55 WIT")]
    )
    def test_another_zone_of_the_country_shows_its_own_name(self, indonesian, settings, zone, shown):
        from django.utils import timezone

        with timezone.override(zone):
            assert desk_ui.time_wib(FRIDAY) == shown

    @pytest.mark.parametrize(
        ("month", "shown"),
        [(1, "Jan"), (2, "Feb"), (3, "Mar"), (5, "Mei"), (8, "Agu"), (10, "Okt"), (11, "Nov"), (12, "Des")],
    )
    def test_short_months_are_the_ones_people_write(self, indonesian, month, shown):
        assert desk_ui.date_short(date(2020, month, 3)) == f"3 {shown} 2020"

    def test_a_moment_in_short_and_in_full(self, indonesian):
        assert desk_ui.when(FRIDAY) == "3 Jul 2020, 13.55 WIB"
        assert desk_ui.when_long(FRIDAY) == "Jumat, 3 Juli 2020, 13.55 WIB"

    def test_a_date_late_in_the_evening_utc_is_already_the_next_day_here(self, indonesian):
        assert desk_ui.date_short(datetime(2020, 7, 3, 18, 0, tzinfo=UTC)) == "4 Jul 2020"

    @pytest.mark.parametrize("name", ["date_long", "date_short", "time_wib", "when", "when_long", "due_in", "due_line",
                                      "due_short", "ago"])
    def test_nothing_shows_as_nothing(self, name):
        assert getattr(desk_ui, name)(None) == ""


class TestDue:
    def test_the_manuals_sentence_in_indonesian(self, indonesian):
        assert desk_ui.due_line(FRIDAY, before(hours=33)) == "Tenggat 1 hari 9 jam lagi — 3 Jul 2020"

    def test_the_manuals_sentence_in_english(self, english):
        assert desk_ui.due_line(FRIDAY, before(hours=33)) == "Due in 1 day 9 hours — 3 Jul 2020"

    def test_overdue_in_indonesian(self, indonesian):
        assert desk_ui.due_in(FRIDAY, before(hours=-5)) == "Terlambat 5 jam"

    def test_overdue_in_english(self, english):
        assert desk_ui.due_in(FRIDAY, before(hours=-5)) == "Overdue by 5 hours"

    def test_the_short_form_for_a_column(self, indonesian):
        assert desk_ui.due_short(FRIDAY, before(hours=2)) == "2 jam lagi"
        assert desk_ui.due_short(FRIDAY, before(days=-2)) == "Terlambat 2 hari"

    @pytest.mark.parametrize(
        ("length", "words"),
        [
            ({"days": 1, "hours": 9}, "1 day 9 hours"),
            ({"days": 2}, "2 days"),
            ({"hours": 5, "minutes": 20}, "5 hours 20 minutes"),
            ({"hours": 1}, "1 hour"),
            ({"minutes": 1}, "1 minute"),
            ({"seconds": 20}, "less than a minute"),
            ({"days": 9, "hours": 5}, "9 days"),
            ({"days": 1, "minutes": 20}, "1 day"),
            # A page that takes a moment to draw must not lose an hour.
            ({"days": 1, "hours": 8, "minutes": 59, "seconds": 59}, "1 day 9 hours"),
        ],
    )
    def test_the_two_largest_units_are_said(self, english, length, words):
        assert duration.words(timedelta(**length).total_seconds()) == words

    def test_it_is_calendar_time_over_a_weekend(self, english):
        monday = datetime(2020, 7, 6, 1, 0, tzinfo=UTC)
        assert desk_ui.due_in(monday, datetime(2020, 7, 3, 1, 0, tzinfo=UTC)) == "Due in 3 days"

    def test_a_template_needs_no_present_of_its_own(self, english):
        from django.utils import timezone

        due = timezone.now() + timedelta(days=1, hours=9)
        assert draw("{{ due|due_in }}", due=due) == "Due in 1 day 9 hours"

    def test_a_past_moment_is_past_and_a_coming_one_is_not(self):
        assert desk_ui.is_past(FRIDAY, before(seconds=-1))
        assert not desk_ui.is_past(FRIDAY, before(seconds=1))
        assert not desk_ui.is_past(None)


class TestAgo:
    @pytest.mark.parametrize(
        ("length", "words"),
        [
            ({"days": 2, "hours": 5}, "2 hari yang lalu"),
            ({"hours": 5}, "5 jam yang lalu"),
            ({"minutes": 1}, "1 menit yang lalu"),
            ({"seconds": 5}, "baru saja"),
            ({"days": 40}, "3 Jul 2020"),
        ],
    )
    def test_in_indonesian(self, indonesian, length, words):
        assert desk_ui.ago(FRIDAY, FRIDAY + timedelta(**length)) == words

    def test_in_english(self, english):
        assert desk_ui.ago(FRIDAY, FRIDAY + timedelta(days=2)) == "2 days ago"

    def test_a_clock_that_runs_ahead_does_not_speak_of_the_future(self, english):
        assert desk_ui.ago(FRIDAY, FRIDAY - timedelta(seconds=30)) == "just now"


class TestNumbers:
    @pytest.mark.parametrize(
        ("size", "indonesian_form", "english_form"),
        [
            (0, "0 B", "0 B"),
            (1023, "1023 B", "1023 B"),
            (27 * 1024, "27,0 kB", "27.0 kB"),
            (27_027, "26,4 kB", "26.4 kB"),
            (4 * 1024 * 1024, "4,0 MB", "4.0 MB"),
            (1024 * 1024 - 1, "1,0 MB", "1.0 MB"),
            (3 * 1024**3, "3,0 GB", "3.0 GB"),
            (None, "0 B", "0 B"),
        ],
    )
    def test_sizes_count_in_1024_with_the_readers_comma(self, size, indonesian_form, english_form):
        with override("id"):
            assert desk_ui.filesize(size) == indonesian_form
        with override("en"):
            assert desk_ui.filesize(size) == english_form

    def test_a_count_above_the_limit_says_only_that(self, indonesian):
        assert desk_ui.capped(1001) == "1.000+"
        assert desk_ui.capped(1000) == "1.000"
        assert desk_ui.capped(7) == "7"
        assert desk_ui.capped(101, 100) == "100+"

    def test_an_english_reader_sees_a_comma_in_thousands(self, english):
        assert desk_ui.capped(5000) == "1,000+"


class TestPeople:
    @pytest.mark.parametrize(
        ("name", "letters"),
        [("Sari Wulandari", "SW"), ("PT Maju Contoh", "MC"), ("Budi", "B"), ("PT", "P"), ("", "?"), (None, "?"),
         ("😀", "?"), ("Siti Nur Aini", "SA"), ("<script>", "S")],
    )
    def test_initials(self, name, letters):
        assert draw("{{ name|initials }}", name=name) == letters

    @pytest.mark.parametrize(
        ("number", "shown"),
        [("081234567789", "0812•••••789"), ("+62 812-3456-7789", "0812•••••789"), ("12345", "•••••"), ("", ""),
         (None, "")],
    )
    def test_only_the_ends_of_a_telephone_number_show(self, number, shown):
        assert draw("{{ number|whatsapp_masked }}", number=number) == shown


class TestAutolink:
    def test_paragraphs_and_line_breaks_stay(self):
        assert draw("{{ t|autolink }}", t="satu\ndua\r\n\r\ntiga") == (
            '<p dir="auto">satu<br>dua</p><p dir="auto">tiga</p>'
        )

    def test_an_address_becomes_a_link_without_the_sentences_full_stop(self):
        assert draw("{{ t|autolink }}", t="Lihat https://example.go.id/a?b=1&c=2.") == (
            '<p dir="auto">Lihat <a href="https://example.go.id/a?b=1&amp;c=2" rel="nofollow noopener">'
            "https://example.go.id/a?b=1&amp;c=2</a>.</p>"
        )

    @pytest.mark.parametrize(
        ("text", "address"),
        [
            ("(https://example.id/a)", "https://example.id/a"),
            ("https://example.id/a_(b)", "https://example.id/a_(b)"),
            ("https://example.id/?x=[1]]!", "https://example.id/?x=[1]"),
            ("HTTP://EXAMPLE.ID", "HTTP://EXAMPLE.ID"),
        ],
    )
    def test_brackets_around_an_address_stay_outside(self, text, address):
        assert f">{address}</a>" in draw("{{ t|autolink }}", t=text)

    @pytest.mark.parametrize(
        "text",
        ["javascript:alert(1)", "data:text/html,x", "ftp://example.id/", "//example.id", "http://", "https://[", "file:///etc"],
    )
    def test_nothing_but_http_and_https_becomes_a_link(self, text):
        html = draw("{{ t|autolink }}", t=text)
        assert "<a " not in html
        assert text in html

    @pytest.mark.parametrize(
        "text",
        ["<script>alert(1)</script>", '"><img src=x onerror=alert(1)>', "{{7*7}}", "https://e.id/\"onmouseover=alert(1)",
         "https://e.id/<script>", "https://e.id/'><b>", "&lt;b&gt;"],
    )
    def test_html_in_a_text_is_only_text(self, text):
        html = draw("{{ t|autolink }}", t=text)
        left = html.replace("<p dir=\"auto\">", "").replace("</p>", "").replace("<br>", "")
        import re

        left = re.sub(r'<a href="[^"<>]*" rel="nofollow noopener">|</a>', "", left)
        assert "<" not in left
        assert ">" not in left
        assert '"' not in left

    def test_an_already_escaped_text_is_shown_as_written(self):
        assert "&amp;lt;b&amp;gt;" in draw("{{ t|autolink }}", t="&lt;b&gt;")

    def test_an_empty_text_draws_nothing(self):
        assert draw("{{ t|autolink }}", t="  \n ") == ""

    @pytest.mark.parametrize(
        "piece",
        ["a", "<", '"', "@", ";", "(", ")", "[", "http://", "https://a", "https://a.id/(((", "https://a)", "\n", "\n \n", ".",
         "https://e.id/" + "(" * 500 + ")" * 400 + " "],
    )
    def test_a_hostile_text_of_100_kb_does_not_hang(self, piece):
        text = (piece * 100_000)[:100_000]
        start = time.perf_counter()
        draw("{{ t|autolink }}", t=text)
        assert time.perf_counter() - start < 10  # a quadratic pattern would take minutes


class TestIcons:
    def test_an_icon_is_inline_and_hidden_from_screen_readers(self):
        html = draw('{% icon "ticket" %}')
        assert html.startswith("<svg")
        assert 'aria-hidden="true"' in html
        assert 'class="icon"' in html
        assert "<path" in html

    def test_a_labelled_icon_is_named_and_its_label_escaped(self):
        html = draw('{% icon "ticket" label=label %}', label='<b>"')
        assert 'role="img" aria-label="&lt;b&gt;&quot;"' in html

    def test_a_wrong_name_is_said_at_once(self):
        with pytest.raises(lucide.IconDoesNotExist):
            icons.icon("no-such-icon")

    def test_an_icon_is_drawn_once_only(self):
        icons.drawn("ticket")
        hits = icons.drawn.cache_info().hits
        draw('{% icon "ticket" %}')
        assert icons.drawn.cache_info().hits == hits + 1

    @pytest.mark.parametrize("code", LOOKS)
    def test_every_status_has_a_word_and_an_icon(self, english, code):
        html = draw('{% include "components/status_badge.html" with status=code only %}', code=code)
        assert str(LOOKS[code].label) in html
        assert "<svg" in html


def test_the_clock_needs_a_zone_only_where_there_is_one():
    with override("id"):
        assert dates.clock(datetime(2020, 7, 3, 13, 55)) == "13.55"
