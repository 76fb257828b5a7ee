"""`hub mandates …`: whether a signed power of attorney is, byte for byte, one that was signed here."""

import json
import sys
from pathlib import Path

import click

from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.features.mandates import service

MOST_BYTES = 20 * 1024 * 1024


@click.group()
def mandates() -> None:
    """Powers of attorney (소송위임장)."""


@mandates.command()
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True)
def verify(file: Path, as_json: bool) -> None:
    """Says which mandate FILE is, when it was signed and whether it stands; exit 1 for any other file. Names nobody."""
    if file.stat().st_size > MOST_BYTES:
        raise click.BadParameter("larger than any mandate", param_hint="FILE")
    with opened().works.open(acting(), read_only=True) as work:
        found = service.verify(work, file.read_bytes())
    if found is None:
        click.echo(json.dumps({"ok": False}) if as_json else "not a mandate that was signed here, or changed since")
        sys.exit(1)
    one, at = found.mandate, found.mandate.answered_at.isoformat()
    if as_json:
        click.echo(json.dumps({"ok": True, "mandate": one.number, "signed_at": at, "stands": found.stands}))
    else:
        click.echo(f"{one.number}, signed {at}, {'stands' if found.stands else 'does not stand any more'}")
