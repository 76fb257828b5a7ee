"""A dossier as a paper: the cover letter, a summary with counts and pictures, then each topic with what is asked and what victims said."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date

from lawsuit_hub.features.dossiers.types import Item, Part
from lawsuit_hub.features.suggestions.types import Category
from lawsuit_hub.infra.paper import Bar, Bars, Block, Facts, Heading, Letter, Paper, Prose, Quote, Remark, Table
from lawsuit_hub.settings import Settings

# In Korean whatever language the desk works in: the paper is for an office.
CATEGORIES = {
    Category.PUNISHMENT: "처벌·수사",
    Category.RELIEF: "특별법·구제",
    Category.LOANS: "대출·이자",
    Category.AUCTION: "경매·공매",
    Category.LAWSUIT: "소송·비용",
    Category.HOUSING: "주거·이사",
    Category.BUILDING: "건물 관리",
    Category.COUNSELLING: "상담·심리",
    Category.PROCEDURE: "행정 절차",
    Category.PREVENTION: "예방·계약",
    Category.OTHER: "기타",
}
PREVIEW = "미리 보기 - 보낼 수 없는 문서"
_FEW = "5명 미만"
_FEW_CASES = "가림"
_HOW_COUNTED = (
    "사람 수는 주제마다 건의를 쓴 사람과 ‘나도 같은 의견’을 누른 사람을 한 사람에 한 번씩 센 것입니다. 여러 주제에 함께한 사람이 있어 "
    "주제를 넘어 더한 값은 사람 수가 아닙니다. 한 사람도 알아볼 수 없도록 1명부터 4명까지는 적지 않았고, 그런 주제의 건의는 어느 합에도 "
    "넣지 않았습니다."
)
_HOW_QUOTED = "아래 말은 쓴 사람이 옮겨도 좋다고 했거나 다섯 사람 이상이 똑같이 쓴 것만 골라, 이름과 연락처 같은 개인정보를 가리고 옮겼습니다."


def paper_of(settings: Settings, item: Item, *, day: date, version: int | None) -> Paper:
    """`version`: the number it is frozen under, None for a preview, which says so on every page."""
    sender = settings.dossier_sender or settings.operator
    which = f"{item.number}호 제{version}판" if version else PREVIEW
    return Paper(
        item.draft.title,
        f"{sender} · {_day(day)}",
        (*_without(item), *_summary(item), *_topics(item)),
        above=sender,
        below=f"건의서 {which}",
        letter=_letter(settings, item, sender),
    )


def said(item: Item) -> str:
    """All its words, for the gate: what people wrote, not the counts."""
    draft = item.draft
    told = [draft.title, draft.opening, draft.cover, draft.document, item.recipient.name]
    told += [item.recipient.addressee, item.recipient.through]
    for part in item.parts:
        told += [part.title, part.words.summary, part.words.request, *part.quotes]
    return "\n\n".join(filter(None, told))


def _letter(settings: Settings, item: Item, sender: str) -> Letter:
    draft = item.draft
    return Letter(
        sender=sender,
        to=item.recipient.addressee,
        through=item.recipient.through,
        title=draft.title,
        number=draft.document,
        day=_dotted(draft.day) if draft.day else "          .    .    .",
        lines=tuple(line.strip() for line in draft.cover.splitlines() if line.strip()),
        enclosed=(f"{draft.title} 1부",),
        signed=settings.dossier_signed or sender,
        contact=f"전화 {settings.help_phone} ({settings.help_hours}) · {settings.public_base_url}",
    )


def _without(item: Item) -> list[Block]:
    """A version that is made after it went out says why it is another."""
    if item.sent is None:
        return []
    which = f"{_day(item.sent.day)}에 제{item.sent.version}판으로 보냈습니다."
    return [Remark(f"{which} 이 판은 그 뒤에 옮길 수 없게 된 말을 뺀 것이고, 나머지는 보낸 것과 같습니다.")]


def _summary(item: Item) -> list[Block]:
    facts = [("받는 곳", item.recipient.name), ("주제", f"{len(item.parts)}개"), ("건의", f"{item.total:,}건")]
    blocks: list[Block] = [Heading("1. 요약"), Prose(item.draft.opening), Facts(tuple(facts))]
    blocks.append(
        Table(
            "주제마다 건의와 뜻을 함께한 사람",
            ("번호", "주제", "분야", "건의", "함께한 사람"),
            tuple(
                (str(place), part.title, CATEGORIES[part.category], _cases(part), _people(part))
                for place, part in enumerate(item.parts, start=1)
            ),
            (2, 12, 6, 3, 4),
            (True, False, False, True, True),
        )
    )
    pictures = [_by_category(item.parts), _by_topic(item.parts), _by_month(item.months)]
    return [*blocks, *(one for one in pictures if one.bars), Remark(_HOW_COUNTED)]


def _by_topic(parts: Sequence[Part]) -> Bars:
    most = max([part.people or 0 for part in parts], default=0)
    bars = [
        Bar(f"{place}. {part.title}", None if part.people is None else part.people / (most or 1), _people(part))
        for place, part in enumerate(parts, start=1)
    ]
    return Bars("주제마다 뜻을 함께한 사람", tuple(bars), tabled=True)


def _by_category(parts: Sequence[Part]) -> Bars:
    """The sum of what its topics say; hidden where each of them is."""
    told: dict[str, int | None] = defaultdict(lambda: None)
    for part in parts:
        label = CATEGORIES[part.category]
        told[label] = told[label] if part.people is None else (told[label] or 0) + part.people
    if len(told) < 2:  # noqa: PLR2004 - one category is no picture
        return Bars("", ())
    most = max([count or 0 for count in told.values()], default=0)
    bars = [
        Bar(label, None if count is None else count / (most or 1), _FEW if count is None else f"{count:,}명")
        for label, count in told.items()
    ]
    return Bars("분야마다 뜻을 함께한 사람(주제마다 센 수를 더함)", tuple(bars))


def _by_month(months: Sequence[tuple[str, int | None]]) -> Bars:
    if len(months) < 2:  # noqa: PLR2004 - one month is no picture
        return Bars("", ())
    most = max([count or 0 for _month, count in months], default=0)
    bars = [
        Bar(month, None if count is None else count / (most or 1), _FEW_CASES if count is None else f"{count:,}건")
        for month, count in months
    ]
    return Bars("달마다 들어온 건의", tuple(bars))


def _topics(item: Item) -> list[Block]:
    blocks: list[Block] = [Heading("2. 주제별 건의")]
    if any(part.quotes for part in item.parts):
        blocks.append(Remark(_HOW_QUOTED))
    for place, part in enumerate(item.parts, start=1):
        blocks.append(Heading(f"2.{place} {part.title}", 2))
        told = f"{CATEGORIES[part.category]} · 건의 {_cases(part)} · 함께한 사람 {_people(part)}"
        blocks += [Remark(told, together=True), Prose(part.words.summary)]
        if part.words.request:
            blocks.append(Prose(f"[바라는 것] {part.words.request}"))
        blocks += [Quote(text) for text in part.quotes]
    return blocks


def _people(part: Part) -> str:
    return _FEW if part.people is None else f"{part.people:,}명"


def _cases(part: Part) -> str:
    return _FEW_CASES if part.suggestions is None else f"{part.suggestions:,}건"


def _day(day: date) -> str:
    return f"{day.year}년 {day.month}월 {day.day}일"


def _dotted(day: date) -> str:
    return f"{day.year}. {day.month}. {day.day}."
