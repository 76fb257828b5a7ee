"""`hub backup` and `hub restore` as an operator types them: there and back, and what is refused on the way."""

import subprocess
from pathlib import Path

from tests.features.responses.form_files import as_csv, people
from tests.hub_command import hub
from tests.test_cli import file_of


def test_there_and_back(tmp_path: Path) -> None:
    old, shelf, key, new = (tmp_path / name for name in ("old", "shelf", "recovery.key", "new"))
    assert b"opens every backup" in hub(old, "init").stdout
    assert hub(old, "responses", "import", file_of(tmp_path, as_csv(people(20)))).returncode == 0
    (old / "recovery.key").rename(key)
    taken = hub(old, "backup", shelf)
    assert taken.returncode == 0 and len(taken.stdout.splitlines()) == 1 and b"read back and whole" in taken.stdout
    assert sorted(path.name[:5] for path in shelf.iterdir()) == [".lock", "SHA25", "data-", "keys-"]
    assert subprocess.run(["sha256sum", "-c", "--quiet", "SHA256SUMS"], cwd=shelf, check=False).returncode == 0
    names = [text.encode() for row in people(20) for text in row[3:5]]
    for path in [*shelf.iterdir(), *old.glob("hub.db*")]:
        assert not [one for one in names if one in path.read_bytes()], path.name
    without = hub(new, "restore", shelf)
    assert without.returncode == 1 and b"no recovery key at" in without.stderr and not new.exists()
    done = hub(new, "restore", shelf, "--recovery-key", key)
    assert done.returncode == 0 and b"everybody signs in anew" in done.stdout, done.stderr
    assert hub(new, "groups", "list", "--json").stdout == hub(old, "groups", "list", "--json").stdout
    assert hub(new, "audit", "verify").returncode == 0
    assert not (new / "recovery.key").exists() and not (new / "restore.unfinished").exists()
    again = hub(new, "restore", shelf, "--recovery-key", key)
    assert again.returncode == 1 and len(again.stderr.splitlines()) == 1 and b"already" in again.stderr
