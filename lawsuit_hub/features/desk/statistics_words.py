"""The words of counts: what was counted by, how a cell is called, and what stands where a count is hidden."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.features.lawsuits.stage_words import stage_label
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.statistics.types import Table, Topic
from lawsuit_hub.infra.i18n import band
from lawsuit_hub.privacy.small_cells import FEWEST


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def title(topic: Topic) -> str:
    return {
        Topic.MONTH: _("등록한 달"),
        Topic.REGION: _("집이 있는 곳"),
        Topic.BAND: _("보증금"),
        Topic.STAGE: _("모임의 단계"),
    }[topic]


def lead(topic: Topic) -> str:
    if topic is Topic.STAGE:
        return _("모임에서 확인이 끝난 사람을 셉니다.")
    return _("동의를 거두지 않은 등록자를 모두 셉니다.")


def label(topic: Topic, written: str) -> str:
    if topic is Topic.STAGE:
        return stage_label(Stage(written))
    if not written:
        return _("그 전") if topic is Topic.MONTH else _("알 수 없음")
    return band(written) if topic is Topic.BAND else written


def rows(table: Table) -> list[tuple[str, int | None, str]]:
    """For the macro `bars`. Bands and months at either end that nobody stands in are left out of the picture."""
    cells = [(label(table.topic, cell.label), cell.count, count(cell.count)) for cell in table.cells]
    if table.topic in (Topic.MONTH, Topic.BAND):
        filled = [place for place, (_label, number, _words) in enumerate(cells) if number != 0]
        cells = cells[filled[0] : filled[-1] + 1] if filled else cells
    return cells


def count(number: int | None) -> str:
    """A hidden cell says only that it is hidden: it may hold few, or guard another that does."""
    return hidden() if number is None else str(number)


def hidden() -> str:
    return _("가림")


def why_hidden() -> str:
    return _(
        "%(fewest)s명보다 적은 칸은 누구인지 짐작할 수 있어 가립니다. 빼 보면 알 수 있는 옆 칸도 함께 가립니다.",
        fewest=FEWEST,
    )
