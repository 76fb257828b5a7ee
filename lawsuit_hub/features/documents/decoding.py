"""The service's side of reading a document: one confined process for each upload (infra/confined.py). What it does not answer is a refusal."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from lawsuit_hub.features.documents import bounds
from lawsuit_hub.features.documents.kinds import BROKEN, BUSY, EMPTY, HARMFUL, HEAVY, UNSCANNED, WHYS, Unfit, kind_of
from lawsuit_hub.infra import confined, frames, logs, scanner
from lawsuit_hub.settings import Settings

log = logs.named("documents")

MODULE = "lawsuit_hub.features.documents.decoder"


@dataclass(frozen=True, slots=True, repr=False)
class Drawn:
    """A page as it is kept. `burnt`: how many numbers the machine found and blackened; `searched` is False where it could not look."""

    picture: bytes
    width: int
    height: int
    kind: str
    burnt: int
    searched: bool

    def __repr__(self) -> str:
        return f"<page of {self.width}x{self.height}>"


def read(settings: Settings, files: Sequence[bytes]) -> list[Drawn]:
    """Every page of the files, drawn anew and searched for resident numbers. Raises Unfit; then nothing of them is left anywhere."""
    if not files:
        raise Unfit(EMPTY)
    for data in files:
        kind_of(data)  # most of what is refused needs no process
    _scan(settings, files)
    return _ask(settings, {"files": len(files), "most": max(map(len, files))}, files)


def _scan(settings: Settings, files: Sequence[bytes]) -> None:
    """By the scanner that the settings name, if any; one that does not answer is no leave to go on."""
    if not settings.scanner:
        return
    try:
        harmful = any(scanner.is_harmful(settings.scanner, data) for data in files)
    except scanner.Unscanned as trouble:
        log.error("the scanner did not look at an upload", why=str(trouble))
        raise Unfit(UNSCANNED) from None
    if harmful:
        raise Unfit(HARMFUL)


def marked(settings: Settings, picture: bytes, box: tuple[float, float, float, float]) -> Drawn:
    """One of our own pages with a rectangle of it black. Raises Unfit only where the reader cannot run."""
    return _ask(settings, {"files": 1, "most": len(picture), "box": box}, [picture])[0]


def reader() -> confined.Reader:
    return confined.Reader(
        module=MODULE,
        name="reader",
        places=bounds.READERS,
        patience=bounds.PATIENCE_SECONDS,
        seconds=bounds.WALL_SECONDS,
        largest=bounds.LARGEST_PAGE,
    )


def _ask(settings: Settings, command: dict[str, Any], files: Sequence[bytes]) -> list[Drawn]:
    try:
        answers = reader().answers(settings.instance / "run", command, files)
        return [_drawn(kind, facts, picture) for kind, facts, picture in answers]
    except confined.NoPlace:
        raise Unfit(BUSY) from None
    except confined.NoAnswer as ended:
        raise Unfit(HEAVY if ended.heavy else BROKEN) from None
    except (TypeError, KeyError):
        raise Unfit(BROKEN) from None


def _drawn(kind: bytes, facts: dict[str, Any], picture: bytes) -> Drawn:
    if kind == frames.REFUSED:
        raise Unfit(facts["why"] if facts["why"] in WHYS else BROKEN)
    return Drawn(picture, **facts)
