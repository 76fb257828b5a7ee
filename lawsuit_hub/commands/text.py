"""`hub mask`, `hub scrub`: text in, text without personal data out. They open no instance."""

import sys
from collections.abc import Callable

import click

from lawsuit_hub.privacy import masking
from lawsuit_hub.privacy.scrub import scrub

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


@click.command()
@click.argument("kind", type=click.Choice(sorted(MASKS)))
def mask(kind: str) -> None:
    """Reads lines on stdin, writes each masked."""
    for line in sys.stdin.buffer:
        click.echo(MASKS[kind](line.decode("utf-8", "replace").rstrip("\r\n")))


@click.command(name="scrub")
def scrub_() -> None:
    """Reads free text on stdin, writes it with personal data replaced by tags."""
    click.echo(scrub(sys.stdin.buffer.read().decode("utf-8", "replace")).text, nl=False)
