"""`hub erase`: destroys a person's keys and data, with a line in the register."""

import re

import click

from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import nightly
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.types import Ground, NotApproved
from lawsuit_hub.features.victims import service as victims
from lawsuit_hub.infra.work import Works

REFERENCE = re.compile(r"P-[2-9A-Z]{4,8}")


@click.command()
@click.argument("reference")
@click.option("--reason", required=True, help="stays in the register for good: it must name nobody")
@click.option("--force", is_flag=True, help="without an approved request; the audit line says so")
@click.option(
    "--turn-over", is_flag=True, help="at once, so that copies of the database made before become unreadable too"
)
def erase(reference: str, reason: str, force: bool, turn_over: bool) -> None:
    """Erases the person whom the desk calls REFERENCE (P-...). Needs an approved request."""
    if not REFERENCE.fullmatch(reference.upper()):
        raise click.BadParameter(
            "the reference that the desk shows, P-..., never a telephone number", param_hint="REFERENCE"
        )
    instance = opened()
    with instance.works.open(acting()) as work:
        victim_id = victims.by_reference(work, reference.upper())
        asked = destruction.request_of(work, victim_id)
        before = destruction.of_person(work, victim_id)
        if before is None and not force and not (asked and asked.approved):
            raise NotApproved
        if before is None and force:
            audit.record(work, "destruction:forced", about=victim_id, reason=audit.clean_reason(reason))
        ground = asked.ground if asked else Ground.COMMAND
        record = destruction.destroy(work, victim_id, ground=ground, reason=reason)
    when = f"{record.destroyed_at:%Y-%m-%d}"
    click.echo(f"record {record.number}: {record.reference} erased on {when}" + (" (before)" if before else ""))
    _say_of_copies(instance.works, turn_over=turn_over)


def _say_of_copies(works: Works, *, turn_over: bool) -> None:
    if turn_over:
        turn = nightly.turn(works, actor=acting())
        click.echo(f"keys retired: {', '.join(turn.retired) or 'none'}", err=True)
        if turn.kept:
            click.echo(f"kept, since they still wrap something: {', '.join(turn.kept)}", err=True)
    else:
        click.echo(
            "copies of the database made before open until tonight's turn of the keys (--turn-over: now)", err=True
        )
    with works.open(acting(), read_only=True) as work:
        left = destruction.still_open(work)
    if left.files:
        click.echo(
            f"backups: with the recovery key {', '.join(left.files)} still open her in older data, until two more "
            "`hub backup` into that folder, or one with --replace-keys",
            err=True,
        )
