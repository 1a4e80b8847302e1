"""A table: what stands in rows and columns, and nothing else."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.contrib.typed_table_block.blocks import TypedTableBlock

from home.blocks.words import LISTS, SMALL_TEXT

MOST_COLUMNS, MOST_ROWS = 8, 100


class TableBlock(blocks.StructBlock):
    table = TypedTableBlock(
        [
            ("text", blocks.CharBlock(label=_("Words"), max_length=300, required=False)),
            ("number", blocks.DecimalBlock(label=pgettext_lazy("kind of column", "Number"), required=False)),
            ("rich_text", blocks.RichTextBlock(label=_("Formatted text"), features=SMALL_TEXT, required=False)),
        ],
        label=_("table"),
    )
    first_column_heads = blocks.BooleanBlock(label=_("the first column names the row"), required=False, default=True)

    def clean(self, value):
        value = super().clean(value)
        wrong = self.wrong_with(value["table"])
        if wrong:
            raise StructBlockValidationError(block_errors={"table": ValidationError(wrong)})
        return value

    @staticmethod
    def wrong_with(table):
        if not table.columns or not table.row_data:
            return _("A table needs at least one column and one row.")
        if not table.caption.strip():
            return _("Say in the caption what the table shows.")
        if not all(column["heading"].strip() for column in table.columns):
            return _("Each column needs a heading.")
        if len(table.columns) > MOST_COLUMNS or len(table.row_data) > MOST_ROWS:
            return _("At most %(columns)d columns and %(rows)d rows: make two tables of it.") % {"columns": MOST_COLUMNS, "rows": MOST_ROWS}
        return None

    class Meta:
        icon = "table"
        group = LISTS
        label = _("Table")
        template = "blocks/table.html"
        preview_value = {
            "first_column_heads": True,
            "table": {
                "caption": "Jam layanan",
                "columns": [{"type": "text", "heading": "Hari"}, {"type": "text", "heading": "Buka"}, {"type": "text", "heading": "Istirahat"}],
                "rows": [
                    {"values": ["Senin–Kamis", "07.30–16.00 WIB", "12.00–13.00"]},
                    {"values": ["Jumat", "07.30–16.30 WIB", "11.30–13.00"]},
                ],
            },
        }
        description = _("Facts in rows and columns, with headings.")
