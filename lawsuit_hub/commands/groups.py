"""`hub groups …`: codes, stages and counts."""

import json

import click

from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.features.lawsuits import groups


@click.group(name="groups")
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
