"""The `hub` command line: each command opens work, calls one service function, prints its answer. No rules."""

import getpass
import json
import sys
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import NoReturn

import click

from lawsuit_hub.access.actor import SYSTEM, Actor
from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.doctor import examine
from lawsuit_hub.exits import Refused, Unreadable, password_in, run, words_of
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.lawsuits import groups
from lawsuit_hub.features.responses import importing
from lawsuit_hub.features.responses.unreadable_sheet import UnreadableSheet
from lawsuit_hub.features.rosters import service as rosters
from lawsuit_hub.features.rosters.types import SheetFormat
from lawsuit_hub.infra.files import write_private
from lawsuit_hub.instance import Instance, make_instance, migrate, open_instance
from lawsuit_hub.privacy import masking
from lawsuit_hub.privacy.scrub import scrub
from lawsuit_hub.settings import Settings, instance_folder

MASKS: dict[str, Callable[[str], str]] = {
    "name": masking.name,
    "peer-name": masking.peer_name,
    "phone": masking.phone,
    "email": masking.email,
    "address": masking.address,
    "region": masking.region,
    "birthdate": masking.birthdate,
    "band": masking.band,
}
PROGRESS_EVERY = 500


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
def hub() -> None:
    """Lawsuit Hub (공동소송 허브). $LAWSUIT_HUB_INSTANCE names the instance folder; without it instance/."""


@hub.command()
def init() -> None:
    """Makes an instance: folder, keys, settings, newest schema."""
    made = make_instance(instance_folder())
    click.echo(f"made {made.settings.instance}: edit {made.settings.instance / 'hub.toml'}, then `hub staff add`")


@hub.command(name="migrate")
def migrate_() -> None:
    """Brings the database to the newest schema."""
    migrate(Settings.load())
    click.echo("the database is at the newest schema")


@hub.group(name="staff")
def staff() -> None:
    """Accounts of caseworkers, lawyers, privacy officers and administrators."""


@staff.command(name="add")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in STAFF_ROLES]))
@click.option("--firm", help="a lawyer's firm, as consents name it")
@click.option("--firm-phone", help="the firm's telephone, as consents name it")
@click.option("--password-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
def staff_add(email: str, role: str, firm: str | None, firm_phone: str | None, password_file: Path | None) -> None:
    """Makes a staff account and prints a one-time enrolment link."""
    instance = opened()
    password = password_in(password_file) if password_file else None
    if role == Role.LAWYER and not firm:
        # Consents name a firm and how to reach it; until somebody says better, that is the lawyer's own address.
        firm, firm_phone = email.rpartition("@")[2] or email, firm_phone or email
        click.echo(
            f"consents will name the firm as {firm} ({firm_phone}): --firm and --firm-phone say it better", err=True
        )
    with instance.works.open(acting()) as work:
        made = identity.add_staff(
            work, login=email, role=Role(role), firm_name=firm, firm_phone=firm_phone, password=password
        )
    if made.link_token is None:
        click.echo(
            f"{email}: sign in at {instance.settings.public_base_url}/staff/login; a new password and a second factor are asked there"
        )
    else:
        click.echo(f"{instance.settings.public_base_url}/staff/enrol/{made.link_token}")


@hub.group(name="responses")
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


@staff.command(name="close")
@click.argument("email")
def staff_close(email: str) -> None:
    """Closes an account: its sessions end, its second factor is destroyed."""
    with opened().works.open(acting()) as work:
        identity.close_account(work, identity.staff_by_login(work, email).id)
    click.echo(f"{email} is closed")


@hub.group(name="groups")
def groups_() -> None:
    """Lawsuit groups."""


@groups_.command(name="list")
@click.option("--json", "as_json", is_flag=True)
def groups_list(as_json: bool) -> None:
    """Codes, stages and counts; no personal data."""
    with opened().works.open(acting(), read_only=True) as work:
        lines = groups.lines(work)
    if as_json:
        said = [
            {
                "code": one.code,
                "stage": one.stage.value,
                "members": one.members,
                "pending": one.pending,
                "visible": one.visible,
            }
            for one in lines
        ]
        click.echo(json.dumps(said))
        return
    click.echo("code      stage       members  pending  visible")
    for one in lines:
        click.echo(
            f"{one.code:<9} {one.stage.value:<11} {one.members:>7}  {one.pending:>7}  {'yes' if one.visible else 'no'}"
        )


@hub.group(name="roster")
def roster() -> None:
    """Lawyers' rosters."""


@roster.command(name="export")
@click.argument("group")
@click.option("--as", "login", required=True, help="the lawyer assigned to the group")
@click.option("--reason", required=True)
@click.option("--format", "form", default="xlsx", type=click.Choice(["xlsx", "csv", "pdf", "hwpx"]))
@click.option("--password-file", required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path))
def roster_export(  # noqa: PLR0917 - click hands options over by position or name; there are six
    group: str, login: str, reason: str, form: str, password_file: Path, out: Path
) -> None:
    """The lawyer's roster, protected by the password in the file."""
    if form not in {known.value for known in SheetFormat}:
        raise Refused(f"{form} rosters are not made yet: xlsx or csv")
    instance = opened()
    with instance.works.open(acting(), read_only=True) as work:
        account = identity.staff_by_login(work, login)
    actor = Actor(Role(account.role), account.id, system_user=getpass.getuser())
    exported = rosters.export_for(
        instance.works, actor, group=group, format=SheetFormat(form), reason=reason, password=password_in(password_file)
    )
    write_private(out, exported.data)
    click.echo(f"{exported.rows} rows, {len(exported.columns)} columns, sha256 {exported.sha256}")


@hub.command()
@click.argument("kind", type=click.Choice(sorted(MASKS)))
def mask(kind: str) -> None:
    """Reads lines on stdin, writes each masked."""
    for line in sys.stdin.buffer:
        click.echo(MASKS[kind](line.decode("utf-8", "replace").rstrip("\r\n")))


@hub.command(name="scrub")
def scrub_() -> None:
    """Reads free text on stdin, writes it with personal data replaced by tags."""
    click.echo(scrub(sys.stdin.buffer.read().decode("utf-8", "replace")).text, nl=False)


@hub.command()
def doctor() -> None:
    """Checks the installation and says what to do."""
    findings = examine(instance_folder())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.good else 'BAD '} {finding.text}")
    if not all(finding.good for finding in findings):
        sys.exit(1)


def opened() -> Instance:
    return open_instance(Settings.load())


def acting() -> Actor:
    """The system, in the name of the operating-system user: audit lines say who typed the command."""
    return Actor(SYSTEM.role, system_user=getpass.getuser())


def main() -> NoReturn:
    run(hub)


if __name__ == "__main__":
    main()
