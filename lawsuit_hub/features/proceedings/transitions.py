"""From which stage a case comes to which: who may take the step, what it needs, what members are told. One table."""

from dataclasses import dataclass

from lawsuit_hub.access.roles import Role
from lawsuit_hub.features.lawsuits.types import Stage
from lawsuit_hub.features.proceedings.types import Need, NoSuchStep

_DESK = frozenset({Role.CASEWORKER})
_BOTH = frozenset({Role.CASEWORKER, Role.LAWYER})
ORDER = tuple(Stage)


@dataclass(frozen=True, slots=True)
class Transition:
    """`tells`: the kind of the message to active members (features/letters); its words name neither landlord nor reason."""

    to: Stage
    by: frozenset[Role]
    needs: tuple[Need, ...]
    tells: str = "stage"


# Each comes from the stage before it.
FORWARD: tuple[Transition, ...] = (
    Transition(Stage.SETTLED, _DESK, (Need.TWO_ACTIVE,)),
    Transition(Stage.COUNSEL, _DESK, (Need.TWO_ACTIVE, Need.COUNSEL)),
    Transition(Stage.MANDATE, _BOTH, (Need.COUNSEL, Need.RETAINED)),
    Transition(Stage.FILED, _BOTH, (Need.COUNSEL, Need.CASE)),
    Transition(Stage.JUDGMENT, _BOTH, (Need.JUDGED,)),
    Transition(Stage.RECOVERY, _BOTH, ()),
    Transition(Stage.CLOSED, _DESK, (Need.REASON,), tells="stage_closed"),
)
# A case can end at any stage (everybody settled, the group gave up), and a step can have been a mistake: both with a reason.
ENDS = Transition(Stage.CLOSED, _DESK, (Need.REASON,), tells="stage_closed")
_BACK_BY = _DESK


def back_to(stage: Stage) -> Transition:
    return Transition(stage, _BACK_BY, (Need.REASON,))


def is_back(now: Stage, to: Stage) -> bool:
    return ORDER.index(to) < ORDER.index(now)


def between(now: Stage, to: Stage) -> Transition:
    """Raises NoSuchStep."""
    if is_back(now, to):
        return back_to(to)
    if to is ORDER[min(ORDER.index(now) + 1, len(ORDER) - 1)] and to is not now:
        return next(one for one in FORWARD if one.to is to)
    if to is Stage.CLOSED and now is not Stage.CLOSED:
        return ENDS
    raise NoSuchStep


def from_here(now: Stage, role: Role) -> list[Transition]:
    """What a role may take from a stage: the next first, then the end, then the way back."""
    here = ORDER.index(now)
    targets = dict.fromkeys([*ORDER[here + 1 : here + 2], *ORDER[-1:], *reversed(ORDER[:here])])
    return [one for to in targets if to is not now and role in (one := between(now, to)).by]
