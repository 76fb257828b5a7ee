"""What `hub backup` and `hub restore` of many people cost: `python -m benchmarks.restoring [PEOPLE]`. Wall, processor, peak of memory."""

import io
import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import people
from lawsuit_hub.features.responses import importing
from lawsuit_hub.instance import make_instance
from lawsuit_hub.privacy.recovery import PRIVATE_FILE
from lawsuit_hub.settings import REPOSITORY

PEOPLE = 100_000


def main() -> None:
    size = int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        fill(place / "instance", size)
        database = (place / "instance" / "hub.db").stat().st_size
        hub("backup", place / "instance", str(place / "shelf"))
        files = {path.name.split("-")[0]: path.stat().st_size // 2**20 for path in (place / "shelf").glob("*.hub")}
        key = str(place / "instance" / PRIVATE_FILE)
        hub("restore", place / "restored", str(place / "shelf"), "--recovery-key", key)
        hub("audit", place / "restored", "verify")
    print(json.dumps({"people": size, "database MB": database // 2**20, "files MB": files}))


def fill(instance: Path, size: int) -> None:
    made = make_instance(instance, text=people.SETTINGS, environ={})
    lines = importing.run(made.works, io.BytesIO(people.sheet(size)), "answers.csv", chosen=None)
    assert sum(line.outcome == "registered" for line in lines) == size
    made.works.limits.close()
    made.engine.dispose()


def hub(verb: str, instance: Path, *words: str) -> None:
    """The command in a process of its own, as an operator types it; what it cost stands in a line."""
    command = [sys.executable, "-P", "-m", "lawsuit_hub.cli", verb, *words]
    environ = {**os.environ, "PYTHONPATH": str(REPOSITORY), "LAWSUIT_HUB_INSTANCE": str(instance)}
    begun = time.perf_counter()
    running = subprocess.Popen(command, env=environ, stdout=subprocess.PIPE, text=True)
    with running.stdout or io.StringIO() as told:
        said = told.read()
    _, status, used = os.wait4(running.pid, 0)
    wall = time.perf_counter() - begun
    assert status == 0, said
    cost = f"wall {wall:.1f} s, processor {used.ru_utime + used.ru_stime:.1f} s, peak {used.ru_maxrss / 1024:.0f} MB"
    print(f"hub {verb}: {cost} | {(said.strip().splitlines() or [''])[-1]}", flush=True)


if __name__ == "__main__":
    main()
