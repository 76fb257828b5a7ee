"""`hub roster …`: the lawyer's locked file."""

import getpass
import signal
import time
from pathlib import Path

import click

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.exits import password_in
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.infra.files import write_private


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
