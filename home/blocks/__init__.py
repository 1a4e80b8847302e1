"""Table of contents: the pieces of a page. Each has an icon, a group, a template and something to preview it with."""

from home.blocks.desk import ContactDetailsBlock, DownloadsBlock, FAQPickerBlock, ServicePickerBlock
from home.blocks.media import FigureBlock, VideoBlock
from home.blocks.onward import CallToActionBlock, CardGridBlock
from home.blocks.table import TableBlock
from home.blocks.text import AccordionBlock, CalloutBlock, StepBlock, StepsBlock, TextBlock

BODY = [
    ("text", TextBlock()),
    ("callout", CalloutBlock()),
    ("figure", FigureBlock()),
    ("video", VideoBlock()),
    ("downloads", DownloadsBlock()),
    ("steps", StepsBlock()),
    ("accordion", AccordionBlock()),
    ("card_grid", CardGridBlock()),
    ("table", TableBlock()),
    ("services", ServicePickerBlock()),
    ("faq", FAQPickerBlock()),
    ("contact_details", ContactDetailsBlock()),
    ("call_to_action", CallToActionBlock()),
]

__all__ = ["BODY", "CallToActionBlock", "StepBlock", "TextBlock", "VideoBlock"]
