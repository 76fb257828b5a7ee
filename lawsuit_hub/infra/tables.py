"""Loads every feature's models, so that metadata is whole. By name: infra imports no feature."""

from importlib import import_module
from pathlib import Path

FEATURES = Path(__file__).resolve().parent.parent / "features"


def load_tables() -> None:
    import_module("lawsuit_hub.infra.keystore")
    for models in sorted(FEATURES.glob("*/models.py")):
        import_module(f"lawsuit_hub.features.{models.parent.name}.models")
