"""Changes the modules of sealing in one place at a time and asks the tests of sealing whether they notice.

`python -m benchmarks.mutants [--most N] [--seed N] [--minutes N] [MODULE…]`, from the repository; works in a copy of it.
"""

import argparse
import ast
import contextlib
import copy
import os
import random
import resource
import shutil
import signal
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest
import sqlalchemy.orm  # noqa: F401 - once for all children

MODULES = (
    "sealed", "subject_keys", "keys", "ring", "chunks", "hpke_wrap", "index", "held", "vault_keys", "shared_keys",
)  # fmt: skip
HERE = Path(__file__).resolve().parent.parent
SECONDS, WALL = 60, 400  # of the processor, and by the clock: a loaded machine is slow, not stuck
SLOW = "not nonce_is_never and not threads"
NOT_OF_SEALING = {"test_masking.py", "test_file_lock.py", "test_scrub.py"}
BESIDE = ["tests/infra/test_epochs.py", "tests/infra/test_roots.py"]  # what holds keys for a time, and asks for them
HELD = {"held", "vault_keys", "shared_keys", "ring"}
_SWAPS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def changes(node: ast.AST) -> Iterator[dict[str, object]]:
    """What this node could be instead, as the attributes that differ."""
    if isinstance(node, ast.If | ast.IfExp | ast.While):
        yield {"test": ast.UnaryOp(ast.Not(), node.test)}
        if isinstance(node, ast.If) and isinstance(node.body[-1], ast.Raise):
            yield {"body": [ast.Pass()]}
    elif isinstance(node, ast.Return | ast.Expr) and node.value and not isinstance(node.value, ast.Constant):
        yield {"value": ast.Constant(None)}
    elif isinstance(node, ast.Call) and len(node.args) > 1 and ast.dump(node.args[0]) != ast.dump(node.args[1]):
        yield {"args": [node.args[1], node.args[0], *node.args[2:]]}
    else:
        yield from _other_values(node)


def _other_values(node: ast.AST) -> Iterator[dict[str, object]]:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            yield {"ops": [*node.ops[:at], _SWAPS[type(op)](), *node.ops[at + 1 :]]}
    elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in _SWAPS:
        yield {"op": _SWAPS[type(node.op)]()}
    elif isinstance(node, ast.Constant) and isinstance(node.value, bool):
        yield {"value": not node.value}
    elif isinstance(node, ast.Constant) and isinstance(node.value, bytes | int | float):
        yield {"value": node.value + (b"x" if isinstance(node.value, bytes) else 1)}


def mutants(name: str) -> Iterator[tuple[str, int, str, str]]:
    """Module, line, what stands there then, and the whole source with that one change."""
    tree = ast.parse((HERE / "lawsuit_hub" / "privacy" / f"{name}.py").read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        before = copy.copy(node.__dict__)
        for change in changes(node):
            node.__dict__.update(change)
            told = ast.unparse(ast.fix_missing_locations(node)).splitlines()
            yield name, node.__dict__.get("lineno", 0), " ".join(told[:2])[:110], ast.unparse(tree)
            node.__dict__.update(before)


def tests_for(name: str) -> list[str]:
    """All files of sealing; first those that say the most of the module's own names."""
    tree = ast.parse((HERE / "lawsuit_hub" / "privacy" / f"{name}.py").read_text(encoding="utf-8"))
    own = [
        one.name for one in ast.walk(tree) if isinstance(one, ast.FunctionDef | ast.ClassDef) and one.name[:1] != "_"
    ]
    files = sorted(file for file in (HERE / "tests" / "privacy").glob("test_*.py") if file.name not in NOT_OF_SEALING)
    files.sort(key=lambda file: -sum(file.read_text(encoding="utf-8").count(word) for word in own))
    return [*(str(file.relative_to(HERE)) for file in files), *(BESIDE if name in HELD else [])]


class Quick:
    """A failure is a failure: it is not made small, and not remembered for the next mutant."""

    @pytest.hookimpl(trylast=True)
    def pytest_configure(self) -> None:
        phases = (hypothesis.Phase.explicit, hypothesis.Phase.generate)
        hypothesis.settings.register_profile("mutants", phases=phases, deadline=None, max_examples=30, database=None)
        hypothesis.settings.load_profile("mutants")


def verdict(copied: Path, tests: list[str]) -> str:
    """In a child, which finds the heavy libraries imported already."""
    child = os.fork()
    if not child:
        os.setsid()
        os.chdir(copied)
        resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
        sys.dont_write_bytecode = True
        sys.path.insert(0, str(copied))
        nowhere = os.open(os.devnull, os.O_WRONLY)
        os.dup2(nowhere, 1)
        os.dup2(nowhere, 2)
        words = [
            "-x",
            "-q",
            "-n",
            "0",
            "-p",
            "no:cacheprovider",
            "--db",
            "sqlite",
            "-W",
            "ignore:Module already imported",
            "-k",
            SLOW,
            *tests,
        ]
        os._exit(int(pytest.main(words, plugins=[Quick()]) != 0))
    until = time.monotonic() + WALL
    while time.monotonic() < until:
        done, status = os.waitpid(child, os.WNOHANG)
        if done:
            return "too slow" if os.WIFSIGNALED(status) else "killed" if status else "survived"
        time.sleep(0.02)
    os.killpg(child, signal.SIGKILL)
    os.waitpid(child, 0)
    return "too slow"


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--most", type=int, default=10_000)
    words.add_argument("--seed", type=int, default=1)
    words.add_argument("--minutes", type=float, default=600)
    words.add_argument("modules", nargs="*", default=MODULES)
    asked, begun = words.parse_args(), time.monotonic()
    every = [one for name in asked.modules for one in mutants(name)]
    chosen = random.Random(asked.seed).sample(every, min(asked.most, len(every)))
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(KeyboardInterrupt):
        copied = Path(folder) / "hub"
        shutil.copytree(HERE, copied, ignore=shutil.ignore_patterns(".git", ".venv", "instance", "__pycache__"))
        if (first := verdict(copied, tests_for("sealed"))) != "survived":
            sys.exit(f"without any change: {first}")
        count: Counter[tuple[str, str]] = Counter()
        for name, line, told, source in chosen:
            if time.monotonic() > begun + asked.minutes * 60:
                break
            path = copied / "lawsuit_hub" / "privacy" / f"{name}.py"
            whole = path.read_text(encoding="utf-8")
            path.write_text(source, encoding="utf-8")
            count[name, said := verdict(copied, tests_for(name))] += 1
            path.write_text(whole, encoding="utf-8")
            if said != "killed":
                print(f"{name}.py:{line} {said}: {told}", flush=True)
    for name in asked.modules:
        print(name, *(f"{said} {count[name, said]}" for said in ("killed", "too slow", "survived")))
    total = {
        said: sum(number for (_, one), number in count.items() if one == said)
        for said in ("killed", "too slow", "survived")
    }
    print(
        f"of {len(every)} mutants {sum(total.values())} tried (seed {asked.seed}): {total}, {time.monotonic() - begun:.0f} s"
    )


if __name__ == "__main__":
    main()
