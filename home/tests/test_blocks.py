"""Each block shows what it is given, shows something in the editor's list, and refuses what it cannot show."""

import pytest
from django.core.exceptions import ValidationError
from django.test import RequestFactory
from django.urls import reverse
from wagtail.blocks import StreamBlock, StructBlockValidationError

from helpdesk.common.context import desk
from helpdesk.tests import factories
from home.blocks import BODY, CallToActionBlock
from home.blocks.table import TableBlock
from home.tests.ground import stand

BLOCKS = [pytest.param(name, block, id=name) for name, block in BODY]


def block(name):
    return StreamBlock(BODY).child_blocks[name]


def shown(name, value, **context):
    request = RequestFactory().get("/")
    one = block(name)
    return one.render(one.normalize(value), context={"request": request, **desk(request), **context})


@pytest.mark.parametrize(("name", "one"), BLOCKS)
def test_each_block_has_an_icon_a_group_a_template_and_a_description(name, one):
    assert one.meta.icon != "placeholder"
    assert str(one.meta.group)
    assert one.meta.template.startswith("blocks/")
    assert str(one.get_description())
    assert one.is_previewable


@pytest.mark.django_db
def test_each_block_shows_a_preview_in_the_list_of_blocks(client):
    from wagtail.admin.utils import get_admin_base_url  # noqa: F401  (the admin must be loaded before its registry is full)

    from home.models import StandardPage

    stand()
    client.force_login(factories.make_editor())
    for name, one in StandardPage.body.field.stream_block.child_blocks.items():
        answer = client.get(reverse("wagtailadmin_block_preview"), {"id": one.definition_prefix})
        text = answer.content.decode()
        assert answer.status_code == 200, name
        inside = text.partition("<main>")[2].partition("</main>")[0]
        assert len(inside.split("block-", 1)[-1].strip()) > 80, f"{name} previews nothing"


@pytest.mark.parametrize("path", ["javascript:alert(1)", "//contoh.example", "https://contoh.example", "/\\contoh.example", "/a b"])
def test_a_button_leads_to_no_other_site(path):
    with pytest.raises(StructBlockValidationError):
        CallToActionBlock().clean({"text": "", "label": "Buka", "page": None, "path": path})


def test_a_button_needs_one_aim():
    assert CallToActionBlock().clean({"text": "", "label": "Buka", "page": None, "path": "/faq/"})["path"] == "/faq/"
    with pytest.raises(StructBlockValidationError):
        CallToActionBlock().clean({"text": "", "label": "Buka", "page": None, "path": ""})


def table(**changed):
    good = {"caption": "Jam", "columns": [{"type": "text", "heading": "Hari"}], "rows": [{"values": ["Senin"]}]}
    one = TableBlock()
    return one.clean(one.normalize({"table": good | changed, "first_column_heads": True}))


def test_a_table_has_a_caption_and_a_heading_for_each_column():
    assert table()["table"].caption == "Jam"
    for wrong in ({"caption": " "}, {"columns": [{"type": "text", "heading": ""}]}, {"rows": []}, {"columns": [], "rows": []}):
        with pytest.raises(ValidationError):
            table(**wrong)


def test_a_table_says_what_its_rows_and_columns_are():
    value = {"first_column_heads": True, "table": {
        "caption": "Tarif", "columns": [{"type": "text", "heading": "Layanan"}, {"type": "number", "heading": "Jam"}],
        "rows": [{"values": ["Subdomain", "7.5"]}, {"values": ["Hosting", "15000"]}],
    }}
    html = shown("table", value)
    assert "<caption>Tarif</caption>" in html
    assert '<th scope="col">Layanan</th>' in html
    assert '<th scope="row">Subdomain</th>' in html
    assert '<td class="table__amount">7,5</td>' in html
    assert '<td class="table__amount">15.000</td>' in html
    assert 'tabindex="0"' in html, "a table that scrolls must be reached by the keyboard"
    plain = shown("table", value | {"first_column_heads": False})
    assert '<th scope="row">' not in plain
    assert "<td>Subdomain</td>" in plain


@pytest.mark.parametrize(("name", "value"), [
    ("faq", {"heading": "", "entries": [], "department": ""}),
    ("services", {"heading": "", "services": ["tidak-ada"], "department": ""}),
    ("services", {"heading": "", "services": [], "department": "tidak-ada"}),
    ("steps", {"heading": "", "steps": [{"title": "Satu", "text": ""}]}),
    ("callout", {"tone": "loud", "title": "", "text": "x"}),
    ("card_grid", {"heading": "", "cards": [{"title": "Satu"}]}),
    ("figure", {"picture": None, "caption": ""}),
    ("downloads", {"heading": "", "files": []}),
    ("accordion", {"heading": "", "entries": []}),
])  # fmt: skip
@pytest.mark.django_db
def test_a_block_refuses_what_it_cannot_show(name, value):
    one = block(name)
    with pytest.raises(ValidationError):
        one.clean(one.normalize(value))


@pytest.mark.django_db
def test_a_picker_takes_single_ones_or_a_department_not_both():
    from faq.models import FAQEntry

    stand()
    entry = FAQEntry.objects.live().first()
    one = block("faq")
    code = entry.department.code
    assert one.clean(one.normalize({"heading": "", "entries": [entry.pk], "department": ""}))["entries"][0] == entry
    assert one.clean(one.normalize({"heading": "", "entries": [], "department": code}))["department"] == code
    with pytest.raises(StructBlockValidationError):
        one.clean(one.normalize({"heading": "", "entries": [entry.pk], "department": code}))
