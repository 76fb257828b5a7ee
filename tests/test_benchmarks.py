"""The benchmarks run: a figure that nobody can measure any more is noticed here and not by whoever wants it."""

import pytest

from benchmarks import rosters
from benchmarks.floors import BENCHES


@pytest.mark.parametrize("name", ["import", "roster", "registration", "member-page", "exhibits"])
def test_a_benchmark_runs_in_small(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(rosters, "ROUNDS", 1)  # each is three processes
    figure = BENCHES[name](8)
    assert figure.value > 0 and figure.floor > 0 and figure.size == 8
