"""A PostgreSQL of a benchmark's own, started as the tests start theirs and gone with it."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.servers import PREFIX, PostgresDatabases, start_postgres, stop_servers


@contextmanager
def postgres() -> Iterator[PostgresDatabases]:
    """Without fsync, as for the tests: what is compared writes to the same server, and the disk does not blur it."""
    folder = Path(
        tempfile.mkdtemp(prefix=f"{PREFIX}{os.getpid()}-", dir="/tmp")
    )  # a killed one is cleared away by the tests
    folder.chmod(0o711)  # PostgreSQL runs as another user when we are root
    try:
        start_postgres(folder / "pg")
        made = PostgresDatabases(folder / "pg", "bench")
        yield made
        made.close()
    finally:
        stop_servers(folder)
