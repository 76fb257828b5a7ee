"""What the law says of requests about one's own data: by when, and on which grounds one may be refused. Dated; knows nobody."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from lawsuit_hub.features.rights.types import Ground, Kind
from lawsuit_hub.values.dates import KST


@dataclass(frozen=True, slots=True)
class Rule:
    """`article` is the right, `within` where its period stands."""

    days: int
    article: str
    within: str


READ_ON = date(2026, 11, 22)
LAW = "개인정보 보호법 (법률 제20897호, 2025-10-02)"
DECREE = "개인정보 보호법 시행령 (2026-05-19)"
# Confidence: the ten days are checked (영 제41조 4·5항, 제42조 2항, 제43조 3항, 제44조 2항); which article belongs to which
# right, and the grounds below, are from memory of the texts and want a jurist's eye. Calendar days; a last day that is a
# holiday (민법 제161조) is not moved, which is the stricter reading.
RULES: dict[Kind, Rule] = {
    Kind.SEE: Rule(10, "법 제35조", "시행령 제41조"),
    Kind.COPY: Rule(10, "법 제35조", "시행령 제41조"),
    Kind.CORRECT: Rule(10, "법 제36조", "시행령 제43조"),
    Kind.ERASE: Rule(10, "법 제36조", "시행령 제43조"),
    Kind.STOP: Rule(10, "법 제37조", "시행령 제44조"),
    Kind.WITHDRAW: Rule(10, "법 제37조", "시행령 제44조"),
    # The law names no period for an objection: as for the rest.
    Kind.OBJECTION: Rule(10, "법 제38조 5항", "법 제38조 5항"),
}
# The grounds that the law gives for saying no, whole or in part. Nothing else is one.
GROUNDS: dict[Kind, tuple[Ground, ...]] = {
    Kind.SEE: (Ground.LAW_FORBIDS, Ground.HARMS_OTHERS, Ground.PUBLIC_TASK),  # 법 제35조 4항
    Kind.COPY: (Ground.LAW_FORBIDS, Ground.HARMS_OTHERS, Ground.PUBLIC_TASK),
    Kind.CORRECT: (Ground.NOT_SO,),  # 법 제36조 2항: looked into, and it is as it stands
    Kind.ERASE: (Ground.LAW_KEEPS,),  # 법 제36조 1항 단서
    Kind.STOP: (Ground.LAW_KEEPS, Ground.HARMS_OTHERS, Ground.PUBLIC_TASK, Ground.CONTRACT),  # 법 제37조 2항
    Kind.OBJECTION: (Ground.NOT_SO, Ground.LAW_FORBIDS, Ground.HARMS_OTHERS, Ground.LAW_KEEPS),
}
# Where one can turn to whom an answer does not satisfy. Confidence: well known, not looked up.
ELSEWHERE = (("개인정보 분쟁조정위원회", "1833-6972"), ("개인정보 침해신고센터", "118"))


def due_at(kind: Kind, asked_at: datetime) -> datetime:
    """The end of the last day in Korea; the day of asking does not count (민법 제157조)."""
    last = asked_at.astimezone(KST).date() + timedelta(days=RULES[kind].days)
    return datetime.combine(last + timedelta(days=1), time(), KST)


def last_day(due: datetime) -> date:
    return due.astimezone(KST).date() - timedelta(days=1)


def days_left(due: datetime, now: datetime) -> int:
    """0 on the last day, negative when it is over."""
    return (last_day(due) - now.astimezone(KST).date()).days
