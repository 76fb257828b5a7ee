"""`hub search …`: the index of public texts."""

import click

from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.features.search import service as search


@click.group(name="search")
def search_() -> None:
    """The search in public texts."""


@search_.command(name="reindex")
def search_reindex() -> None:
    """All terms anew from the texts in the index; after an update that says so. Nobody finds anything meanwhile."""
    with opened().works.open(acting()) as work:
        click.echo(f"{search.reindex(work)} texts")
