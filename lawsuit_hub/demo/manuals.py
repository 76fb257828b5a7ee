"""The demo's library: two invented manuals, set as PDF and put out through the same gate as anybody's."""

from dataclasses import dataclass
from typing import Any

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.features.library import service as library
from lawsuit_hub.features.library.types import Facts
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.infra.typesetting import BREAKABLE, set_pages
from lawsuit_hub.infra.work import Works

_PAGES = (
    r"""
#let paper = json(bytes(sys.inputs.paper))
#set document(title: paper.title, date: none)
#set page(paper: "a4", margin: (x: 22mm, y: 24mm),
  footer: context text(size: 8pt, fill: luma(35%))[#paper.title #h(1fr) #counter(page).display("1 / 1", both: true)])
#set text(font: "NanumSquare", size: 11pt, lang: "ko", region: "KR")
#set par(leading: 0.8em)
"""
    + BREAKABLE
    + r"""
#text(size: 22pt, paper.title)
#v(2mm)
#text(fill: luma(35%), paper.label)
#for part in paper.parts {
  v(6mm)
  text(size: 14pt, part.at(0))
  v(1mm)
  enum(..part.at(1))
}
"""
)


@dataclass(frozen=True, slots=True)
class _Manual:
    facts: Facts
    label: str
    note: str
    parts: tuple[tuple[str, tuple[str, ...]], ...]


_FIRST = (
    "먼저 할 일",
    (
        "임대차계약서와 등기사항증명서를 한곳에 모읍니다.",
        "집이 경매에 넘어갔는지 법원 누리집에서 확인합니다.",
        "이사하기 전에 임차권등기를 신청합니다.",
    ),
)
_MANUALS = (
    _Manual(
        Facts("보증금을 돌려받지 못했을 때", "계약이 끝났는데 보증금을 받지 못한 분이 차례로 할 일입니다. 지어낸 보기입니다.", "manual"),
        "1.0",
        "처음 낸 판입니다.",
        (_FIRST,),
    ),
    _Manual(
        Facts("보증금을 돌려받지 못했을 때", "계약이 끝났는데 보증금을 받지 못한 분이 차례로 할 일입니다. 지어낸 보기입니다.", "manual"),
        "1.1",
        "배당요구를 하는 방법을 더했습니다.",
        (
            _FIRST,
            (
                "배당요구",
                (
                    "법원이 정한 날까지 배당요구를 합니다. 늦으면 배당을 받지 못합니다.",
                    "계약서 사본과 주민등록표 초본을 함께 냅니다.",
                ),
            ),
        ),
    ),
    _Manual(
        Facts("모임에 들어가기 전에", "같은 임대인의 피해자 모임에서 서로 무엇이 보이는지 적었습니다. 지어낸 보기입니다.", "guide"),
        "1.0",
        "처음 낸 판입니다.",
        (("보이는 것", ("별칭과 가린 이름, 구 이름, 보증금의 범위만 보입니다.", "전화번호와 주소는 아무에게도 보이지 않습니다.")),),
    ),
)  # fmt: skip


def fill(works: Works, caseworker: Actor) -> None:
    """Whatever is there already stays."""
    for one in _MANUALS:
        with works.open(caseworker) as work:
            number = library.add(work, one.facts, once=f"demo-{one.facts.title}")
            there = {
                version.label for each in library.for_staff(work) if each.number == number for version in each.versions
            }
        if one.label in there:
            continue
        looked = publishing.look(works.settings, f"{one.facts.title}.pdf", _pdf(one))
        with works.open(caseworker) as work:
            library.add_version(work, number, looked, label=one.label, note=one.note, language="ko")
            library.publish(work, number, len(there) + 1)


def _pdf(one: _Manual) -> bytes:
    paper: dict[str, Any] = {"title": one.facts.title, "label": f"{one.label}판", "parts": one.parts}
    texts = [one.facts.title, one.label, *(text for head, lines in one.parts for text in (head, *lines))]
    return set_pages(_PAGES, paper, texts=texts)
