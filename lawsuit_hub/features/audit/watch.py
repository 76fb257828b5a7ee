"""What is done with the trail as a whole: verified and signed each day, its head kept, its lines handed out."""

import json
import logging
from base64 import b64encode
from collections.abc import Iterator
from dataclasses import asdict
from datetime import timedelta
from typing import Any

from sqlalchemy import select

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.features.audit import chain, checkpoints, head_file, pending, raw_lines, recording, verifying
from lawsuit_hub.features.audit.head_file import BadHead, Head
from lawsuit_hub.features.audit.models import AuditLine
from lawsuit_hub.features.audit.types import Checkpoint, State, Verdict, Verified
from lawsuit_hub.infra.refusals import Refusal
from lawsuit_hub.infra.work import Work, Works

log = logging.getLogger("lawsuit_hub.audit")

VERIFIED = "audit:verified"
EVERY = timedelta(days=1)


class ChainBroken(Refusal):
    """The audit trail is broken; nothing signs it until somebody has looked."""


def verify(work: Work) -> Verdict:
    return verifying.verify(work)[0]


def state(work: Work) -> State:
    return State(pending.end(work).number, checkpoints.last(work), _last_verified(work))


def _last_verified(work: Work) -> Verified | None:
    found = work.db.scalars(
        select(AuditLine).where(AuditLine.deed == VERIFIED).order_by(AuditLine.id.desc()).limit(1)
    ).first()
    if found is None:
        return None
    said = found.details
    return Verified(
        found.at, ok=bool(said.get("ok")), lines=int(said.get("lines", 0)), first_broken=said.get("first_broken")
    )


def sign(works: Works, actor: Actor = SYSTEM) -> Checkpoint:
    """Verifies everything, writes down the verdict, and signs what was verified. Raises ChainBroken, NotHere, RootTrouble.

    The verdict stands whether or not the key that signs is to be had.
    """
    with works.open(actor, read_only=True) as work:
        verdict, end = verifying.verify(work)
    with works.open(actor) as work:
        recording.record(work, VERIFIED, ok=verdict.ok, lines=verdict.lines, first_broken=verdict.first_broken)
    if not verdict.ok:
        raise ChainBroken(verdict.problem)
    with works.open(actor) as work:
        made = checkpoints.add(work, end)
        recording.record(work, checkpoints.DEED, number=made.number, lines=made.lines)
        return made


def sign_daily(works: Works) -> None:
    """A day after the last time, or where the last was not signed though the trail was whole. A broken trail is logged, and told on the officer's desk."""
    with works.open(SYSTEM, read_only=True) as work:
        before, signed = _last_verified(work), checkpoints.last(work)
        unsigned = before is not None and before.ok and (signed is None or signed.at < before.at)
        due = before is None or unsigned or before.at + EVERY <= work.now
    if due:
        try:
            sign(works)
        except ChainBroken as broken:
            log.error("the audit trail is broken: %s", str(broken))


def keep_head(works: Works) -> None:
    """Lines that another machine wrote, or that a killed process left behind, become known to the head file."""
    with works.open(SYSTEM, read_only=True) as work:
        end = pending.end(work)
    head_file.advance(work, chain.START, end)
    try:
        if not head_file.continues(work, head_file.read(work)):
            log.error("the audit trail does not continue the end that is known of it: run `hub audit verify`")
    except BadHead as bad:
        log.error("%s: run `hub audit verify`", str(bad))


def begin_head(works: Works) -> None:
    """For a new instance, and one whose lines were chained a moment ago: what is there is what is known."""
    with works.open(SYSTEM, read_only=True) as work:
        end = pending.end(work)
    head_file.write(work, Head(end.number, end.digest))


def accept_head(works: Works, actor: Actor, *, deed: str, reason: str | None = None, **details: Any) -> None:
    """The trail as it stands becomes the known one: for whoever restored an older copy, or lost the head file.

    The trail itself says so, with the number of lines it had and the number that was known before.
    """
    with works.open(actor) as work:
        lines = pending.hold_end(work).number
        recording.record(work, deed, reason=reason, lines=lines, known=_known(work), **details)
    begin_head(works)


def _known(work: Work) -> int | None:
    try:
        return head_file.read(work).number
    except BadHead:
        return None


def exported_checkpoints(work: Work) -> dict[str, Any]:
    """As `scripts/verify-checkpoint` reads them. The public key is there for convenience, not for trust."""
    found, _ = checkpoints.signed(work)
    return {
        "format": "lawsuit-hub audit checkpoints 1",
        "public_key": b64encode(work.keys.signer()[1]).decode(),
        "checkpoints": [_plain(one) for one in found],
    }


def _plain(one: Checkpoint) -> dict[str, Any]:
    said = {**asdict(one), "at": chain.word(one.at)}
    return {name: value.hex() if isinstance(value, bytes) else value for name, value in said.items()}


def exported_lines(work: Work) -> Iterator[bytes]:
    """A JSON object a line, its fields as they are hashed."""
    for line in raw_lines.stream(work):
        words = dict(zip(chain.FIELDS, line.words or (), strict=False))
        hashes = {name: bytes(value).hex() for name, value in (("digest", line.digest), ("mac", line.mac))}  # type: ignore[call-overload]
        yield json.dumps({"number": line.number, **words, **hashes}, ensure_ascii=False).encode() + b"\n"
