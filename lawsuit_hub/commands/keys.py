"""`hub keys …`: which keys wrap what, new epochs, re-wrapping with progress, the end of old keys."""

import json
import sys
from collections.abc import Iterator
from itertools import chain

import click

from lawsuit_hub.commands.backup import recovery_
from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.commands.tiers import hand_out
from lawsuit_hub.features.rotation import indexes
from lawsuit_hub.features.rotation import service as rotation
from lawsuit_hub.features.rotation.types import NotThisTier, Progress
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy.tiers import is_outside

LINE_EVERY = 5  # batches between two lines where nobody watches


@click.group(name="keys")
def keys() -> None:
    """The keys that wrap people's keys: rotate, re-wrap, retire."""


@keys.command(name="status")
@click.option("--json", "as_json", is_flag=True)
def keys_status(as_json: bool) -> None:
    """Key ids and how many subjects each still wraps."""
    works = opened().works
    with works.open(acting(), read_only=True) as work:
        states = rotation.status(work)
    index = indexes.state(works)
    if as_json:
        said = [{"id": one.id, "kind": one.kind, "state": one.state, "wraps": one.wraps} for one in states]
        begun = {"ready": index.ready, "worked_out": index.worked_out}
        click.echo(json.dumps({"keys": said, "index": index.epoch, "index_rotation": begun}))
        return
    click.echo("key         kind   state       wraps")
    for one in states:
        click.echo(f"{one.id:<11} {one.kind:<6} {one.state:<7} {one.wraps:>9}")
    click.echo(f"index-{index.epoch:04}  index  active")
    if index.ready:
        click.echo(f"index-{index.ready:04}  index  ready; {index.worked_out} indexes are worked out for it")
    if index.worked_out:
        click.echo(
            "a rotation of the index key is under way or was stopped: `hub keys rotate --kind index` ends it", err=True
        )


@keys.command(name="rotate")
@click.option("--kind", "chosen", default="all", type=click.Choice([*rotation.KINDS, "index", "all"]))
@click.option("--prepare", is_flag=True, help="only makes the key files, so that they can be copied to other machines")
def keys_rotate(chosen: str, prepare: bool) -> None:
    """Makes new keys, under which everything is wrapped from now on. Where tiers have folders of their own, all means the
    vault's and what was prepared."""
    works = opened().works
    if is_outside(works.settings.tier):
        raise NotThisTier
    if chosen == "index":
        _rotate_index(works, prepare=prepare)
        return
    every = rotation.KINDS if prepare else rotation.to_rotate(works)
    for kind in every if chosen == "all" else (chosen,):
        if prepare:
            click.echo(
                f"{rotation.prepare(works, kind)} lies ready and wraps nothing yet: `hub keys rotate` makes it active"
            )
        else:
            click.echo(f"{rotation.rotate(works, kind, actor=acting())} is active")


def _rotate_index(works: Works, *, prepare: bool) -> None:
    if prepare:
        click.echo(f"index-{indexes.prepare(works):04} lies ready: `hub keys rotate --kind index` makes it active")
        return
    done = follow(indexes.rotate(works, actor=acting()), "indexes renewed")
    click.echo(f"the index key is new; {done} indexes were worked out before the tables switched")


@keys.command(name="rewrap")
@click.option("--batch", "size", default=rotation.BATCH, show_default=True, type=click.IntRange(1, 20_000))
def keys_rewrap(size: int) -> None:
    """Re-wraps every subject key that is not under the active key of its kind. May be stopped and begun again."""
    works = opened().works
    done = follow(rotation.rewrap(works, size=size, actor=acting()))
    click.echo(f"{done} subject keys re-wrapped; no old key wraps any")


@keys.command(name="retire")
@click.argument("key", required=False)
def keys_retire(key: str | None) -> None:
    """Destroys an old key that wraps nothing any more; without a name, every such key."""
    works = opened().works
    for one in [key] if key else rotation.empty(works):
        rotation.retire(works, one, actor=acting())
        click.echo(f"{one} is destroyed")
    for one in rotation.sweep_all(works):
        click.echo(f"{one} is destroyed: a retirement was stopped before it went")


def follow(steps: Iterator[Progress], what: str = "re-wrapped") -> int:
    """A bar where somebody watches, a line now and then where not. Returns how many were done."""
    first = next(steps, None)
    if first is None:
        return 0
    done = 0
    with click.progressbar(length=first.done + first.left, file=sys.stderr) as bar:
        for number, step in enumerate(chain([first], steps)):
            bar.update(step.done - done)
            done = step.done
            if not sys.stderr.isatty() and (number % LINE_EVERY == 0 or not step.left):
                click.echo(f"{done} {what}, {step.left} left", err=True)
    return done


for command in (recovery_, hand_out):
    keys.add_command(command)
