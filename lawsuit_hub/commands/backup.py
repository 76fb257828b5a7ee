"""`hub backup`, `hub restore`, `hub keys recovery`: an encrypted copy while serving, and back."""

import os
import sys
from pathlib import Path

import click

from lawsuit_hub.backup import container, restoring, taking
from lawsuit_hub.backup.shelf import KEPT_KEYS, Shelf
from lawsuit_hub.commands.opening import TAKE_AWAY, acting, opened
from lawsuit_hub.exits import Refused
from lawsuit_hub.features.audit import service as audit
from lawsuit_hub.features.destruction import service as destruction
from lawsuit_hub.features.destruction.service import Keyless
from lawsuit_hub.infra.work import Works
from lawsuit_hub.privacy import recovery
from lawsuit_hub.privacy.recovery import PRIVATE_FILE, RecoveryKey
from lawsuit_hub.settings import Settings, instance_folder

PROGRESS_EVERY = 100_000


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(path_type=Path))
@click.option(
    "--keep", type=click.IntRange(1), help="how many data files stay; without it all. Of keys it is always two"
)
@click.option("--verify", is_flag=True, help="writes nothing: reads DIR, or one file of it, to the end")
@click.option("--recovery-key", "key_file", type=click.Path(path_type=Path), help="for --verify")
@click.option(
    "--replace-keys", is_flag=True, help="destroys every older key file of DIR, which would still open who was erased"
)
@click.option("--destroyed", "by_hand", metavar="NAME", help="writes nothing: notes that you destroyed this key file")
def backup(
    folder: Path, *, keep: int | None, verify: bool, key_file: Path | None, replace_keys: bool, by_hand: str | None
) -> None:
    """Writes a consistent encrypted copy into DIR while the service serves."""
    if verify:
        _verify(folder, key_file)
    elif by_hand:
        _note_destroyed(Shelf(folder), by_hand)
    else:
        _take(Shelf(folder), keep=keep, keep_keys=1 if replace_keys else KEPT_KEYS)


def _take(shelf: Shelf, *, keep: int | None, keep_keys: int) -> None:
    instance = opened()
    try:
        taken = taking.take(instance.works, instance.engine, shelf, keep=keep, keep_keys=keep_keys, say=_progress())
    except OSError as error:
        raise Refused(f"refused: nothing was added to {shelf.folder}: {error.strerror}") from None
    with instance.works.open(acting()) as work:
        audit.record(work, "backup:made", rows=taken.rows, files=taken.sums, gone=taken.gone)
    click.echo(f"{taken.rows} rows in {taken.data.name} and {taken.keys.name}, read back and whole")
    lying = instance.settings.instance / PRIVATE_FILE
    if lying.exists():
        click.echo(f"{lying} still lies here: {TAKE_AWAY}", err=True)
    if said := _still_open(instance.works):
        click.echo(f"with the recovery key {said}: --replace-keys destroys those of this folder", err=True)


def _still_open(works: Works) -> str:
    with works.open(acting(), read_only=True) as work:
        left = destruction.still_open(work)
    return f"{', '.join(left.files)} still open {left.people} of what was destroyed" if left.files else ""


def _note_destroyed(shelf: Shelf, name: str) -> None:
    if (shelf.folder / name).exists():
        raise Refused(f"refused: {shelf.folder / name} still lies there")
    works = opened().works
    with works.open(acting()) as work:
        destruction.note_gone(work, name)
    click.echo(f"noted: {name} is destroyed; {_still_open(works) or 'no known key file opens who was erased'}")


@click.command()
@click.argument("folder", metavar="DIR", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option(
    "--recovery-key", "key_file", type=click.Path(path_type=Path), help="without it recovery.key of the new folder"
)
@click.option("--data", "data_name", help="a data file of DIR or its time; without it the newest")
def restore(folder: Path, key_file: Path | None, data_name: str | None) -> None:
    """Makes the instance of $LAWSUIT_HUB_INSTANCE from a backup: any data with the newest keys."""
    target = instance_folder()
    restoring.refuse_unless_empty(target)
    chosen = restoring.choose(Shelf(folder), _recovery_key(key_file, target), data_name)
    click.echo(f"{chosen.data.name} and {chosen.keys.name} are whole", err=True)
    done = restoring.restore(target, chosen, environ=os.environ, actor=acting(), say=_progress())
    click.echo(
        f"{done.rows} rows of {chosen.data.name} with {chosen.keys.name} are in {target}; everybody signs in anew"
    )
    if done.erased or done.dropped:
        click.echo(f"{done.erased} people erased again, {done.dropped} keys dropped of who came later", err=True)
    for line in _said_of(done.keyless):
        click.echo(line, err=True)


def _said_of(keyless: Keyless) -> list[str]:
    """What had lost its key between the data and the keys."""
    said = (
        (keyless.landlords, "landlords sealed anew from what their victims wrote: their keys were destroyed since"),
        (
            keyless.groups,
            "groups got a new key and new cards: theirs was destroyed since; their rooms have to be set again",
        ),
        (keyless.accounts, "staff accounts closed again"),
        (keyless.messages, "messages dropped that were sent or given up since"),
        (keyless.proofs, "proofs of consent dropped that were destroyed since"),
        (keyless.pages, "pages of documents dropped that were blackened or taken away since"),
    )
    return [f"{count} {words}" for count, words in said if count]


@click.command(name="recovery")
def recovery_() -> None:
    """Makes a recovery key for an instance that has none."""
    settings = Settings.load()
    opened()
    private = settings.instance / PRIVATE_FILE
    recovery.make(settings.keys_folder, private)
    click.echo(f"made {private}: {TAKE_AWAY}")


def _verify(path: Path, key_file: Path | None) -> None:
    key = _recovery_key(key_file, instance_folder())
    shelf = Shelf(path)
    files = [path] if path.is_file() else [shelf.newest(container.DATA), shelf.newest(container.KEYS)]
    for one in files:
        click.echo(f"{one.name} is whole: {container.verify(one, key)} records")


def _recovery_key(path: Path | None, folder: Path) -> RecoveryKey:
    return RecoveryKey.read(path or folder / PRIVATE_FILE)


def _progress() -> taking.Say:
    """A line on stderr every hundred thousand rows, and where somebody watches one for each table."""
    told = 0

    def say(table: str, count: int) -> None:
        nonlocal told
        if sys.stderr.isatty() or count >= told + PROGRESS_EVERY:
            told = count
            click.echo(f"{count} rows ({table})", err=True)

    return say
