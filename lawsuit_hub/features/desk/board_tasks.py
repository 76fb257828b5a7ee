"""Today's work with what people asked and suggested in public."""

from datetime import timedelta
from typing import Any

from flask_babel import gettext as _

from lawsuit_hub.features.dossiers import service as dossiers
from lawsuit_hub.features.dossiers import words as dossier_words
from lawsuit_hub.features.findings import ending, marking
from lawsuit_hub.features.meetings import asking as meeting_questions
from lawsuit_hub.features.meetings import undertakings
from lawsuit_hub.features.questions import queue as board
from lawsuit_hub.features.questions import words as board_words
from lawsuit_hub.features.questions.types import Pick
from lawsuit_hub.features.suggestions import queue as suggestions
from lawsuit_hub.infra.work import Work

LATE = timedelta(days=3)


def tasks(work: Work) -> list[dict[str, Any]]:
    """Questions of the board that wait for an answer, and those that wait to be let on it."""
    waiting, look, oldest = board.counts(work)
    line, late = board_words.age(oldest), timedelta(days=oldest) >= LATE
    found = []
    if waiting:
        found.append(
            {"count": waiting, "title": _("게시판의 물음"), "line": line, "url": "/desk/questions", "urgent": late}
        )
    if look:
        line = _("누구나 읽기 전에 담당자가 봅니다")
        found.append(
            {
                "count": look,
                "title": board_words.pick(Pick.LOOK),
                "line": line,
                "url": "/desk/questions?pick=look",
                "urgent": False,
            }
        )
    return found + _voice_tasks(work) + _dossier_tasks(work) + _survey_tasks(work)


def _voice_tasks(work: Work) -> list[dict[str, Any]]:
    """Suggestions that nobody gathered yet, and what meetings leave to do."""
    waiting, oldest = suggestions.counts(work)
    if not waiting:
        return _meeting_tasks(work)
    about = {"title": _("모을 건의"), "line": board_words.age(oldest), "url": "/desk/suggestions"}
    return [{"count": waiting, "urgent": False, **about}, *_meeting_tasks(work)]


def _meeting_tasks(work: Work) -> list[dict[str, Any]]:
    """Questions to meetings that wait for a look, and what was promised and is late."""
    seen_first, late = _("누구나 읽기 전에 담당자가 봅니다"), _("간담회에서 하기로 한 날이 지났습니다")
    piles = (
        (meeting_questions.waiting(work), _("간담회에 미리 한 물음"), seen_first, False),
        (undertakings.overdue(work), _("날짜가 지난 할 일"), late, True),
    )
    return [
        {"count": count, "title": title, "line": line, "url": "/desk/meetings", "urgent": urgent}
        for count, title, line, urgent in piles
        if count
    ]


def _dossier_tasks(work: Work) -> list[dict[str, Any]]:
    """Agencies that did not answer in time, and public files whose words were taken back."""
    late, stopped = dossiers.overdue(work), dossiers.stopped(work)
    line = _("옮길 수 없게 된 말을 뺀 판을 굳혀 주세요")
    piles = (
        (late.count, _("답이 늦은 건의서"), dossier_words.late(late.days)),
        (stopped, _("공개를 멈춘 건의서 파일"), line),
    )
    return [
        {"count": count, "title": title, "line": said, "url": "/desk/dossiers", "urgent": True}
        for count, title, said in piles
        if count
    ]


def _survey_tasks(work: Work) -> list[dict[str, Any]]:
    """What people answered and nobody has told yet, before it goes; and marks of a file that somebody else chose."""
    found, count, line = [], ending.going_untold(work), _("결과를 공개하지 않으면 30일 안에 답이 지워집니다")
    about = {"title": _("결과를 공개하지 않은 실태조사"), "line": line, "url": "/desk/surveys"}
    if count:
        found.append({"count": count, "urgent": True, **about})
    if waits := marking.waiting(work):
        line, url = _("다른 담당자가 고른 물음을 확인합니다"), f"/desk/surveys/{waits[0]}/findings#marks"
        about = {"title": _("실태조사의 연구용 파일"), "line": line, "url": url}
        found.append({"count": len(waits), "urgent": False, **about})
    return found
