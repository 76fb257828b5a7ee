"""What is out of a survey's results, and what was counted for it. Later issues start from there."""

from uuid import UUID

from sqlalchemy import select

from lawsuit_hub.features.findings.models import FindingIssue
from lawsuit_hub.features.findings.types import Pair, Plan, Voice
from lawsuit_hub.infra.work import Work


def last(work: Work, survey_id: UUID) -> FindingIssue | None:
    asked = (
        select(FindingIssue).where(FindingIssue.survey_id == survey_id).order_by(FindingIssue.version.desc()).limit(1)
    )
    return work.db.scalar(asked)


def counted_for(row: FindingIssue) -> Plan:
    """All pairs and groups that stand in it, those of earlier issues as well."""
    pairs = tuple(Pair(**one) for one in row.plan["pairs"])
    voices = [
        Voice(one["question"], one["name"], tuple(one["words"]), tuple(one["quotes"])) for one in row.plan["voices"]
    ]
    return Plan(pairs, tuple(voices))


def out(work: Work, survey_id: UUID) -> Plan | None:
    row = last(work, survey_id)
    return counted_for(row) if row else None
