"""How well landlords are recognised: `python -m benchmarks.matching [CSV TRUTH]`, or towns of its own by seeds.

A pair is two stored rows of one true landlord. *Certain*: both are in one group. *With candidates*: one's group is a candidate
of the other, or both wait with a candidate in common.
"""

import argparse
import io
import json
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

from benchmarks import people
from benchmarks.towns import Town
from lawsuit_hub.features.responses import importing
from lawsuit_hub.features.responses.types import Line

Truth = Mapping[str, Mapping[str, object]]


@dataclass(frozen=True, slots=True)
class Found:
    pairs: int
    precision: float
    certain: float
    with_candidates: float
    direct: float
    waiting: int
    a_row: float
    most: int

    def __str__(self) -> str:
        return (
            f"{self.pairs} pairs: certain precision {self.precision:.4f}, recall {self.certain:.4f}; with candidates"
            f" {self.with_candidates:.4f} ({self.direct:.4f} without those who wait together); {self.waiting} rows wait with"
            f" {self.a_row:.2f} candidates each, {self.most} at most"
        )


def imported(content: bytes) -> tuple[list[Line], list[Line]]:
    """As the file is taken, and as everybody stands in the end (the same file again changes nothing)."""
    with people.instance() as instance:
        runs = [list(importing.run(instance.works, io.BytesIO(content), "answers.csv")) for _ in range(2)]
    return runs[0], runs[1]


def measured(lines: Sequence[Line], truth: Truth) -> Found:
    rows = [line for line in lines if truth[str(line.row)]["expect"] == "register"]
    same = joined = wrong = linked = direct = 0
    for one, other in combinations(rows, 2):
        together = one.group is not None and one.group == other.group
        if truth[str(one.row)]["landlord"] != truth[str(other.row)]["landlord"]:
            wrong += together
            continue
        near = together or one.group in other.candidates or other.group in one.candidates
        same, joined, direct = same + 1, joined + together, direct + near
        linked += near or not set(one.candidates).isdisjoint(other.candidates)
    waits = [len(line.candidates) for line in rows if line.group is None]
    return Found(
        pairs=same,
        precision=joined / max(1, joined + wrong),
        certain=joined / max(1, same),
        with_candidates=linked / max(1, same),
        direct=direct / max(1, same),
        waiting=len(waits),
        a_row=sum(waits) / max(1, len(waits)),
        most=max(waits, default=0),
    )


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="matching", description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, metavar="CSV TRUTH")
    parser.add_argument("--rows", type=int, default=1200)
    parser.add_argument("--seeds", type=int, nargs="*", default=[1, 2, 3])
    parser.add_argument("--keep", type=Path, help="a folder for the towns' files and what they are")
    asked = parser.parse_args(arguments)
    if asked.files:
        content, truth = asked.files[0].read_bytes(), json.loads(asked.files[1].read_text())
        _tell(asked.files[0].name, content, truth)
        return 0
    for seed in asked.seeds:
        content, made = Town(seed, asked.rows).sheet()
        if asked.keep:
            (asked.keep / f"town-{seed}.csv").write_bytes(content)
            (asked.keep / f"town-{seed}.truth.json").write_text(json.dumps(made, ensure_ascii=False))
        _tell(f"town {seed}", content, made)
    return 0


def _tell(name: str, content: bytes, truth: Truth) -> None:
    for when, lines in zip(("as it is read", "in the end"), imported(content), strict=True):
        print(f"{name}, {when}: {measured(lines, truth)}")


if __name__ == "__main__":
    sys.exit(main())
