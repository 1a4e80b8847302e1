"""Flat templates and drawn components say what Django's own way through the same files says, and escape as it does."""

import pytest
from django.template import Context, engines
from django.template.loader import get_template
from django.utils import translation
from django.utils.safestring import mark_safe

from helpdesk.common import drawn as components
from helpdesk.common import flat

SOURCE = """{# told to nobody #}{% load desk_ui i18n %}<p class="row{% if is_late %} row--late{% endif %}">{{ title }}{% if who %} · {{ who }}{% else %}
<b>{% translate "Nobody" %}</b>{% endif %}{% icon "hand" %}</p>"""


@pytest.fixture
def template(monkeypatch):
    """Puts a source in the place of the file that is asked for."""

    def put(source):
        made = engines["django"].from_string(source)
        flat._parts_of.cache_clear()
        monkeypatch.setattr(flat, "get_template", lambda name: made)
        return made

    yield put
    flat._parts_of.cache_clear()


@pytest.mark.parametrize("is_late", [True, False])
@pytest.mark.parametrize("who", ["", "Sari <b>", mark_safe("<i>Sari</i>")])
def test_a_flat_template_says_what_django_says(template, is_late, who):
    made = template(SOURCE)
    for language in ("id", "en"):
        with translation.override(language):
            values = {"is_late": is_late, "who": who, "title": "<script>&"}
            said = flat.draw("x.html", values)
            assert said == made.render(values) and "<script>" not in said
            assert ("Nobody" in said) == (language == "en" and not who)


def test_a_name_that_lacks_is_told_and_not_left_empty(template):
    template(SOURCE)
    with pytest.raises(KeyError):
        flat.draw("x.html", {"is_late": True, "who": "x"})


@pytest.mark.parametrize(
    "source",
    ["{{ a.b }}", "{{ a|lower }}", "{% if a and b %}{% endif %}", "{% if a == 1 %}{% endif %}", "{% for a in b %}{% endfor %}",
     "{% load desk_ui %}{% icon a %}", "{% load i18n %}{% translate a %}", "{% csrf_token %}", "{% if a %}{% elif b %}{% endif %}"],
)  # fmt: skip
def test_whatever_is_not_flat_is_refused(template, source):
    template(source)
    with pytest.raises(flat.NotFlat):
        flat.draw("x.html", {"a": "", "b": ""})


def test_a_drawn_component_is_what_its_template_draws():
    for value in (0, 40, 100):
        said = components.drawn("components/progress.html", value=value, label="Status <b>")
        assert said == get_template("components/progress.html").template.render(Context({"value": value, "label": "Status <b>"}))


def test_a_text_and_safe_html_of_the_same_letters_are_two_components():
    label = "<b>Terbuka</b>"
    assert label in components.drawn("components/progress.html", value=1, label=mark_safe(label))
    assert label not in components.drawn("components/progress.html", value=1, label=label)


def test_each_language_has_its_own_drawing():
    with translation.override("en"):
        assert "Open" in components.drawn("components/status_badge.html", status="open")
    with translation.override("id"):
        assert "Terbuka" in components.drawn("components/status_badge.html", status="open")
