"""Blocks that lead somewhere: a button, and cards. They lead to places of this site, and only to what everybody may read."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

from home import public
from home.blocks.media import PictureBlock
from home.blocks.words import LISTS, ONWARD, heading

ICONS = [
    ("file-text", _("document")), ("clipboard-list", _("list")), ("circle-question-mark", _("question")), ("info", _("information")),
    ("users-round", _("people")), ("building-2", _("office")), ("phone", _("telephone")), ("mail", _("email")),
    ("calendar-days", _("calendar")), ("shield-check", _("safety")), ("globe", _("website")), ("graduation-cap", _("training")),
    ("megaphone", _("announcement")), ("download", _("download")),
]  # fmt: skip


def page():
    return blocks.PageChooserBlock(label=_("page"), required=False)


def path():
    return blocks.RegexBlock(
        label=_("or an address on this site"), required=False, max_length=200, regex=r"^/(?!/)[^\\\s]*$",
        error_messages={"invalid": _("An address on this site begins with one slash, such as /helpdesk/tiket/baru/.")},
    )


def refuse_two_aims(value):
    if value.get("page") and value.get("path"):
        raise blocks.StructBlockValidationError(non_block_errors=[_("Choose a page or write an address: one of the two.")])


class CallToActionBlock(blocks.StructBlock):
    """A button to a page of this site or to an address on it; never a script, never another scheme."""

    text = blocks.CharBlock(label=_("text"), max_length=200, required=False)
    label = blocks.CharBlock(label=_("words on the button"), max_length=60)
    page = page()
    path = path()

    def clean(self, value):
        value = super().clean(value)
        refuse_two_aims(value)
        if not (value.get("page") or value.get("path")):
            raise blocks.StructBlockValidationError(
                non_block_errors=[_("Choose a page or write an address: one of the two.")]
            )
        return value

    def get_context(self, value, parent_context=None):
        (url,) = public.aims([value])
        return super().get_context(value, parent_context) | {"url": url}

    class Meta:
        icon = "link"
        group = ONWARD
        label = _("Call to action")
        template = "blocks/call_to_action.html"
        preview_value = {"text": "Sudah siap?", "label": "Kirim Tiket Bantuan", "path": "/helpdesk/tiket/baru/"}
        description = _("A sentence and a button: the next step.")


class CardBlock(blocks.StructBlock):
    title = blocks.CharBlock(label=_("title"), max_length=80)
    text = blocks.TextBlock(label=_("text"), max_length=240, required=False)
    icon = blocks.ChoiceBlock(choices=ICONS, label=_("icon"), required=False, search_index=False)
    picture = PictureBlock(label=_("picture instead of the icon"), required=False)
    page = page()
    path = path()

    def clean(self, value):
        value = super().clean(value)
        refuse_two_aims(value)
        return value


class CardGridBlock(blocks.StructBlock):
    heading = heading()
    cards = blocks.ListBlock(CardBlock(), label=_("cards"), min_num=2, max_num=12)

    def get_context(self, value, parent_context=None):
        """A card whose page is not for everybody is not there: its words would speak of what nobody can open."""
        aims = public.aims(value["cards"])
        shown = [{"card": card, "url": url} for card, url in zip(value["cards"], aims, strict=True) if url or not card.get("page")]
        return super().get_context(value, parent_context) | {"cards": shown}

    class Meta:
        icon = "grid"
        group = LISTS
        label = _("Card grid")
        template = "blocks/card_grid.html"
        preview_value = {
            "heading": "Cari yang Anda perlukan",
            "cards": [
                {"title": "Layanan", "text": "Syarat, waktu, dan biaya setiap layanan.", "icon": "clipboard-list", "path": "/layanan/"},
                {"title": "Pertanyaan", "text": "Jawaban tanpa menunggu.", "icon": "circle-question-mark", "path": "/faq/"},
                {"title": "Kontak", "text": "Alamat, telepon, dan formulir.", "icon": "phone", "path": "/kontak/"},
            ],
        }
        description = _("Places side by side, each with a title and a sentence.")
