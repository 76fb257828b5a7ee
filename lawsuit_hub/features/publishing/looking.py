"""Looks through what is to go public: a text here, a file in a confined process of its own (infra/confined.py). Before any transaction.

No answer is no leave: a reader that is killed, hangs or breaks refuses the file.
"""

import hashlib
from typing import Any

from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.publishing import bounds, detecting, kinds, naming
from lawsuit_hub.features.publishing.offices import Offices
from lawsuit_hub.features.publishing.types import (
    BROKEN,
    BUSY,
    EMPTY,
    HARMFUL,
    HEAVY,
    LARGE,
    NAME,
    NUMBER,
    RESIDENT,
    UNREAD,
    UNSCANNED,
    WHYS,
    Finding,
    HoldsResidentNumber,
    Looked,
    Place,
    ReasonHoldsPersonal,
    Unfit,
)
from lawsuit_hub.infra import confined, frames, logs, scanner
from lawsuit_hub.infra.refusals import ReasonHoldsNumber
from lawsuit_hub.privacy.scrub import ResidentNumber, scrub
from lawsuit_hub.settings import Settings

log = logs.named("publishing")

MODULE = "lawsuit_hub.features.publishing.reader"


def offices(settings: Settings) -> Offices:
    """Whose numbers and addresses a notice may carry: the site's own, and those that the settings name."""
    return Offices.of([settings.help_phone, *settings.office_contacts.split(",")])


def scan_text(settings: Settings, text: str) -> tuple[Finding, ...]:
    """What in a text could be somebody's, each kind once with its count and a masked sample. Raises HoldsResidentNumber."""
    found = detecting.in_text(text, offices(settings))
    if RESIDENT in found.counts:
        raise HoldsResidentNumber
    return tuple(
        Finding(kind, Place(), count, found.samples.get(kind, "")) for kind, count in sorted(found.counts.items())
    )


def public_reason(settings: Settings, reason: str) -> str:
    """A reason that everybody reads, at once. Raises ReasonMissing, ReasonHoldsNumber, ReasonHoldsPersonal."""
    try:
        found = scan_text(settings, reason)
    except HoldsResidentNumber:
        raise ReasonHoldsNumber from None
    if found:
        raise ReasonHoldsPersonal(found)
    return audit.clean_reason(reason)


def look(settings: Settings, name: str, data: bytes) -> Looked:
    """A file, read through in whatever it holds. Raises Unfit; NUMBER where a resident number is in it, and nothing is kept."""
    cleaned = _named(name)
    kind = kinds.ending(cleaned)
    kinds.sniffed(data)
    if len(data) > bounds.FILE_BYTES:
        raise Unfit(LARGE)
    _scan(settings, data)
    found = (*_in_name(cleaned), *_found(settings, kind, data))
    if any(one.kind == RESIDENT for one in found):
        raise Unfit(NUMBER)
    return Looked(cleaned, kind, data, hashlib.sha256(data).hexdigest(), found)


def _named(name: str) -> str:
    """What it is called is public too: numbers in it give way. Raises Unfit."""
    cleaned = kinds.cleaned(name, longest=bounds.LONGEST_NAME)
    if not cleaned:
        raise Unfit(EMPTY)
    try:
        stem, _dot, end = cleaned.rpartition(".")
        return f"{scrub(stem).text}.{end}" if stem else cleaned
    except ResidentNumber:
        raise Unfit(NUMBER) from None


def _in_name(cleaned: str) -> tuple[Finding, ...]:
    names = naming.in_file_name(cleaned.rpartition(".")[0])
    return (Finding(NAME, Place("file_name"), names),) if names else ()


def _scan(settings: Settings, data: bytes) -> None:
    """By the scanner that the settings name, if any; one that does not answer is no leave to go on."""
    if not settings.scanner:
        return
    try:
        harmful = scanner.is_harmful(settings.scanner, data)
    except scanner.Unscanned as trouble:
        log.error("the scanner did not look at a file", why=str(trouble))
        raise Unfit(UNSCANNED) from None
    if harmful:
        raise Unfit(HARMFUL)


def reader() -> confined.Reader:
    return confined.Reader(
        module=MODULE,
        name="scan",
        places=bounds.READERS,
        patience=bounds.PATIENCE_SECONDS,
        seconds=bounds.WALL_SECONDS,
        largest=bounds.LARGEST_ANSWER,
    )


def _found(settings: Settings, kind: str, data: bytes) -> tuple[Finding, ...]:
    allowed = offices(settings)
    command = {"kind": kind, "most": len(data), "numbers": allowed.numbers, "mails": allowed.mails}
    try:
        [(said, facts, _bytes)] = reader().answers(settings.instance / "run", command, [data])
        return _told(said, facts)
    except confined.NoPlace:
        raise Unfit(BUSY) from None
    except confined.NoAnswer as ended:
        raise Unfit(HEAVY if ended.heavy else BROKEN) from None
    except (ValueError, TypeError, KeyError):
        raise Unfit(BROKEN) from None


def _told(said: bytes, facts: dict[str, Any]) -> tuple[Finding, ...]:
    if said != frames.PAGE:
        raise Unfit(facts["why"] if facts["why"] in WHYS else BROKEN)
    found = tuple(Finding.of(one) for one in facts["findings"])
    return (*found, Finding(UNREAD, Place("more"))) if facts["more"] else found
