"""What `hub roster trace` says of a found file."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.exits import Refused, Unreadable
from lawsuit_hub.features.rosters import found, tracing
from lawsuit_hub.features.rosters.found import LARGEST
from lawsuit_hub.features.rosters.tracing import How, Traced
from lawsuit_hub.values.dates import KST


def say(file: Path, password: str | None, *, as_json: bool) -> None:
    if file.stat().st_size > LARGEST:
        raise Unreadable(f"{file}: larger than any roster")
    try:
        traced = tracing.trace(opened().works, acting(), file.read_bytes(), password=password)
    except found.Locked:
        raise Refused(f"{file}: locked; --password-file opens it") from None
    except found.Unreadable:
        raise Unreadable(f"{file}: no roster, nor what one could have become") from None
    if not traced:
        raise Refused("no export fits this file")
    click.echo(json.dumps([_as_json(one) for one in traced], ensure_ascii=False) if as_json else _as_text(traced))


def _as_json(one: Traced) -> dict[str, object]:
    return {**asdict(one), "made_at": one.made_at.isoformat()}


def _as_text(traced: Sequence[Traced]) -> str:
    above = f"{len(traced)} exports fit, the likeliest first:" if len(traced) > 1 else ""
    return "\n".join(filter(None, [above, *map(_line, traced)]))


def _line(one: Traced) -> str:
    said = {
        How.UNTOUCHED: "the file as it left",
        How.NUMBER: f"its number stands in the file {one.times} times",
        How.ORDER: f"{one.people} of its people, {one.pairs[0]} of {one.pairs[1]} neighbours in its order",
        How.PEOPLE: f"{one.people} of its people, in no order of any export",
    }[one.how]
    made = one.made_at.astimezone(KST).isoformat(sep=" ", timespec="minutes")
    return f"{one.number} {one.group} {one.format} {made} by {one.lawyer} ({one.firm}): {one.reason} [{said}]"
