"""The service's source as syntax trees, read once."""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "lawsuit_hub"


@dataclass(frozen=True)
class Module:
    """`name` is its path inside lawsuit_hub, with slashes: features/victims/service.py."""

    name: str
    text: str
    tree: ast.Module

    @property
    def feature(self) -> str | None:
        parts = self.name.split("/")
        return parts[1] if parts[0] == "features" and len(parts) > 2 else None

    def attributes(self) -> Iterator[ast.Attribute]:
        return (node for node in ast.walk(self.tree) if isinstance(node, ast.Attribute))

    def imports(self) -> Iterator[tuple[str, int]]:
        """Full dotted names of what is imported (module, or module and name), with the line."""
        for node in ast.walk(self.tree):
            if isinstance(node, ast.Import):
                yield from ((alias.name, node.lineno) for alias in node.names)
            elif isinstance(node, ast.ImportFrom):
                yield from ((f"{node.module}.{alias.name}", node.lineno) for alias in node.names)


@cache
def modules() -> tuple[Module, ...]:
    paths = sorted(path for path in PACKAGE.rglob("*.py") if "versions" not in path.parts)
    texts = [(path.relative_to(PACKAGE).as_posix(), path.read_text(encoding="utf-8")) for path in paths]
    return tuple(Module(name, text, ast.parse(text)) for name, text in texts)


def dotted(node: ast.expr) -> str:
    """`work.keys.open` of a chain of names; "" of anything else."""
    if isinstance(node, ast.Name):
        return node.id
    if isinstance(node, ast.Attribute):
        before = dotted(node.value)
        return f"{before}.{node.attr}" if before else f".{node.attr}"
    return ""
