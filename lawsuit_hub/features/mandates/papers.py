"""Mandates as PDF: signed with a certificate page, blank to sign by hand, and a blank appointment (선정서). Opens nobody."""

from dataclasses import dataclass
from datetime import date, datetime

from lawsuit_hub.features.mandates import texts
from lawsuit_hub.features.mandates.strokes import Strokes
from lawsuit_hub.features.mandates.texts import Body
from lawsuit_hub.features.mandates.types import Facts, Special
from lawsuit_hub.infra.typesetting import BREAKABLE, set_pages
from lawsuit_hub.values.dates import KST

_PAGES = r"""
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set page(paper: "a4", margin: (x: 24mm, top: 22mm, bottom: 20mm),
  footer: context text(size: 8pt, fill: luma(35%))[#paper.foot #h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(font: "NanumSquare", size: 11pt, lang: "ko", region: "KR")
#set par(leading: 0.75em)
BREAKABLE
#let box-of(on) = box(width: 3.4mm, height: 3.4mm, stroke: 0.6pt, baseline: 0.4mm, fill: if on { black })
#align(center, text(size: 22pt, tracking: 6pt, paper.title))
#v(8mm)
#grid(columns: (26mm, 1fr), row-gutter: 4.5mm, ..paper.rows.flatten().map(one => text(one)))
#v(7mm)
#text(paper.general)
#if paper.specials.len() > 0 [
  #v(3mm) #text(paper.special)
  #if paper.hint != "" [ #v(1mm) #text(size: 9pt, fill: luma(30%), paper.hint) ]
  #v(1mm)
  #for one in paper.specials { block(above: 3mm, below: 0mm)[#h(4mm) #box-of(one.at(1)) #h(2mm) #text(one.at(0))] }
]
#if paper.others.len() > 0 [
  #v(4mm) #text(paper.also)
  #for one in paper.others { block(above: 3mm, below: 0mm)[#h(4mm) - #h(1mm) #text(one)] }
]
#block(breakable: false)[
  #v(10mm)
  #align(center, text(paper.day))
  #v(6mm)
  #grid(columns: (34mm, 1fr), row-gutter: 6mm, align: horizon, ..paper.signer.map(one => (
    text(one.at(0)),
    if one.at(2) { box(text(one.at(1))) + h(3mm) + box(baseline: 35%, image(bytes(paper.signature), format: "svg", height: 16mm)) } else { text(one.at(1)) },
  )).flatten())
  #v(6mm)
  #text(size: 12pt, paper.court)
]
#if paper.certificate.len() > 0 {
  pagebreak()
  align(center, text(size: 17pt, "서명 확인서"))
  v(6mm)
  grid(columns: (38mm, 1fr), row-gutter: 4.5mm, ..paper.certificate.flatten().map(one => text(size: 9.5pt, one)))
}
""".replace("BREAKABLE", BREAKABLE)
BLANK = "____________________"


@dataclass(frozen=True, slots=True, repr=False)
class Certificate:
    """Who signed what, when and how, as the last page says it. `identified_at`: when she last proved who she is."""

    number: str
    reference: str
    name: str
    address: str
    phone_mask: str
    specials: frozenset[Special]
    strokes: Strokes | None
    signed_at: datetime
    identified_at: datetime
    version: int
    site: str

    def __repr__(self) -> str:
        return "<certificate>"


def signed(body: Body, who: Certificate) -> bytes:
    """Raises LettersMissing."""
    ticked = {one.value for one in who.specials}
    way = "화면에 손으로 서명함" if who.strokes else "패스키(기기의 지문, 얼굴, 화면 잠금)로 이 글과 표시를 확인함"
    facts = [
        ("문서 번호", who.number),
        ("서명한 사람", f"{who.name} (등록 번호 {who.reference})"),
        ("서명한 때", f"{_moment(who.signed_at)} (한국 시각)"),
        ("서명한 방법", way),
        (
            "본인 확인",
            f"등록한 전화 {who.phone_mask}로 받은 번호나 패스키로 {_moment(who.identified_at)}에 본인을 확인함",
        ),
        ("글의 판", f"{who.version}판, 글의 SHA-256\n{body.sha256[:32]}\n{body.sha256[32:]}"),
        (
            "맞춰 보기",
            f"이 파일 전체의 SHA-256을 {who.site}에 남겼습니다. 변호사 화면의 ‘파일 맞춰 보기’나 "
            "hub mandates verify로 확인합니다. 한 글자라도 바뀐 파일은 맞지 않습니다.",
        ),
    ]
    paper = {
        **_common(body, day=_day(who.signed_at.astimezone(KST).date()), foot=f"{who.number} · {who.site}"),
        "specials": [[said, key in ticked] for key, said in body.specials],
        "signer": [
            (
                "위임인(원고) 성명",
                f"{who.name}  (서명)" if who.strokes else f"{who.name}  (패스키로 확인)",
                bool(who.strokes),
            ),
            ("주소", who.address, False),
        ],
        "signature": who.strokes.svg() if who.strokes else "",
        "certificate": facts,
    }
    return set_pages(_PAGES, paper, texts=[who.name, who.address, *_words(body)])


def blank(body: Body, *, foot: str) -> bytes:
    """To print and sign by hand: name, address, day and ticks are empty. Raises LettersMissing."""
    paper = {
        **_common(body, day="20      년        월        일", foot=foot),
        "specials": [[said, False] for _key, said in body.specials],
        "hint": texts.ON_PAPER,
        "signer": [("위임인(원고) 성명", f"{BLANK}  (서명 또는 날인)", False), ("주소", BLANK * 2, False)],
    }
    return set_pages(_PAGES, paper, texts=_words(body))


def blank_appointment(facts: Facts, *, foot: str) -> bytes:
    """An appointment of a party (민사소송법 제53조). Whom they appoint is written in by hand: no file of ours carries a fellow member's name."""
    body = Body(texts.APPOINTMENT, (*texts.case_rows(facts), ("피고", "\n".join(facts.defendants))), "", "", ())
    paper = {
        **_common(body, day="20      년        월        일", foot=foot),
        "general": texts.APPOINTING,
        "signer": [
            ("선정당사자 성명", BLANK, False),
            ("주소", BLANK * 2, False),
            ("선정자 성명", f"{BLANK}  (서명 또는 날인)", False),
            ("주소", BLANK * 2, False),
        ],
    }
    return set_pages(_PAGES, paper, texts=_words(body))


def _common(body: Body, *, day: str, foot: str) -> dict[str, object]:
    court = dict(body.rows).get("법원", "관할 법원")
    return {
        "title": body.title,
        "rows": [[name, value] for name, value in body.rows],
        "general": body.general,
        "special": body.special,
        "specials": [],
        "hint": "",
        "day": day,
        "signature": "",
        "certificate": [],
        "court": f"{court} 귀중",
        "others": list(body.others),
        "also": texts.ALSO,
        "foot": foot,
    }


def _words(body: Body) -> list[str]:
    return [value for _name, value in body.rows] + list(body.others)


def _day(day: date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"


def _moment(at: datetime) -> str:
    return at.astimezone(KST).strftime("%Y-%m-%d %H:%M:%S")
