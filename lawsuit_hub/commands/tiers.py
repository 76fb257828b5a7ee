"""`hub keys hand-out`: the keys of a tier outside, for another machine or another user."""

from pathlib import Path

import click

from lawsuit_hub.privacy import tiers
from lawsuit_hub.privacy.tiers import Tier
from lawsuit_hub.settings import Settings

OUTSIDE = [tier.value for tier in Tier if tiers.is_outside(tier)]


@click.command(name="hand-out")
@click.option("--tier", required=True, type=click.Choice(OUTSIDE))
@click.argument("folder", type=click.Path(file_okay=False, path_type=Path))
def hand_out(tier: str, folder: Path) -> None:
    """Copies exactly the key files that a tier holds into FOLDER (0700). Again: adds what is new."""
    written = tiers.hand_out(Settings.load().keys_folder, Tier(tier), folder)
    for name in written:
        click.echo(name)
    click.echo(f"{len(written)} key files written to {folder}: carry it to the tier and leave no copy on the way")
