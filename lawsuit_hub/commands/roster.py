"""`hub roster …`: the lawyer's locked file."""

import getpass
import json
import signal
import time
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.exits import Refused, Unreadable, password_in
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rosters import found, tracing
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.found import LARGEST
from lawsuit_hub.features.rosters.tracing import How, Traced
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.infra.files import write_private
from lawsuit_hub.values.dates import KST


@click.group(name="roster")
def roster() -> None:
    """Lawyers' rosters."""


@roster.command(name="trace")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--password-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="of a locked file")
@click.option("--json", "as_json", is_flag=True)
def roster_trace(file: Path, password_file: Path | None, as_json: bool) -> None:
    """Which export a found file came from: who took it, when, why. Without a fit: exit 1."""
    if file.stat().st_size > LARGEST:
        raise Unreadable(f"{file}: larger than any roster")
    password = password_in(password_file) if password_file else None
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


class _Said:
    """A line on stderr at once and then each second: how many people of how many."""

    def __init__(self) -> None:
        click.echo("preparing", err=True)
        self._at = 0.0

    def __call__(self, done: int, people: int) -> None:
        if done == people or time.monotonic() - self._at >= 1:
            self._at = time.monotonic()
            click.echo(f"{done} of {people} people", err=True)


@roster.command(name="export")
@click.argument("group")
@click.option("--as", "login", required=True, help="the lawyer assigned to the group")
@click.option("--reason", required=True)
@click.option("--format", "form", default="xlsx", type=click.Choice([one.value for one in SheetFormat]))
@click.option("--password-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option(
    "--age", "by_key", is_flag=True, help="locked with the age key that the lawyer keeps, not with a password"
)
@click.option("--out", required=True, type=click.Path(path_type=Path))
@click.option("--second", default=None, help="a caseworker's login who agrees; asked for above export_rows_alone rows")
def roster_export(  # noqa: PLR0917 - click hands options over by position or name; there are eight
    group: str,
    login: str,
    reason: str,
    form: str,
    password_file: Path | None,
    by_key: bool,
    out: Path,
    second: str | None,
) -> None:
    """The lawyer's roster, locked. Whoever runs this answers for both names. How far it is stands on stderr."""
    if by_key == (password_file is not None):
        raise click.UsageError("either --password-file or --age")
    tell = _Said()
    instance = opened()
    with instance.works.open(acting(), read_only=True) as work:
        account = identity.staff_by_login(work, login)
        agrees = identity.staff_by_login(work, second).id if second else None
    actor = Actor(Role(account.role), account.id, system_user=getpass.getuser())
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # stopped either way, it leaves nothing
    exported = rosters.export_for(
        instance.works,
        actor,
        group=group,
        format=SheetFormat(form),
        reason=reason,
        password=password_in(password_file) if password_file else None,
        by_key=by_key,
        second=agrees,
        tell=tell,
    )
    try:
        write_private(out, exported.data)
    except BaseException:
        rosters.call_off_handed(instance.works, actor, exported.id)
        raise
    click.echo(f"{exported.rows} rows, {len(exported.columns)} columns, sha256 {exported.sha256}")
