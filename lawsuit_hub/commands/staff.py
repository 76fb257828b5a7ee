"""`hub staff …`: accounts of the people who work here."""

import json
from datetime import datetime
from pathlib import Path

import click

from lawsuit_hub.access.roles import STAFF_ROLES, Role
from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.exits import password_in
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.types import AccountLine, Enrolment, Terms
from lawsuit_hub.instance import Instance
from lawsuit_hub.values.networks import EVERYWHERE, Networks

DAY = click.DateTime(["%Y-%m-%d"])


@click.group(name="staff")
def staff() -> None:
    """Accounts of caseworkers, lawyers, privacy officers and administrators."""


@staff.command(name="add")
@click.argument("email")
@click.option("--role", required=True, type=click.Choice([role.value for role in STAFF_ROLES]))
@click.option("--firm", help="a lawyer's firm, as consents name it")
@click.option("--firm-phone", help="the firm's telephone, as consents name it")
@click.option("--password-file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--until", type=DAY, help="the last day; a lawyer's account has one in any case")
@click.option(
    "--network", "networks", multiple=True, help="where it may be used from, 192.0.2.0/24; as often as needed"
)
@click.option("--reason", help="why, for the register of rights")
def staff_add(
    email: str,
    *,
    role: str,
    firm: str | None,
    firm_phone: str | None,
    password_file: Path | None,
    until: datetime | None,
    networks: tuple[str, ...],
    reason: str | None,
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
            work,
            login=email,
            role=Role(role),
            firm_name=firm,
            firm_phone=firm_phone,
            password=password,
            reason=reason,
            ends_on=until.date() if until else None,
            networks=Networks.parse(" ".join(networks)),
        )
    if made.link_token is None:
        click.echo(
            f"{email}: sign in at {instance.settings.public_base_url}/staff/login; a new password and a second factor are asked there"
        )
    else:
        _print_link(instance, made, role=Role(role))


@staff.command(name="change")
@click.argument("email")
@click.option("--role", type=click.Choice([role.value for role in STAFF_ROLES]))
@click.option("--firm", help="a lawyer's other firm")
@click.option("--firm-phone", help="the firm's telephone")
@click.option("--until", type=DAY, help="the last day")
@click.option("--no-end", is_flag=True, help="no last day any more")
@click.option("--network", "networks", multiple=True, help="from now on only from there; as often as needed")
@click.option("--anywhere", is_flag=True, help="from every network again")
@click.option("--reason", help="why, for the register of rights")
def staff_change(
    email: str,
    *,
    role: str | None,
    firm: str | None,
    firm_phone: str | None,
    until: datetime | None,
    no_end: bool,
    networks: tuple[str, ...],
    anywhere: bool,
    reason: str | None,
) -> None:
    """Changes what an account may, from where and how long; what is not named stays. It counts from the next request on."""
    if (until and no_end) or (networks and anywhere):
        raise click.UsageError("--until and --no-end, --network and --anywhere say opposite things")
    with opened().works.open(acting()) as work:
        now = identity.staff_by_login(work, email)
        named = Networks.parse(" ".join(networks)) if networks else Networks.stored(now.networks)
        terms = Terms(
            role=Role(role) if role else now.role,
            ends_on=None if no_end else until.date() if until else now.ends_on,
            networks=EVERYWHERE if anywhere else named,
            firm_name=firm or (now.firm.name if now.firm and firm_phone else ""),
            firm_phone=firm_phone or "",
        )
        changed = identity.change_staff(work, now.id, terms, reason=reason)
    click.echo(f"{email} is changed" if changed else f"{email} has these rights already")


@staff.command(name="invite")
@click.argument("email")
@click.option("--reason", help="why, for the register of rights")
def staff_invite(email: str, reason: str | None) -> None:
    """A new one-time link, when the first ran out or the second factor was lost: password, factor and sessions end."""
    instance = opened()
    with instance.works.open(acting()) as work:
        known = identity.staff_by_login(work, email)
        made = identity.invite_again(work, known.id, reason=reason)
    _print_link(instance, made, role=known.role)


@staff.command(name="list")
@click.option("--json", "as_json", is_flag=True)
def staff_list(as_json: bool) -> None:
    """Every account: state, role, last day, networks, last sign-in."""
    with opened().works.open(acting(), read_only=True) as work:
        rows = [_row(one) for one in identity.accounts(work)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False))
        return
    for one in rows:
        click.echo(
            f"{one['state']:<8} {one['role']:<15} {one['until'] or '-':<11} {one['last_sign_in'] or '-':<20}"
            f" {one['login']}  {one['networks'] or 'anywhere'}"
        )


def _row(one: AccountLine) -> dict[str, str | bool]:
    account = one.staff
    return {
        "login": account.login,
        "role": account.role.value,
        "state": one.state.value,
        "firm": account.firm.name if account.firm else "",
        "until": account.ends_on.isoformat() if account.ends_on else "",
        "networks": account.networks,
        "second_factor": account.is_enrolled,
        "last_sign_in": one.last_sign_in.isoformat(timespec="minutes") if one.last_sign_in else "",
    }


def _print_link(instance: Instance, made: Enrolment, *, role: Role) -> None:
    click.echo(f"{instance.settings.url_for(counsel=role is Role.LAWYER)}/staff/enrol/{made.link_token}")


@staff.command(name="close")
@click.argument("email")
@click.option("--reason", help="why, for the register of rights")
def staff_close(email: str, reason: str | None) -> None:
    """Closes an account: its sessions end, its second factor is destroyed."""
    with opened().works.open(acting()) as work:
        identity.close_account(work, identity.staff_by_login(work, email).id, reason=reason)
    click.echo(f"{email} is closed")
