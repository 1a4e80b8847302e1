"""What several blocks share: their groups in the editor's list, the heading that each may have, the rich text in small."""

from django.utils.translation import gettext_lazy as _
from wagtail import blocks

TEXT, MEDIA, LISTS, DESK, ONWARD = _("Text"), _("Media"), _("Lists"), _("From the helpdesk"), _("The next step")
SMALL_TEXT = ["bold", "italic", "ol", "ul", "link", "document-link"]


def heading():
    """A heading of the second rank; with one, the block stands in the table of contents."""
    return blocks.CharBlock(label=_("heading"), max_length=120, required=False)
