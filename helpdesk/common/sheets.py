"""Tables to take along: CSV and XLSX. Every cell is text, so that no programme runs what somebody typed (LESSONS 49)."""

import csv
import re
import tempfile
from pathlib import Path

from django.http import FileResponse, StreamingHttpResponse

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
UNHOLDABLE = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f]")  # XLSX is XML
LONGEST_CELL = 32_000  # XLSX ends at 32,767
BOM = "\ufeff"  # without it Excel takes UTF-8 for something else


def text(value):
    """A cell's text, without signs that a sheet cannot hold."""
    return UNHOLDABLE.sub("", str(value))[:LONGEST_CELL]


def harmless(value):
    """A cell of a CSV file: a leading apostrophe makes a formula, a sign and a telephone number plain text."""
    cell = text(value)
    return f"'{cell}" if cell.lstrip(" ").startswith(FORMULA) or cell.startswith(FORMULA) else cell


class _Line:
    """What csv.writer writes to: gives the line back."""

    def write(self, line):
        return line


def csv_answer(rows, name):
    """Send rows (lists of values) as they come."""
    writer = csv.writer(_Line())

    def lines():
        yield BOM
        for row in rows:
            yield writer.writerow(map(harmless, row))

    answer = StreamingHttpResponse(lines(), content_type="text/csv; charset=utf-8")
    return _named(answer, f"{name}.csv")


def xlsx_answer(rows, name, title):
    """Write rows to a file without a name, then send it; the memory needed does not grow with the rows."""
    from openpyxl import Workbook  # large, and asked for rarely

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title[:31])
    sheet.freeze_panes = "A2"
    for row in rows:
        sheet.append([_cell(sheet, value) for value in row])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.xlsx"
        book.save(path)
        answer = FileResponse(path.open("rb"), content_type=XLSX)  # the open file outlives its folder
    return _named(answer, f"{name}.xlsx")


def _cell(sheet, value):
    from openpyxl.cell import WriteOnlyCell

    cell = WriteOnlyCell(sheet, text(value))
    cell.data_type = "s"  # openpyxl takes a text that begins with = for a formula
    return cell


def _named(answer, name):
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["X-Content-Type-Options"] = "nosniff"
    return answer
