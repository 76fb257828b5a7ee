"""Changes a module of sealing in one place at a time and asks the tests of sealing whether they notice; those they do not are listed.

`python -m benchmarks.mutants [--most N] [MODULE…]`, from the repository; works in a copy of it. Runs beside nothing: a test that
is too slow counts as one that noticed.
"""

import argparse
import ast
import copy
import os
import shutil
import signal
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

MODULES = ("sealed", "subject_keys", "hpke_wrap", "index", "chunks", "keys", "ring")
HERE = Path(__file__).resolve().parent.parent
SECONDS = 60
TESTS = [f"tests/privacy/test_{name}.py" for name in ("sealing_golden", "tampering", "sealing", "keyring_subjects", "keyring", "keyring_index", "sealing_files", "sealing_one_off")]
_SWAPS = {
    ast.Eq: ast.NotEq, ast.NotEq: ast.Eq, ast.Lt: ast.LtE, ast.LtE: ast.Lt, ast.Gt: ast.GtE, ast.GtE: ast.Gt, ast.Is: ast.IsNot,
    ast.IsNot: ast.Is, ast.In: ast.NotIn, ast.NotIn: ast.In, ast.Add: ast.Sub, ast.Sub: ast.Add, ast.Mult: ast.FloorDiv,
    ast.FloorDiv: ast.Mult, ast.Mod: ast.Mult, ast.And: ast.Or, ast.Or: ast.And,
}  # fmt: skip


def mutations(node: ast.AST) -> Iterator[str]:
    """Each change of this node in turn; it is made when it is yielded and undone after."""
    before = copy.copy(node.__dict__)
    for changed in _changes(node):
        node.__dict__.update(changed)
        yield ast.unparse(node).splitlines()[0][:90]
        node.__dict__.update(before)


def _changes(node: ast.AST) -> Iterator[dict[str, object]]:
    if isinstance(node, ast.Compare):
        for at, op in enumerate(node.ops):
            if type(op) in _SWAPS:
                yield {"ops": [*node.ops[:at], _SWAPS[type(op)](), *node.ops[at + 1 :]]}
    elif isinstance(node, ast.BinOp | ast.BoolOp) and type(node.op) in _SWAPS:
        yield {"op": _SWAPS[type(node.op)]()}
    elif isinstance(node, ast.Constant) and type(node.value) in {int, bytes}:
        yield {"value": node.value + (1 if isinstance(node.value, int) else b"x")}
    elif isinstance(node, ast.Return) and node.value is not None and not isinstance(node.value, ast.Constant):
        yield {"value": ast.Constant(None)}
    elif isinstance(node, ast.If | ast.IfExp | ast.While):
        yield {"test": ast.UnaryOp(ast.Not(), node.test)}
    elif isinstance(node, ast.If) and isinstance(node.body[0], ast.Raise):
        yield {"body": [ast.Pass()]}


def noticed(copied: Path) -> bool:
    """In a child that finds the heavy libraries imported already."""
    child = os.fork()
    if not child:
        os.setsid()
        signal.alarm(SECONDS)
        os.chdir(copied)
        with Path(os.devnull).open("w") as nowhere:
            os.dup2(nowhere.fileno(), 1)
            os.dup2(nowhere.fileno(), 2)
        sys.path.insert(0, str(copied))
        import pytest  # noqa: PLC0415 - in the copy

        os._exit(pytest.main(["-x", "-q", "-p", "no:cacheprovider", "--db", "sqlite", "-k", "not nonce_is_never and not threads", *TESTS]) != 0)
    return os.waitpid(child, 0)[1] != 0


def main() -> None:
    words = argparse.ArgumentParser()
    words.add_argument("--minutes", type=float, default=600)
    words.add_argument("modules", nargs="*", default=MODULES)
    asked, until = words.parse_args(), time.monotonic()
    until += asked.minutes * 60
    with tempfile.TemporaryDirectory() as folder:
        copied = Path(folder) / "hub"
        shutil.copytree(HERE, copied, ignore=shutil.ignore_patterns(".git", ".venv", "instance", "__pycache__"))
        if noticed(copied):
            sys.exit("the tests fail without any change")
        for name in asked.modules:
            tried, killed = 0, 0
            path = copied / "lawsuit_hub" / "privacy" / f"{name}.py"
            source = path.read_text(encoding="utf-8")
            tree = ast.parse(source)
            for node in ast.walk(tree):
                line = getattr(node, "lineno", 0)
                for change in mutations(node) if time.monotonic() < until else ():
                    path.write_text(ast.unparse(tree), encoding="utf-8")
                    tried, dead = tried + 1, noticed(copied)
                    killed += dead
                    if not dead:
                        print(f"{name}.py:{line} survived: {change}", flush=True)  # noqa: T201
            path.write_text(source, encoding="utf-8")
            print(f"{name}.py: {killed} of {tried} noticed", flush=True)  # noqa: T201


if __name__ == "__main__":
    import cryptography.hazmat.primitives.ciphers.aead
    import flask
    import hypothesis
    import sqlalchemy.orm  # noqa: F401

    main()
