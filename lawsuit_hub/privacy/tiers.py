"""The parts that one instance can be split into, and which key files each holds."""

import os
from collections.abc import Iterator
from enum import StrEnum
from fnmatch import fnmatchcase
from pathlib import Path

from lawsuit_hub.privacy import keyfiles
from lawsuit_hub.privacy.keyfiles import BadKeys
from lawsuit_hub.privacy.sealed import KeyKind


class Tier(StrEnum):
    """`all` is one machine that does everything; the others are the same code with other keys and other pages."""

    ALL = "all"
    PUBLIC = "public"
    INNER = "inner"
    COUNSEL = "counsel"


FORBIDDEN = "this tier must not hold it; give it a folder made by `hub keys hand-out`"
ANOTHER = "is another key than the one handed out; nothing was written over it"

_FOR_ALL = ("vault.pub", "audit/*.pub", "session.key")
# What a tier that opens nobody holds, and nothing else. Lawyers read no cards and enter no room: no peer keys.
_KINDS = {Tier.PUBLIC: (KeyKind.PEER, KeyKind.HINT), Tier.COUNSEL: (KeyKind.HINT,)}


def kinds_of(tier: Tier) -> tuple[KeyKind, ...]:
    """The kinds of subject keys that a tier outside opens."""
    return _KINDS[tier]


def is_outside(tier: Tier) -> bool:
    """Whether it is a tier that opens no identity and recognises nobody by itself."""
    return tier in _KINDS


def notes(tier: Tier, check: str) -> bool:
    """Whether a tier is to hold the key that a check value is of ("hint-0001", "session")."""
    return not is_outside(tier) or check.partition("-")[0] in {"pair", "audit", "session", *_KINDS[tier]}


def refuse_forbidden(folder: Path, tier: Tier) -> None:
    """Raises BadKeys naming every file of the folder that this process can read and its tier must not hold."""
    readable = [name for name, path in _files(folder) if not _may_hold(tier, name) and os.access(path, os.R_OK)]
    if readable:
        raise BadKeys(
            f"tier {tier} does not start with the keys in {folder}:", [(name, FORBIDDEN) for name in readable]
        )


def hand_out(folder: Path, tier: Tier, target: Path) -> list[str]:
    """Copies what the tier holds into a folder for its owner alone; what lies there already and is the same stays.

    Returns the names of what was written. Raises BadKeys before the first file when another key lies there, or one that
    the tier must not hold.
    """
    wanted = {name: path for name, path in _files(folder) if _may_hold(tier, name)}
    if target.exists():
        refuse_forbidden(target, tier)
    there = {name: path.read_bytes() for name, path in _files(target)}
    another = [name for name in there.keys() & wanted.keys() if there[name] != wanted[name].read_bytes()]
    if another:
        raise BadKeys(f"the keys in {target} cannot be used:", [(name, ANOTHER) for name in sorted(another)])
    keyfiles.make_private(target)
    new = sorted(wanted.keys() - there.keys())
    for name in new:
        keyfiles.copy(wanted[name], target, name)
    return new


def _may_hold(tier: Tier, name: str) -> bool:
    return any(fnmatchcase(name, held) for held in (*_FOR_ALL, *(f"{kind.value}/*.key" for kind in _KINDS[tier])))


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            yield path.relative_to(folder).as_posix(), path
