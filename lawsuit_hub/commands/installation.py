"""`hub init`, `hub migrate`, `hub doctor`: an installation is made, brought up to date, checked."""

import sys
from pathlib import Path

import click

from lawsuit_hub.commands.opening import TAKE_AWAY
from lawsuit_hub.doctor import examine
from lawsuit_hub.instance import DEFAULTS, make_instance, migrate
from lawsuit_hub.privacy.recovery import PRIVATE_FILE
from lawsuit_hub.settings import Settings, instance_folder


@click.command()
@click.option(
    "--settings",
    "settings_file",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="a hub.toml prepared before, where the root key is not a file (docs/key-providers.md)",
)
def init(settings_file: Path | None) -> None:
    """Makes an instance: folder, keys, settings, newest schema."""
    text = settings_file.read_text(encoding="utf-8") if settings_file else DEFAULTS
    made = make_instance(instance_folder(), text=text)
    click.echo(f"made {made.settings.instance}: edit {made.settings.instance / 'hub.toml'}, then `hub staff add`")
    click.echo(f"{made.settings.instance / PRIVATE_FILE} opens every backup: {TAKE_AWAY}")


@click.command(name="migrate")
def migrate_() -> None:
    """Brings the database to the newest schema."""
    migrate(Settings.load())
    click.echo("the database is at the newest schema")


@click.command()
def doctor() -> None:
    """Checks the installation and says what to do."""
    findings = examine(instance_folder())
    for finding in findings:
        click.echo(f"{'ok  ' if finding.good else 'BAD '} {finding.text}")
    if not all(finding.good for finding in findings):
        sys.exit(1)
