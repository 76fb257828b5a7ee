"""`scripts/bench`: runs benchmarks, each in a process of its own, and prints every figure beside its floor."""

import argparse
import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import asdict

from benchmarks.figure import Figure
from benchmarks.floors import BENCHES


def main(arguments: Sequence[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="bench", description="Cost over the floor's cost: 1 is the physical limit.")
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(BENCHES))
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--size", type=int, help="rows, people or requests instead of each benchmark's own")
    parser.add_argument("--here", action="store_true", help=argparse.SUPPRESS)
    asked = parser.parse_args(arguments)
    unknown = sorted(set(asked.names) - set(BENCHES))
    if unknown:
        parser.error(f"no such benchmark: {', '.join(unknown)}")
    names = asked.names or list(BENCHES)
    if asked.here:
        print(json.dumps(asdict(BENCHES[names[0]](asked.size))))
        return 0
    figures = [in_own_process(name, asked.size) for name in names]
    print(json.dumps([asdict(figure) for figure in figures], indent=1) if asked.json else table(figures))
    return 0


def in_own_process(name: str, size: int | None) -> Figure:
    """So that the peak of memory is this benchmark's alone."""
    command = [sys.executable, "-P", "-m", "benchmarks", "--here", name, *(["--size", str(size)] if size else [])]
    done = subprocess.run(command, check=True, capture_output=True, text=True)
    return Figure(**json.loads(done.stdout.splitlines()[-1]))


def table(figures: Sequence[Figure]) -> str:
    lines = [
        f"{'name':<14}{'size':>8}{'value':>12}{'floor':>12}  {'unit':<12}{'ratio':>7}{'limit':>7}{'peer':>12}{'x peer':>8}{'peak MB':>9}"
    ]
    for one in figures:
        limit = "" if one.limit is None else f"{one.limit:.1f}"
        peer = "" if one.peer is None else f"{one.peer:,.1f}"
        times = "" if one.peer_ratio is None else f"{one.peer_ratio:.2f}"
        lines.append(
            f"{one.name:<14}{one.size:>8}{one.value:>12,.1f}{one.floor:>12,.1f}  {one.unit:<12}"
            f"{one.ratio:>7.2f}{limit:>7}{peer:>12}{times:>8}{one.peak_mb:>9.0f}"
        )
    return "\n".join(
        [
            *lines,
            "",
            "value and floor are rates in the same unit, measured in one run; ratio = floor / value = our cost over the floor's.",
        ]
    )


if __name__ == "__main__":
    sys.exit(main())
