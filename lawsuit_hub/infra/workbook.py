"""One sheet of words and whole numbers as a workbook (XLSX), in memory. No formula, no link; words are text cells and stay text."""

import io
import re
import zipfile
from collections.abc import Sequence
from xml.sax.saxutils import escape

_TYPES = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/><Override PartName="/xl/workbook.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>'
    '<Override PartName="/xl/worksheets/sheet1.xml" '
    'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.worksheet+xml"/>'
    '<Override PartName="/xl/styles.xml" ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.styles+xml"/></Types>'
)
_RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_PACKAGE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
)
_RELATIONS = (
    f'{_PACKAGE}<Relationship Id="rId1" Type="{_RELATION}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
_PARTS = (
    f'{_PACKAGE}<Relationship Id="rId1" Type="{_RELATION}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_RELATION}/styles" Target="styles.xml"/></Relationships>'
)
# Style 0 as it comes, 1 text, 2 won, 3 a title.
_STYLES = (
    f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><styleSheet xmlns="{_MAIN}">'
    '<fonts count="2"><font><sz val="11"/><name val="맑은 고딕"/></font><font><b/><sz val="11"/><name val="맑은 고딕"/></font></fonts>'
    '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="4"><xf/><xf numFmtId="49" applyNumberFormat="1"/><xf numFmtId="3" applyNumberFormat="1"/>'
    '<xf numFmtId="49" fontId="1" applyFont="1" applyNumberFormat="1"/></cellXfs>'
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\ufffe\uffff]")
_LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"

Cell = str | int


def made(name: str, titles: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Cell]]) -> bytes:
    """`name`: of the sheet, one of ours. At most 26 columns."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for path, text in (
            ("[Content_Types].xml", _TYPES),
            ("_rels/.rels", _RELATIONS),
            ("xl/workbook.xml", _workbook(name)),
            ("xl/_rels/workbook.xml.rels", _PARTS),
            ("xl/styles.xml", _STYLES),
            ("xl/worksheets/sheet1.xml", _sheet(titles, widths, rows)),
        ):
            archive.writestr(zipfile.ZipInfo(path), text.encode())
    return out.getvalue()


def _workbook(name: str) -> str:
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><workbook xmlns="{_MAIN}" xmlns:r="{_RELATION}"><sheets>'
        f'<sheet name="{escape(name)}" sheetId="1" r:id="rId1"/></sheets></workbook>'
    )


def _sheet(titles: Sequence[str], widths: Sequence[int], rows: Sequence[Sequence[Cell]]) -> str:
    columns = "".join(
        f'<col min="{at}" max="{at}" width="{width}" customWidth="1"/>' for at, width in enumerate(widths, 1)
    )
    lines = [_line(1, titles, title=True), *(_line(at, row) for at, row in enumerate(rows, 2))]
    return (
        f'<?xml version="1.0" encoding="UTF-8" standalone="yes"?><worksheet xmlns="{_MAIN}"><cols>{columns}</cols>'
        f"<sheetData>{''.join(lines)}</sheetData></worksheet>"
    )


def _line(at: int, cells: Sequence[Cell], *, title: bool = False) -> str:
    made = "".join(_cell(f"{_LETTERS[place]}{at}", one, title=title) for place, one in enumerate(cells))
    return f'<row r="{at}">{made}</row>'


def _cell(place: str, value: Cell, *, title: bool) -> str:
    if isinstance(value, int):
        return f'<c r="{place}" s="2"><v>{value}</v></c>'
    text = escape(_CONTROL.sub("", value))
    return f'<c r="{place}" s="{3 if title else 1}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
