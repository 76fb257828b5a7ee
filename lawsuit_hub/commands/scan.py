"""`hub scan`: what in files could be somebody's, before they are put where everybody reads them. It needs no instance; where there is
one, its office's numbers are no find. Exit 1 where something was found, or a file could not be looked through."""

import json
import sys
import tempfile
from pathlib import Path
from typing import Any

import click

from lawsuit_hub.features.publishing import looking, words
from lawsuit_hub.features.publishing.types import Unfit
from lawsuit_hub.settings import SETTINGS_FILE, Settings, instance_folder


@click.command()
@click.argument("files", nargs=-1, required=True, type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--json", "as_json", is_flag=True, help="one object a file")
def scan(files: tuple[Path, ...], as_json: bool) -> None:
    """Looks through FILES for personal data: hidden sheets and columns, notes, tracked changes, properties, pictures. No value is printed."""
    with tempfile.TemporaryDirectory(prefix="hub-scan") as folder:
        told = [_told(_settings(Path(folder)), file) for file in files]
    for one in told:
        click.echo(json.dumps(one, ensure_ascii=False) if as_json else _line(one))
    sys.exit(any(one["refused"] or one["findings"] for one in told))


def _settings(folder: Path) -> Settings:
    if (instance_folder() / SETTINGS_FILE).is_file():
        return Settings.load()
    return Settings(instance=folder, database_url="sqlite://")


def _told(settings: Settings, file: Path) -> dict[str, Any]:
    try:
        looked = looking.look(settings, file.name, file.read_bytes())
    except Unfit as refusal:
        return {"file": file.name, "refused": refusal.why, "findings": []}
    told = [{**one.kept(), "words": words.finding(one)} for one in looked.findings]
    return {"file": file.name, "refused": None, "findings": told}


def _line(one: dict[str, Any]) -> str:
    if one["refused"]:
        return f"{one['file']}: {words.refused(one['refused'])}"
    found = [f"  {each['words']}" for each in one["findings"]]
    return "\n".join([f"{one['file']}: {words.how_many(len(found))}", *found])
