"""How long each kind of record is kept, from which moment, on which ground: one dated table. docs/retention.md shows it.

Where no statute names a number the period is a setting, and `confidence` says so.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from lawsuit_hub.settings import Settings

AS_OF = "2026-12-01"


class Way(StrEnum):
    """How the end comes: by approval of a list, by itself (technical and short-lived), or not by this service."""

    APPROVAL = "approval"
    ITSELF = "itself"
    STAYS = "stays"


class Confidence(StrEnum):
    """How sure we are of the ground: read in the text of the law, taken from practice, or our own choice."""

    TEXT = "text"
    PRACTICE = "practice"
    CHOICE = "choice"


@dataclass(frozen=True, slots=True)
class Rule:
    """`setting` names the setting that holds the period, with its unit; `period` is said where no setting does."""

    kind: str
    way: Way
    since: str
    ground: str
    confidence: Confidence
    setting: str = ""
    unit: str = ""
    period: str = ""


_PURPOSE = "개인정보 보호법 제21조 1항 (보유기간 경과·목적 달성), 표준 개인정보 보호지침 제10조 (5일 이내)"
_NEEDED = "개인정보 보호법 제21조 1항 (목적 달성), 제3조 1항 (최소한)"
_PROOF = "개인정보 보호법 제22조 3항 (동의의 입증), 민법 제766조 1항 (3년); 제21조 3항 (분리 보관)"
_GRANTS = "개인정보의 안전성 확보조치 기준 제5조 3항 (권한 기록 3년 이상)"
_ACCESSES = "개인정보의 안전성 확보조치 기준 제8조 1항 (1년 이상; 민감정보나 5만 명 이상은 2년 이상)"
_ACCOUNTS = "공공기록물 관리에 관한 법률 시행령 제26조 (회계 서류의 보존기간), 지방회계법 [M?]"
_REGISTER = "표준 개인정보 보호지침 제10조, 제55조, 별지 제5호 (파기 관리대장)"
_CLOSING = "the group's closing; without a group, the last sign-in or answer"
_TEXT, _PRACTICE, _CHOICE = Confidence.TEXT, Confidence.PRACTICE, Confidence.CHOICE

RULES: tuple[Rule, ...] = (
    Rule("member", Way.APPROVAL, _CLOSING, _PURPOSE, _TEXT, "retention_years", "years"),
    Rule("unconfirmed", Way.APPROVAL, "the imported answer", _NEEDED, _CHOICE, "unconfirmed_days", "days"),
    Rule("upload", Way.APPROVAL, "the end of reading", _NEEDED, _CHOICE, "upload_report_days", "days"),
    Rule("staff", Way.APPROVAL, "closing of the account", _GRANTS, _TEXT, "closed_account_years", "years"),
    Rule("consent_proof", Way.APPROVAL, "the erasure", _PROOF, _PRACTICE, "consent_proof_years", "years"),
    Rule("document", Way.ITSELF, "the decision about it", _NEEDED, _CHOICE, "document_days", "days"),
    Rule("exhibit", Way.ITSELF, "the case's closing", _NEEDED, _CHOICE, "exhibit_days", "days"),
    Rule("cost_paper", Way.ITSELF, "the end of the application", _NEEDED, _CHOICE, "cost_paper_days", "days"),
    Rule("cost_payment", Way.ITSELF, "the payment's result", _ACCOUNTS, _PRACTICE, "cost_account_years", "years"),
    Rule("draft", Way.ITSELF, "the last save", _NEEDED, _CHOICE, "draft_days", "days"),
    Rule("code", Way.ITSELF, "the end of the code", _NEEDED, _CHOICE, period="1 day"),
    Rule("challenge", Way.ITSELF, "the asking for a passkey", _NEEDED, _CHOICE, period="5 minutes"),
    Rule("export", Way.ITSELF, "making the file, or its fetching", _NEEDED, _CHOICE, period="24 hours"),
    Rule("room", Way.ITSELF, "the writing of the message", _NEEDED, _CHOICE, "room_days", "days"),
    Rule("meeting", Way.ITSELF, "the end of the meeting", _NEEDED, _CHOICE, "meeting_days", "days"),
    Rule(
        "survey", Way.ITSELF, "its results' first issue; without one, its end", _NEEDED, _CHOICE, "survey_days", "days"
    ),
    Rule("ballot", Way.ITSELF, "its last day, or its being called off", _NEEDED, _CHOICE, period="1 hour"),
    Rule("question", Way.ITSELF, "the last word on it", _NEEDED, _CHOICE, "question_days", "days"),
    Rule("suggestion", Way.ITSELF, "its topic's end, or its coming", _NEEDED, _CHOICE, "suggestion_days", "days"),
    Rule("unanswered", Way.ITSELF, "its being said", _NEEDED, _CHOICE, "unanswered_days", "days"),
    Rule("outbox", Way.ITSELF, "sending or giving up", _NEEDED, _CHOICE, "outbox_days", "days"),
    Rule("mailing", Way.ITSELF, "the mailing's end", _NEEDED, _CHOICE, "mailing_days", "days"),
    Rule("group_change", Way.ITSELF, "the merge, split or decision", _NEEDED, _CHOICE, "undo_days", "days"),
    Rule("desk_filter", Way.ITSELF, "the closing of the account", _NEEDED, _CHOICE, period="1 hour"),
    Rule("access_record", Way.STAYS, "the access", _ACCESSES, _TEXT, period="2 years at least"),
    Rule("grant_record", Way.STAYS, "the grant", _GRANTS, _TEXT, period="3 years at least"),
    Rule("register", Way.STAYS, "the destruction", _REGISTER, _PRACTICE, period="no end is named"),
)
BY_KIND = {rule.kind: rule for rule in RULES}


def cutoff(settings: Settings, kind: str, now: datetime) -> datetime:
    """Whatever of the kind ended at or before this moment is due."""
    rule = BY_KIND[kind]
    length: int = getattr(settings, rule.setting)
    return moved(now, years=-length) if rule.unit == "years" else now - timedelta(days=length)


def moved(moment: datetime, *, years: int) -> datetime:
    """The same day of another year. 29 February becomes the day that keeps longer: 28 February looking back, 1 March ahead."""
    try:
        return moment.replace(year=moment.year + years)
    except ValueError:
        return moment.replace(year=moment.year + years, day=28) + timedelta(days=1 if years > 0 else 0)
