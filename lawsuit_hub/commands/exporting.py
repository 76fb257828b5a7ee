"""What `hub roster export` does."""

import getpass
import signal
from pathlib import Path

import click

from lawsuit_hub.access.actor import Actor
from lawsuit_hub.access.roles import Role
from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.exits import password_in
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.progress import Tell
from lawsuit_hub.features.rosters.types import Purpose, SheetFormat
from lawsuit_hub.infra.files import write_private


def export(
    group: str,
    login: str,
    reason: str,
    form: str,
    *,
    purpose: str,
    password_file: Path | None,
    out: Path,
    second: str | None,
    tell: Tell,
) -> None:
    """Without a password file, locked with the key that the lawyer keeps."""
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
        by_key=password_file is None,
        purpose=Purpose(purpose),
        second=agrees,
        tell=tell,
    )
    try:
        write_private(out, exported.data)
    except BaseException:
        rosters.call_off_handed(instance.works, actor, exported.id)
        raise
    click.echo(f"{exported.rows} rows, {len(exported.columns)} columns, sha256 {exported.sha256}")
