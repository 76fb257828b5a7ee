"""`hub responses …`: answers of a Google Forms file."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path

import click

from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.exits import Unreadable, words_of
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.responses import importing
from lawsuit_hub.infra.unreadable_sheet import UnreadableSheet

PROGRESS_EVERY = 500


@click.group(name="responses")
def responses() -> None:
    """Google Forms responses."""


@responses.command(name="import")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="one JSON object a row on stdout")
@click.option("--dry-run", is_flag=True, help="reads and decides, stores nothing")
@click.option("--map", "map_file", type=click.Path(path_type=Path), help="JSON: question text to question name")
def responses_import(file: Path, as_json: bool, dry_run: bool, map_file: Path | None) -> None:
    """Reads a CSV or XLSX of answers to its end; rejected rows do not stop it."""
    instance = opened()
    counts: dict[str, int] = {}
    try:
        with file.open("rb") as stream:
            chosen = importing.read_mapping(map_file.read_bytes()) if map_file else None
            for line in importing.run(
                instance.works, stream, file.name, chosen=chosen, dry_run=dry_run, actor=acting(), unknown=say_unknown
            ):
                counts[line.outcome] = counts.get(line.outcome, 0) + 1
                if as_json:
                    click.echo(json.dumps(asdict(line), ensure_ascii=False))
                if line.row % PROGRESS_EVERY == 0:
                    click.echo(f"{line.row} rows", err=True)
    except (OSError, UnreadableSheet, importing.NotRecognised, importing.BadMap) as unreadable:
        raise Unreadable(words_of(unreadable)) from None
    said = ", ".join(f"{count} {outcome}" for outcome, count in sorted(counts.items())) or "no rows"
    if not dry_run:
        with instance.works.open(acting()) as work:
            audit.record(work, "responses:imported", rows=counts)
    click.echo(said + (" (dry run: nothing was stored)" if dry_run else ""), err=as_json)


def say_unknown(columns: Sequence[str]) -> None:
    """Asked on the command line: what nobody recognised is not taken, unless a mapping says what it is."""
    if columns:
        click.echo(
            f"not recognised, not taken: {', '.join(map(repr, columns))} (--map FILE says what they are)", err=True
        )
