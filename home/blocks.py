"""The pieces of a standard page. Each has an icon, a template and a value to preview it with."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT = ["h2", "h3", "bold", "italic", "ol", "ul", "link", "document-link", "hr"]
SMALL_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


class TextBlock(blocks.RichTextBlock):
    def __init__(self, **kwargs):
        super().__init__(**({"features": TEXT} | kwargs))

    class Meta:
        icon = "pilcrow"
        label = _("Text")
        template = "blocks/text.html"
        preview_value = "<h2>Untuk siapa</h2><p>Layanan ini untuk <b>perangkat daerah</b>, penyedia, dan warga.</p>"
        description = _("Paragraphs with headings, lists and links.")


class StepBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.TextBlock(label=_("text"), max_length=300, required=False)


class StepsBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120, required=False)
    steps = blocks.ListBlock(StepBlock(), label=_("steps"), min_num=2, max_num=8)

    class Meta:
        icon = "list-ol"
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


class CalloutBlock(blocks.StructBlock):
    TONES = [("info", _("Information")), ("success", _("Good news")), ("warning", _("Warning"))]

    tone = blocks.ChoiceBlock(choices=TONES, default="info", label=_("kind"))
    title = blocks.CharBlock(label=_("title"), max_length=120, required=False)
    text = blocks.TextBlock(label=_("text"), max_length=600)

    class Meta:
        icon = "warning"
        label = _("Callout")
        template = "blocks/callout.html"
        preview_value = {"tone": "warning", "title": "Jaga kata sandi Anda", "text": "Petugas tidak pernah memintanya."}
        description = _("One thing that must not be overlooked.")


class AccordionItemBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=200)
    text = blocks.RichTextBlock(label=_("text"), features=SMALL_TEXT)


class AccordionBlock(blocks.StructBlock):
    heading = blocks.CharBlock(label=_("heading"), max_length=120, required=False)
    entries = blocks.ListBlock(AccordionItemBlock(), label=_("entries"), min_num=1, max_num=30)

    class Meta:
        icon = "collapse-down"
        label = _("Accordion")
        template = "blocks/accordion.html"
        preview_value = {
            "heading": "Rincian",
            "entries": [{"title": "Siapa yang melihat berkas saya?", "text": "<p>Petugas departemen yang menangani.</p>"}],
        }
        description = _("Long details that open in place.")


class CallToActionBlock(blocks.StructBlock):
    """A button to a page of this site or to an address on it; never a script, never another scheme."""

    text = blocks.CharBlock(label=_("text"), max_length=200, required=False)
    label = blocks.CharBlock(label=_("words on the button"), max_length=60)
    page = blocks.PageChooserBlock(label=_("page"), required=False)
    path = blocks.RegexBlock(
        label=_("or an address on this site"), required=False, max_length=200, regex=r"^/(?!/)[^\\\s]*$",
        error_messages={"invalid": _("An address on this site begins with one slash, such as /helpdesk/tiket/baru/.")},
    )

    def clean(self, value):
        value = super().clean(value)
        if bool(value["page"]) == bool(value["path"]):
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Choose a page or write an address: one of the two.")]
            )
        return value

    class Meta:
        icon = "link"
        label = _("Call to action")
        template = "blocks/call_to_action.html"
        preview_value = {"text": "Sudah siap?", "label": "Kirim Tiket Bantuan", "path": "/helpdesk/tiket/baru/"}
        description = _("A sentence and a button: the next step.")


class ContactDetailsBlock(blocks.StaticBlock):
    class Meta:
        icon = "mail"
        label = _("Contact details")
        admin_text = _("Shows address, telephone and email from the helpdesk settings.")
        template = "blocks/contact_details.html"
        preview_value = None
        description = _("Address, telephone and email from the settings, so that they never disagree.")


BODY = [
    ("text", TextBlock()),
    ("steps", StepsBlock()),
    ("callout", CalloutBlock()),
    ("accordion", AccordionBlock()),
    ("call_to_action", CallToActionBlock()),
    ("contact_details", ContactDetailsBlock()),
]
