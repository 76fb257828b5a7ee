"""`hub staff …`: accounts of the people who work here."""

from pathlib import Path

import click

from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.exits import password_in
from lawsuit_hub.features.identity import service as identity


@click.group(name="staff")
def staff() -> None:
    """Accounts of caseworkers, lawyers, privacy officers and administrators."""


@staff.command(name="add")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in STAFF_ROLES]))
@click.option("--firm", help="a lawyer's firm, as consents name it")
@click.option("--firm-phone", help="the firm's telephone, as consents name it")
@click.option("--password-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--reason", help="why, for the register of rights")
def staff_add(
    email: str, *, role: str, firm: str | None, firm_phone: str | None, password_file: Path | None, reason: str | None
) -> None:
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
            work, login=email, role=Role(role), firm_name=firm, firm_phone=firm_phone, password=password, reason=reason
        )
    if made.link_token is None:
        click.echo(
            f"{email}: sign in at {instance.settings.public_base_url}/staff/login; a new password and a second factor are asked there"
        )
    else:
        click.echo(f"{instance.settings.public_base_url}/staff/enrol/{made.link_token}")


@staff.command(name="close")
@click.argument("email")
@click.option("--reason", help="why, for the register of rights")
def staff_close(email: str, reason: str | None) -> None:
    """Closes an account: its sessions end, its second factor is destroyed."""
    with opened().works.open(acting()) as work:
        identity.close_account(work, identity.staff_by_login(work, email).id, reason=reason)
    click.echo(f"{email} is closed")
