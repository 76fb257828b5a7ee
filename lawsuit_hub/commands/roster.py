"""`hub roster …`: the lawyer's locked file."""

import time
from pathlib import Path

import click

from lawsuit_hub.exits import password_in
from lawsuit_hub.features.rosters.types import Purpose, SheetFormat


@click.group(name="roster")
def roster() -> None:
    """Lawyers' rosters."""


@roster.command(name="trace")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--password-file", type=click.Path(exists=True, dir_okay=False, path_type=Path), help="of a locked file")
@click.option("--json", "as_json", is_flag=True)
def roster_trace(file: Path, password_file: Path | None, as_json: bool) -> None:
    """Which export a found file came from: who took it, when, why. Without a fit: exit 1."""
    from lawsuit_hub.commands import traced  # noqa: PLC0415 - an export does without the libraries that read found files

    traced.say(file, password_in(password_file) if password_file else None, as_json=as_json)


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
@click.option(
    "--purpose", default=Purpose.CASE.value, type=click.Choice([one.value for one in Purpose]), show_default=True
)
@click.option("--second", default=None, help="a caseworker's login who agrees; asked for above export_rows_alone rows")
def roster_export(  # noqa: PLR0917 - click hands options over by position or name; there are nine
    group: str,
    login: str,
    reason: str,
    form: str,
    password_file: Path | None,
    by_key: bool,
    out: Path,
    purpose: str,
    second: str | None,
) -> None:
    """The lawyer's roster by the house's template for the purpose, locked. Whoever runs this answers for both names. How far it is stands on stderr."""
    if by_key == (password_file is not None):
        raise click.UsageError("either --password-file or --age")
    tell = _Said()
    from lawsuit_hub.commands import exporting  # noqa: PLC0415 - she hears that it began before the service is loaded

    exporting.export(
        group, login, reason, form, purpose=purpose, password_file=password_file, out=out, second=second, tell=tell
    )
