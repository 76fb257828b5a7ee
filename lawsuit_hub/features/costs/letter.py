"""The letter of a decision as PDF: what was decided, item by item, by which rules, how to appeal and until when. Opens nobody: it names
the applicant by her reference and the mask of her name."""

from dataclasses import dataclass
from datetime import date

from lawsuit_hub.features.costs import letter_words as words
from lawsuit_hub.features.costs.types import Application, Rule
from lawsuit_hub.infra.typesetting import BREAKABLE, set_pages

_PAGES = r"""
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set page(paper: "a4", margin: (x: 22mm, top: 18mm, bottom: 16mm),
  footer: context text(size: 8pt, fill: luma(35%))[#paper.foot #h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(font: "NanumSquare", size: 10.5pt, lang: "ko", region: "KR")
#set par(leading: 0.65em)
BREAKABLE
#let cells(rows) = rows.flatten().map(one => text(one))
#text(size: 11pt, paper.office)
#v(4mm)
#align(center, text(size: 20pt, tracking: 2pt, paper.title))
#v(6mm)
#grid(columns: (30mm, 1fr), row-gutter: 3.2mm, ..cells(paper.rows))
#v(4mm)
#rect(width: 100%, stroke: 0.8pt, inset: 4mm)[#text(size: 13pt, paper.decision) #linebreak() #v(1mm) #text(paper.why)]
#v(4mm)
#text(size: 12pt, paper.items-title)
#v(2mm)
#table(columns: (1.3fr, 0.8fr, 0.9fr, 0.9fr, 1.7fr), stroke: 0.5pt + luma(45%), inset: 1.9mm,
  align: (left, left, right, right, left), table.header(..paper.titles.map(one => text(size: 9pt, one))),
  ..paper.items.flatten().map(one => text(size: 9.5pt, one)))
#v(3mm)
#block(breakable: false)[
  #text(size: 12pt, paper.rules-title)
  #v(2mm)
  #table(columns: (1.1fr, 2.6fr, 0.6fr), stroke: 0.5pt + luma(45%), inset: 1.8mm, ..paper.rules.flatten().map(one => text(size: 9.5pt, one)))
]
#v(3mm)
#block(breakable: false)[
  #text(size: 12pt, paper.appeal-title)
  #v(2mm)
  #text(paper.appeal)
]
#v(6mm)
#block(breakable: false, width: 100%)[#align(center)[#text(paper.day) #v(5mm) #text(size: 14pt, paper.office)]]
""".replace("BREAKABLE", BREAKABLE)


@dataclass(frozen=True, slots=True, repr=False)
class Facts:
    """`mask`: of her name; `letter` counts the letters of an application."""

    application: Application
    outcome: str
    amount: int
    letter: int
    reference: str
    mask: str
    day: date
    appeal_until: date | None
    appealed: bool
    office: str
    site: str
    phone: str

    def __repr__(self) -> str:
        return "<facts of a letter>"


def made(facts: Facts) -> bytes:
    """Raises LettersMissing."""
    one, rules = facts.application, facts.application.rules
    found = one.findings
    texts = [
        rules.name, rules.source, *rules.districts, *rules.one_of, found.reason if found else "", facts.office, facts.site,
        *(item.note for item in one.content.items), *(found.because if found else ()),
    ]  # fmt: skip
    plain = [words.printable(text) for text in texts]
    paper = {
        "title": words.TITLE,
        "office": facts.office,
        "rows": [
            ["문서 번호", f"{one.called}-{facts.letter}"],
            ["받는 분", f"{words.printable(facts.mask)} (등록 번호 {facts.reference})"],
            ["사업", words.printable(rules.name)],
            ["신청한 날", words.day(one.submitted_at)],
        ],
        "decision": words.decision(facts.outcome, facts.amount),
        "why": words.printable(found.reason if found else ""),
        "items-title": "비용마다 본 것",
        "titles": ["쓴 곳", "쓴 날", "신청한 금액", "인정한 금액", "이유"],
        "items": _items(one),
        "rules-title": "규칙마다 본 것",
        "rules": [
            [words.rule(rule), words.said(rules, rule), words.known(found.rules[rule])]
            for rule in Rule
            if found and rule in found.rules
        ],
        "appeal-title": "이의신청",
        "appeal": words.appeal(facts.appeal_until, appealed=facts.appealed, phone=facts.phone, site=facts.site),
        "day": words.day(facts.day),
        "foot": f"{one.called}-{facts.letter} · {facts.site} · 근거: {words.printable(rules.source)}",
    }
    return set_pages(_PAGES, paper, texts=plain)


def _items(one: Application) -> list[list[str]]:
    found = one.findings
    lines = []
    for place, item in enumerate(one.content.items):
        recognised = found.recognised[place] if found and place < len(found.recognised) else 0
        because = found.because[place] if found and place < len(found.because) else ""
        named = words.kind(item.kind) + (f" ({words.printable(item.note)})" if item.note else "")
        lines.append(
            [
                named,
                words.short_day(item.spent_on),
                words.won(item.amount),
                words.won(recognised),
                words.printable(because),
            ]
        )
    total = sum(found.recognised) if found else 0
    return [*lines, ["합계", "", words.won(one.content.total), words.won(total), ""]]
