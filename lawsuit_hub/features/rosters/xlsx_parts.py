"""The fixed XML of a roster workbook: types, relations, styles, page layout; knows nothing of people."""

from collections.abc import Sequence
from enum import IntEnum

_XML = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_SHEET_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml"

ROSTER_SHEET = "명단"
ABOUT_SHEET = "내보내기 정보"
NOTICE = (
    "이 파일의 사람들은 위 쓰임에만 자신의 정보를 제공하는 데 동의했습니다. 다른 데 쓰거나 전하지 말고, "
    "다 쓰면 지워 주세요. 내보낸 사실은 기록되며 본인에게 보입니다."
)


class Style(IntEnum):
    """Places in cellXfs of STYLES."""

    PLAIN = 0
    HEADER = 1
    TEXT = 2
    NUMBER = 3
    WON = 4
    DATE = 5
    DATETIME = 6


CONTENT_TYPES = (
    f'{_XML}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/xl/workbook.xml" ContentType="{_SHEET_TYPE}.sheet.main+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet1.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/worksheets/sheet2.xml" ContentType="{_SHEET_TYPE}.worksheet+xml"/>'
    f'<Override PartName="/xl/styles.xml" ContentType="{_SHEET_TYPE}.styles+xml"/>'
    "</Types>"
)
PACKAGE_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>'
)
WORKBOOK_RELATIONS = (
    f'{_XML}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_OFFICE}/worksheet" Target="worksheets/sheet1.xml"/>'
    f'<Relationship Id="rId2" Type="{_OFFICE}/worksheet" Target="worksheets/sheet2.xml"/>'
    f'<Relationship Id="rId3" Type="{_OFFICE}/styles" Target="styles.xml"/></Relationships>'
)

_FONT = '<name val="맑은 고딕"/><family val="2"/><charset val="129"/>'
_LINE = '<{0} style="thin"><color rgb="FFD5DAE1"/></{0}>'
_TOP = '<alignment vertical="top"/>'
_WRAPPED = '<alignment vertical="top" wrapText="1"/>'
_QUOTED = 'quotePrefix="1"'
_XF = '<xf numFmtId="{}" fontId="0" fillId="0" borderId="1" xfId="0" {} applyNumberFormat="1" applyBorder="1" applyAlignment="1">{}</xf>'
STYLES = (
    f'{_XML}<styleSheet xmlns="{_MAIN}">'
    '<numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
    '<numFmt numFmtId="165" formatCode="yyyy\\-mm\\-dd\\ hh:mm:ss"/></numFmts>'
    f'<fonts count="2"><font><sz val="10"/>{_FONT}</font><font><b/><sz val="10"/>{_FONT}</font></fonts>'
    '<fills count="3"><fill><patternFill patternType="none"/></fill><fill><patternFill patternType="gray125"/></fill>'
    '<fill><patternFill patternType="solid"><fgColor rgb="FFEAF1FD"/><bgColor indexed="64"/></patternFill></fill></fills>'
    '<borders count="2"><border><left/><right/><top/><bottom/><diagonal/></border><border>'
    f"{''.join(_LINE.format(side) for side in ('left', 'right', 'top', 'bottom'))}<diagonal/></border></borders>"
    '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>'
    '<cellXfs count="7"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/>'
    '<xf numFmtId="49" fontId="1" fillId="2" borderId="1" xfId="0" applyNumberFormat="1" applyFont="1" applyFill="1" '
    'applyBorder="1" applyAlignment="1"><alignment vertical="center" wrapText="1"/></xf>'
    f"{_XF.format(49, _QUOTED, _WRAPPED)}{_XF.format(1, '', _TOP)}{_XF.format(3, '', _TOP)}"
    f"{_XF.format(164, '', _TOP)}{_XF.format(165, '', _TOP)}</cellXfs>"
    '<cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>'
)


def letters(number: int) -> str:
    """1 → A, 27 → AA."""
    name = ""
    while number:
        number, rest = divmod(number - 1, 26)
        name = chr(ord("A") + rest) + name
    return name


def workbook(last_column: str, last_row: int) -> str:
    return (
        f'{_XML}<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}">'
        '<bookViews><workbookView activeTab="0"/></bookViews>'
        f'<sheets><sheet name="{ROSTER_SHEET}" sheetId="1" r:id="rId1"/>'
        f'<sheet name="{ABOUT_SHEET}" sheetId="2" r:id="rId2"/></sheets><definedNames>'
        '<definedName name="_xlnm._FilterDatabase" localSheetId="0" hidden="1">'
        f"'{ROSTER_SHEET}'!$A$1:${last_column}${last_row}</definedName>"
        f'<definedName name="_xlnm.Print_Titles" localSheetId="0">\'{ROSTER_SHEET}\'!$1:$1</definedName>'
        "</definedNames></workbook>"
    )


def roster_start(widths: Sequence[int]) -> str:
    """Everything before the rows: the header row frozen, the widths, wide pages."""
    columns = "".join(
        f'<col min="{i}" max="{i}" width="{width}" customWidth="1"/>' for i, width in enumerate(widths, start=1)
    )
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView tabSelected="1" workbookViewId="0">'
        '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/>'
        '<selection pane="bottomLeft" activeCell="A2" sqref="A2"/></sheetView></sheetViews>'
        f'<sheetFormatPr defaultRowHeight="16"/><cols>{columns}</cols><sheetData>'
    )


def roster_end(filtered: str, page_marks: tuple[str, str], *, turned: bool = True) -> str:
    page = _page("landscape" if turned else "portrait", page_marks)
    return f'</sheetData><autoFilter ref="{filtered}"/>{page}</worksheet>'


def about_sheet(rows: str, page_marks: tuple[str, str]) -> str:
    return (
        f'{_XML}<worksheet xmlns="{_MAIN}"><sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>'
        '<sheetViews><sheetView workbookViewId="0"/></sheetViews><sheetFormatPr defaultRowHeight="16"/>'
        '<cols><col min="1" max="1" width="20" customWidth="1"/><col min="2" max="2" width="70" customWidth="1"/></cols>'
        f"<sheetData>{rows}</sheetData>{_page('portrait', page_marks)}</worksheet>"
    )


def _page(orientation: str, page_marks: tuple[str, str]) -> str:
    header, footer = page_marks
    return (
        '<pageMargins left="0.4" right="0.4" top="0.7" bottom="0.7" header="0.3" footer="0.3"/>'
        f'<pageSetup paperSize="9" orientation="{orientation}" fitToWidth="1" fitToHeight="0"/>'
        f"<headerFooter><oddHeader>{header}</oddHeader><oddFooter>{footer}</oddFooter></headerFooter>"
    )
