"""Blocks that say something."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home.blocks.words import LISTS, SMALL_TEXT, TEXT, heading

FEATURES = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "blockquote", "hr"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**({"features": FEATURES} | kwargs))

    def get_context(self, value, parent_context=None):
        """`anchors` of its headings come from the page; a block that stands alone has none."""
        return {"anchors": ()} | super().get_context(value, parent_context)

    class Meta:
        icon = "pilcrow"
        group = TEXT
        label = _("Text")
        template = "blocks/text.html"
        preview_value = "<h2>Untuk siapa</h2><p>Layanan ini untuk <b>perangkat daerah</b>, penyedia, dan warga.</p>"
        description = _("Paragraphs with headings, lists and links.")


class CalloutBlock(blocks.StructBlock):
    TONES = [("info", _("Information")), ("success", _("Good news")), ("warning", _("Warning"))]

    tone = blocks.ChoiceBlock(choices=TONES, default="info", label=_("kind"), search_index=False)
    title = blocks.CharBlock(label=_("title"), max_length=120, required=False)
    text = blocks.TextBlock(label=_("text"), max_length=600)

    class Meta:
        icon = "warning"
        group = TEXT
        label = _("Callout")
        template = "blocks/callout.html"
        preview_value = {"tone": "warning", "title": "Jaga kata sandi Anda", "text": "Petugas tidak pernah memintanya."}
        description = _("One thing that must not be overlooked.")


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.TextBlock(label=_("text"), max_length=300, required=False)

    class Meta:
        template = "blocks/step.html"
        preview_value = {"title": "Pilih layanan", "text": "Syarat, waktu, dan biaya terlihat lebih dahulu."}
        description = _("One step, with its title and a sentence.")


class StepsBlock(blocks.StructBlock):
    heading = heading()
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ol"
        group = LISTS
        label = _("Steps")
        template = "blocks/steps.html"
        preview_value = {
            "heading": "Cara meminta layanan",
            "steps": [
                {"title": "Pilih layanan", "text": "Syarat, waktu, dan biaya terlihat lebih dahulu."},
                {"title": "Kirim berkas", "text": "PDF paling besar 4 MB."},
            ],
        }
        description = _("What to do, in order, numbered.")


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=200)
    text = blocks.RichTextBlock(label=_("text"), features=SMALL_TEXT)


class AccordionBlock(blocks.StructBlock):
    heading = heading()
    entries = blocks.ListBlock(AccordionItemBlock(), label=_("entries"), min_num=1, max_num=30)

    class Meta:
        icon = "collapse-down"
        group = LISTS
        label = _("Accordion")
        template = "blocks/accordion.html"
        preview_value = {
            "heading": "Rincian",
            "entries": [{"title": "Siapa yang melihat berkas saya?", "text": "<p>Petugas departemen yang menangani.</p>"}],
        }
        description = _("Long details that open in place.")
