"""`hub roster …`: the lawyer's locked file."""

import getpass
from pathlib import Path

import click

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.exits import Refused, password_in
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.infra.files import write_private


@click.group(name="roster")
def roster() -> None:
    """Lawyers' rosters."""


@roster.command(name="export")
@click.argument("group")
@click.option("--as", "login", required=True, help="the lawyer assigned to the group")
@click.option("--reason", required=True)
@click.option("--format", "form", default="xlsx", type=click.Choice(["xlsx", "csv", "pdf", "hwpx"]))
@click.option("--password-file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path))
@click.option("--second", default=None, help="a caseworker's login who agrees; asked for above export_rows_alone rows")
def roster_export(  # noqa: PLR0917 - click hands options over by position or name; there are seven
    group: str, login: str, reason: str, form: str, password_file: Path, out: Path, second: str | None
) -> None:
    """The lawyer's roster, protected by the password in the file. Whoever runs this answers for both names."""
    if form not in {known.value for known in SheetFormat}:
        raise Refused(f"{form} rosters are not made yet: xlsx or csv")
    instance = opened()
    with instance.works.open(acting(), read_only=True) as work:
        account = identity.staff_by_login(work, login)
        agrees = identity.staff_by_login(work, second).id if second else None
    actor = Actor(Role(account.role), account.id, system_user=getpass.getuser())
    password = password_in(password_file)
    exported = rosters.export_for(
        instance.works, actor, group=group, format=SheetFormat(form), reason=reason, password=password, second=agrees
    )
    write_private(out, exported.data)
    click.echo(f"{exported.rows} rows, {len(exported.columns)} columns, sha256 {exported.sha256}")
