"""Every text has its Indonesian, and the tool that keeps it so works without GNU gettext."""

import shutil

import pytest
from django.core.management import CommandError, call_command

from home import translations


def test_no_text_is_without_indonesian():
    assert translations.missing() == []


@pytest.fixture
def project(tmp_path, settings):
    settings.BASE_DIR = tmp_path
    (tmp_path / "home").mkdir()
    (tmp_path / "templates").mkdir()
    (tmp_path / "home" / "views.py").write_text(
        "from django.utils.translation import gettext as _, ngettext, pgettext\n"
        "_('Ticket')\nngettext('%(n)d day', '%(n)d days', 2)\npgettext('month', 'May')\n"
    )
    (tmp_path / "templates" / "a.html").write_text(
        "{% load i18n %}{% translate 'Reply' %}{% blocktranslate trimmed with a=b %}\n  From {{ a }}\n{% endblocktranslate %}"
    )
    return tmp_path


def test_texts_are_collected_from_python_and_templates(project):
    translations.update()
    assert translations.missing() == sorted(["Ticket", "('%(n)d day', '%(n)d days')", "May", "Reply", "From %(a)s"])
    with pytest.raises(CommandError, match="5 texts have no Indonesian"):
        call_command("translations", missing=True)


def test_words_are_merged_kept_and_compiled(project):
    import gettext

    words = {"Ticket": "Tiket", "%(n)d day": ["%(n)d hari"], "month\u0004May": "Mei", "Reply": "Balas",
             "From %(a)s": "Dari %(a)s", "Nowhere": "Entah"}
    assert translations.merge(words) == ["Nowhere"]
    assert translations.missing() == []
    translations.update()  # nothing that was translated is lost
    assert translations.compile_messages() is True
    assert translations.compile_messages() is False
    with translations.po_file().with_suffix(".mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    assert compiled.gettext("Ticket") == "Tiket"
    assert compiled.ngettext("%(n)d day", "%(n)d days", 5) == "%(n)d hari"
    assert compiled.pgettext("month", "May") == "Mei"


def test_a_word_that_left_the_sources_leaves_the_file(project):
    translations.merge({"Reply": "Balas"})
    shutil.rmtree(project / "templates")
    translations.update()
    assert "Balas" not in translations.po_file().read_text()
