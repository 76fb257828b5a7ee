"""Somebody guesses the codes of one member, from many addresses and browsers: docs/codes.md says what she may hope for."""

import random
import sys
import time
import tracemalloc
from contextlib import suppress
from dataclasses import dataclass, field

import pytest
from sqlalchemy import func, select

from lawsuit_hub.access.actor import SYSTEM, VISITOR
from lawsuit_hub.features.identity import asking
from lawsuit_hub.features.identity import service as identity
from lawsuit_hub.features.identity.models import PhoneCode
from lawsuit_hub.features.identity.types import Browser
from lawsuit_hub.infra.refusals import TooMany
from lawsuit_hub.infra.work import Works
from tests.clock import Clock
from tests.features.identity.test_codes import BODY, PHONE, newest_code, proved

TRIES_OF_A_BROWSER = 5
ADDRESSES = 500
POSSIBLE = 10**6


@dataclass
class Attack:
    """What came of it. `counted`: guesses that had a code to meet at all."""

    works: Works
    inside: int = 0
    guesses: int = 0
    codes: int = 0
    chance: random.Random = field(default_factory=lambda: random.Random(11))

    def go_on(self, guesses: int) -> None:
        """Each browser asks for a code of its own and tries it as often as a code may be tried, and once more."""
        for number in range(self.guesses, self.guesses + guesses, TRIES_OF_A_BROWSER):
            address = f"198.51.{number % ADDRESSES // 250}.{number % 250}"
            browser = Browser(f"{number:043}", address=address)
            self.codes += self._asks(browser)
            self.inside += sum(self._tries(browser) for _ in range(TRIES_OF_A_BROWSER))
        self.guesses += guesses

    def _asks(self, browser: Browser) -> bool:
        with suppress(TooMany), self.works.open(VISITOR) as work:
            identity.send_code(work, PHONE, browser=browser, to_known=True, body=BODY)
            return True
        return False

    def _tries(self, browser: Browser) -> bool:
        with self.works.open(VISITOR) as work:
            return identity.check_code(work, PHONE, f"{self.chance.randrange(POSSIBLE):06}", browser=browser)

    @property
    def counted(self) -> int:
        with self.works.open(SYSTEM, read_only=True) as work:
            return int(work.db.scalar(select(func.sum(PhoneCode.attempts))) or 0)


def later(clock: Clock, monkeypatch: pytest.MonkeyPatch, *, hours: int) -> None:
    """Limits go by the time of the machine, codes by the service's clock: both go on."""
    clock.forward(hours=hours)
    real = time.time
    monkeypatch.setattr("time.time", lambda: real() + hours * 3600)


@pytest.mark.parametrize("guesses", [300, pytest.param(10_000, marks=[pytest.mark.long, pytest.mark.timeout(3600)])])
def test_nobody_guesses_a_code_and_she_is_not_kept_out(
    works: Works,
    clock: Clock,
    monkeypatch: pytest.MonkeyPatch,
    guesses: int,
    capsys: pytest.CaptureFixture[str],
) -> None:
    hers, new = proved(works), Browser("d" * 43, address="203.0.113.200")
    attack = Attack(works)
    attack.go_on(guesses // 2)
    tracemalloc.start()
    before = tracemalloc.take_snapshot()
    attack.go_on(guesses // 2)
    grown = sum(one.size_diff for one in tracemalloc.take_snapshot().compare_to(before, "filename"))
    tracemalloc.stop()

    assert attack.inside == 0
    assert attack.codes == works.settings.codes_per_number
    counted = attack.counted
    assert counted == works.settings.codes_per_number * works.settings.code_attempts
    assert grown < 2_000_000, "memory stays"
    rows = _rows(works)
    assert rows == works.settings.codes_per_number, "an asking that is refused and a guess leave no row"

    # In the middle of it she signs in where she has been before.
    clock.forward(seconds=1)
    assert _signs_in(works, hers)
    # In a new browser she waits no longer than the documented time.
    with pytest.raises(TooMany) as waits, works.open(VISITOR) as work:
        identity.send_code(work, PHONE, browser=new, to_known=True, body=BODY)
    assert waits.value.seconds <= asking.NUMBER_HOURS * 3600
    later(clock, monkeypatch, hours=asking.NUMBER_HOURS)
    assert _signs_in(works, new)
    # And then nothing is left of it.
    clock.forward(days=2)
    with works.open(SYSTEM) as work:
        identity.forget_codes(work)
    assert _rows(works) == 0
    with capsys.disabled():
        chance = 1 - (1 - 1 / POSSIBLE) ** counted
        sys.stdout.write(
            f"\n{attack.guesses} guesses from {ADDRESSES} addresses: {attack.inside} inside, {attack.codes} codes, "
            f"{counted} guesses met a code (chance {chance:.1e}), {rows} rows, memory {grown / 1024:+.0f} KiB\n"
        )


def test_the_documented_chance_is_what_the_limits_leave(works: Works) -> None:
    settings = works.settings
    a_day = settings.codes_per_number * (24 // asking.NUMBER_HOURS) * settings.code_attempts
    assert a_day == 240
    assert 1 - (1 - 1 / POSSIBLE) ** a_day < 0.00025


def _signs_in(works: Works, browser: Browser) -> bool:
    code = newest_code(works, browser=browser)
    with works.open(VISITOR) as work:
        return identity.check_code(work, PHONE, code, browser=browser)


def _rows(works: Works) -> int:
    with works.open(SYSTEM, read_only=True) as work:
        return int(work.db.scalar(select(func.count()).select_from(PhoneCode)) or 0)
