"""The shell wrappers: they work from any folder, answer on stdout only, and need no network once the environment is right."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
SCRIPTS = ("scripts/hub", "scripts/demo", "scripts/serve", "scripts/bench", "scripts/test", ".ci/run")
NO_NETWORK = {"PIP_INDEX_URL": "http://127.0.0.1:9/", "UV_INDEX_URL": "http://127.0.0.1:9/", "PIP_RETRIES": "0"}


def run(*command: str | Path, cwd: Path, **environ: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [str(word) for word in command],
        cwd=cwd,
        env={**os.environ, **NO_NETWORK, **environ},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=100,
        check=False,
    )


@pytest.fixture
def copy(tmp_path: Path) -> Iterator[Path]:
    """A copy of the scripts whose environment is this one's interpreter, filled from one small requirements file."""
    root = tmp_path / "copied project"
    shutil.copytree(ROOT / "scripts", root / "scripts")
    (root / ".venv" / "bin").mkdir(parents=True)
    (root / ".venv" / "bin" / "python").symlink_to(shutil.which("python3") or "/usr/bin/python3")
    (root / "requirements.txt").write_text("click==0.0.0 --hash=sha256:" + "0" * 64 + "\n")
    (root / "lawsuit_hub").mkdir()
    (root / "lawsuit_hub" / "cli.py").write_text("import os, sys; print(os.getcwd(), *sys.argv[1:])")
    yield root


def stamp(root: Path) -> None:
    digest = run("sha256sum", root / "requirements.txt", cwd=root).stdout.split()[0]
    (root / ".venv" / ".requirements").write_text(f"{digest}\n")


@pytest.mark.parametrize("script", [*SCRIPTS, "scripts/lib.sh"])
def test_a_script_is_bash(script: str) -> None:
    assert run("bash", "-n", ROOT / script, cwd=ROOT).stderr == ""


@pytest.mark.parametrize("script", SCRIPTS)
def test_a_script_can_be_started(script: str) -> None:
    listed = run("git", "ls-files", "-s", script, cwd=ROOT)
    assert listed.stdout.startswith("100755"), f"git update-index --chmod=+x {script}"
    assert os.access(ROOT / script, os.X_OK)


def test_a_command_keeps_the_callers_folder_and_words_without_a_network(copy: Path, tmp_path: Path) -> None:
    stamp(copy)
    (tmp_path / "click.py").write_text("raise SystemExit('a file beside the caller was imported')")
    answer = run(copy / "scripts" / "hub", "mask", "two words", cwd=tmp_path)
    assert (answer.stdout, answer.returncode) == (f"{tmp_path} mask two words\n", 0)
    assert answer.stderr == ""


def test_changed_requirements_are_installed_before_anything_runs(copy: Path) -> None:
    stamp(copy)
    with (copy / "requirements.txt").open("a") as requirements:
        requirements.write("# changed\n")
    answer = run(copy / "scripts" / "hub", "mask", cwd=copy, UV_OFFLINE="1")
    assert answer.returncode == 1
    assert answer.stdout == ""
    assert "could not be installed" in answer.stderr
    assert run(copy / "scripts" / "hub", cwd=copy, UV_OFFLINE="1").returncode == 1, (
        "a failed installation left its stamp"
    )


def test_an_old_python_is_refused_in_one_sentence(copy: Path, tmp_path: Path) -> None:
    shutil.rmtree(copy / ".venv")
    programs = tmp_path / "programs"
    programs.mkdir()
    for name in ("bash", "dirname", "basename", "cat", "sha256sum", "cut", "flock", "id"):
        (programs / name).symlink_to(shutil.which(name) or name)
    for name in ("python3", "python3.11", "python3.12", "python3.13"):
        (programs / name).write_text("#!/bin/sh\nexit 1\n")
        (programs / name).chmod(0o755)
    answer = run(programs / "bash", copy / "scripts" / "hub", cwd=copy, PATH=str(programs))
    assert answer.returncode == 1
    assert answer.stderr.startswith("Python 3.11 or newer is needed")
    assert len(answer.stderr.splitlines()) == 1


def test_an_unknown_command_is_a_usage_error() -> None:
    answer = run(ROOT / "scripts" / "hub", "no-such-command", cwd=ROOT)
    assert (answer.returncode, answer.stdout) == (2, "")
    assert "Traceback" not in answer.stderr
