import pytest
from django.test import RequestFactory
from wagtail.blocks import StreamBlock, StructBlockValidationError

from home.blocks import BODY, CallToActionBlock


@pytest.mark.parametrize(("name", "block"), BODY)
def test_each_block_has_an_icon_a_template_and_a_preview(name, block):
    assert block.meta.icon != "placeholder"
    assert block.meta.template.startswith("blocks/")
    assert block.is_previewable


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "block"), BODY)
def test_each_block_shows_its_preview_value(name, block):
    block = StreamBlock(BODY).child_blocks[name]
    request = RequestFactory().get("/")
    from helpdesk.common.context import desk

    html = block.render(block.get_preview_value(), context={"request": request, **desk(request)})
    assert len(html.strip()) > 20


@pytest.mark.parametrize("path", ["javascript:alert(1)", "//contoh.example", "https://contoh.example", "/\\contoh.example", "/a b"])
def test_a_button_leads_to_no_other_site(path):
    with pytest.raises(StructBlockValidationError):
        CallToActionBlock().clean({"text": "", "label": "Buka", "page": None, "path": path})


def test_a_button_needs_one_aim():
    assert CallToActionBlock().clean({"text": "", "label": "Buka", "page": None, "path": "/faq/"})["path"] == "/faq/"
    with pytest.raises(StructBlockValidationError):
        CallToActionBlock().clean({"text": "", "label": "Buka", "page": None, "path": ""})
