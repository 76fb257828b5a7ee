"""What the desk chooses to count: pairs of questions, groups of free answers with their quotes."""

from collections.abc import Sequence
from unicodedata import normalize
from uuid import UUID

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.findings import issues, plans
from lawsuit_hub.features.findings.book import voice_of
from lawsuit_hub.features.findings.models import FindingPlan
from lawsuit_hub.features.findings.results import digest
from lawsuit_hub.features.findings.types import AlreadyOut, BadQuote, NoSuchQuestion, Pair, Plan, Voice
from lawsuit_hub.features.publishing import service as publishing
from lawsuit_hub.features.surveys import service as surveys
from lawsuit_hub.features.surveys.types import Kind
from lawsuit_hub.infra.work import Work
from lawsuit_hub.values.resident_number import shape_in
from lawsuit_hub.values.text import visible

MOST_PAIRS, MOST_VOICES, MOST_WORDS, MOST_QUOTES, LONGEST = 40, 30, 20, 5, 60
LONGEST_QUOTE = 600


def plan(work: Work, survey_id: UUID) -> Plan:
    work.require(Permission.SURVEY_MANAGE)
    row = work.db.get(FindingPlan, survey_id)
    return told(row) if row else Plan()


def told(row: FindingPlan) -> Plan:
    voices = tuple(Voice(one["question"], one["name"], tuple(one["words"]), tuple(one["quotes"])) for one in row.voices)
    return Plan(tuple(Pair(*one) for one in row.pairs), voices)


def add_pair(work: Work, survey_id: UUID, pair: Pair) -> None:
    """Raises NoSuchSurvey, NoSuchQuestion."""
    asked = surveys.one(work, survey_id).questionnaire
    row, column = plans.kind(asked, pair.row), plans.kind(asked, pair.column)
    held = plans.held(work, survey_id)
    twice = any({pair.row, pair.column} == set(one) for one in held.pairs)
    if (
        pair.row == pair.column
        or Kind.TEXT in {row, column}
        or column is Kind.MULTIPLE
        or len(held.pairs) >= MOST_PAIRS
    ):
        raise NoSuchQuestion
    if not twice:
        held.pairs = [*held.pairs, [pair.row, pair.column]]
        plans.changed(work, held, "pairs")


def drop_pair(work: Work, survey_id: UUID, pair: Pair) -> None:
    """Raises AlreadyOut."""
    held, published = plans.held(work, survey_id), issues.out(work, survey_id)
    if published and any({pair.row, pair.column} == {one.row, one.column} for one in published.pairs):
        raise AlreadyOut
    held.pairs = [one for one in held.pairs if one != [pair.row, pair.column]]
    plans.changed(work, held, "pairs")


def add_voice(work: Work, survey_id: UUID, voice: Voice) -> None:
    """A group of free answers; one of the same name gives way, its quotes go. Raises NoSuchSurvey, NoSuchQuestion, BadQuote, AlreadyOut."""
    asked = surveys.one(work, survey_id).questionnaire
    held = _voices_open(work, survey_id)
    others = [one for one in held.voices if (one["question"], one["name"]) != (voice.question, voice.name)]
    whole = (
        0 < len(voice.name) <= LONGEST
        and 0 < len(voice.words) <= MOST_WORDS
        and all(0 < len(one) <= LONGEST for one in voice.words)
    )
    if plans.kind(asked, voice.question) is not Kind.TEXT or not whole or len(others) >= MOST_VOICES:
        raise NoSuchQuestion
    numbers = any(shape_in(normalize("NFC", visible(one))) for one in (voice.name, *voice.words))
    if numbers or publishing.scan_text(work.settings, voice.name):
        raise BadQuote
    held.voices = [*others, {"question": voice.question, "name": voice.name, "words": list(voice.words), "quotes": []}]
    plans.changed(work, held, "voices")


def drop_voice(work: Work, survey_id: UUID, question: str, name: str) -> None:
    """Raises AlreadyOut."""
    held = _voices_open(work, survey_id)
    held.voices = [one for one in held.voices if (one["question"], one["name"]) != (question, name)]
    plans.changed(work, held, "voices")


def texts(work: Work, survey_id: UUID, question: str) -> list[tuple[str, str]]:
    """Every free answer with the mark that names it, in the order of the alphabet: none stands where it was given. Needs the vault."""
    answered = surveys.answered(work, survey_id)
    if plans.kind(answered.questionnaire, question) is not Kind.TEXT:
        raise NoSuchQuestion
    found = {str(sheet[question]).strip() for sheet in answered.sheets if sheet.get(question)}
    return [(digest(text)[:16], text) for text in sorted(found)]


def read_texts(work: Work, survey_id: UUID, question: str) -> list[tuple[str, str]]:
    """The same, for somebody's eyes: that she read them is recorded."""
    found = texts(work, survey_id, question)
    audit.record(work, "survey:answers-read", about=survey_id, kind="survey", words=question)
    return found


def quote(work: Work, survey_id: UUID, *, question: str, name: str, marks: Sequence[str]) -> None:
    """Which answers of a group everybody may read. Raises BadQuote where one is not of the group or could hold something of somebody, AlreadyOut."""
    held = _voices_open(work, survey_id)
    voices = [one for one in told(held).voices if one.question == question]
    at = next((at for at, one in enumerate(voices) if one.name == name), None)
    known = dict(texts(work, survey_id, question))
    chosen = [known.get(one, "") for one in dict.fromkeys(marks)]
    if at is None or len(chosen) > MOST_QUOTES:
        raise NoSuchQuestion
    for text in chosen:
        if (
            not 0 < len(text) <= LONGEST_QUOTE
            or voice_of(text, voices) != at
            or publishing.scan_text(work.settings, text)
        ):
            raise BadQuote
    held.voices = [
        {**one, "quotes": chosen} if (one["question"], one["name"]) == (question, name) else one for one in held.voices
    ]
    plans.changed(work, held, "quotes")


def _voices_open(work: Work, survey_id: UUID) -> FindingPlan:
    """Groups are those of the first issue. Raises AlreadyOut."""
    held = plans.held(work, survey_id)
    if issues.out(work, survey_id) is not None:
        raise AlreadyOut
    return held
