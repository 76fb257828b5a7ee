"""`hub faq …`: loads questions and answers, and says which of them an utterance asks."""

import json
import sys
from pathlib import Path

import click

from lawsuit_hub.commands.opening import acting, opened
from lawsuit_hub.exits import Refused, Unreadable, words_of
from lawsuit_hub.features.faq import reading, service, writing
from lawsuit_hub.features.faq.types import BadEntry, Heard
from lawsuit_hub.features.faqbot import secret
from lawsuit_hub.settings import Settings


@click.group(name="faq")
def faq_() -> None:
    """Questions that are asked often."""


@faq_.command(name="load")
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--keep", is_flag=True, help="entries of an earlier file that this one does not name stay")
def faq_load(file: Path, keep: bool) -> None:
    """Loads a JSON list of {"id", "question", "answer", "category", "variants"}; the last two may be absent."""
    try:
        drafts = reading.drafts_in(file.read_bytes())
    except (OSError, reading.UnreadableFaq) as unreadable:
        raise Unreadable(words_of(unreadable)) from None
    try:
        with opened().works.open(acting()) as work:
            done = writing.load(work, drafts, keep=keep)
    except BadEntry as bad:
        raise Unreadable(f"{file}: {bad}") from None
    click.echo(f"{done.new} new, {done.changed} changed, {done.same} as they were, {done.retired} taken out")


@faq_.command(name="ask")
@click.argument("text", required=False)
@click.option("--json", "as_json", is_flag=True, help='{"faq": ID or null, "score": from 0 to 1}')
def faq_ask(text: str | None, as_json: bool) -> None:
    """Which entry answers TEXT; without it one question a line on stdin, one answer a line on stdout."""
    with opened().works.open(acting(), read_only=True) as work:
        listed = service.entries(work)
    lines = [text] if text is not None else (raw.decode("utf-8", "replace") for raw in sys.stdin.buffer)
    for line in lines:
        heard = service.hear_among(listed, line.rstrip("\r\n"))
        click.echo(_as_json(heard) if as_json else _as_text(heard))


def _as_json(heard: Heard) -> str:
    return json.dumps(
        {"faq": heard.entry.code if heard.entry else None, "score": round(heard.score, 4)}, ensure_ascii=False
    )


def _as_text(heard: Heard) -> str:
    return f"{heard.entry.code}: {heard.entry.question}" if heard.entry else "none"


@faq_.command(name="secret")
def faq_secret() -> None:
    """Makes the secret that KakaoTalk's skill has to name, in a file of the instance folder; one that is there stays."""
    folder = Settings.load().instance
    try:
        path = secret.make(folder)
    except FileExistsError:
        raise Refused(f"{secret.path_in(folder)} is there already; delete it to make a new one") from None
    click.echo(f"{path}: its line is the value of the header X-Skill-Secret (docs/faq.md)")
