"""The words of merging, splitting and undoing: what would happen, and why something cannot be."""

from typing import Any

from flask_babel import gettext

from lawsuit_hub.features.desk.regroup_types import ChangeLine, Flow, Kind, Plan
from lawsuit_hub.features.lawsuits.change_types import Bar, ChangeKind
from lawsuit_hub.features.lawsuits.stage_words import stage_label


def _(text: str, **values: Any) -> str:
    return str(gettext(text, **values))


def kind(one: ChangeKind) -> str:
    return {
        ChangeKind.MERGE: _("합침"),
        ChangeKind.SPLIT: _("나눔"),
        ChangeKind.SETTLE: _("한 사람의 모임을 정함"),
    }[one]


def what(line: ChangeLine) -> str:
    """One change in a sentence."""
    if line.change.kind is ChangeKind.MERGE:
        return _("%(other)s을 %(code)s에 합침", other=line.other, code=line.code)
    if line.change.kind is ChangeKind.SPLIT:
        return _("%(code)s에서 %(other)s을 나눔", other=line.other, code=line.code)
    if not line.reference:  # she was erased since
        return _("한 사람을 %(code)s에 넣음", code=line.code)
    return _("%(reference)s을 %(code)s에 넣음", reference=line.reference, code=line.code)


def bar(one: Bar) -> str:
    return {
        Bar.UNDONE: _("이미 되돌렸습니다."),
        Bar.LATER: _("그 뒤에 같은 모임을 합치거나 나눈 일이 있습니다. 나중에 한 일부터 차례로 되돌려 주세요."),
        Bar.GONE: _("남은 사람이 없어 문을 닫은 모임이 있습니다. 열쇠까지 없앴으므로 되돌릴 수 없습니다."),
        Bar.NOBODY: _(
            "되돌려도 한쪽에는 아무도 남지 않습니다. 그때의 사람들이 모두 다른 모임에 있거나 등록을 지웠습니다."
        ),
        Bar.CONFLICT: _("그동안 들어온 사람들의 생년월일이나 번호가 서로 어긋나 다시 한 모임이 될 수 없습니다."),
        Bar.ELSEWHERE: _(
            "그 사람은 지금 이 모임에 있지 않습니다. 다시 답했거나, 다른 담당자가 옮겼거나, 등록을 지웠습니다."
        ),
        Bar.CERTAIN: _(
            "되돌려도 확실한 사실이 같아 곧바로 이 모임에 다시 들어갑니다. 다른 임대인이라면 ‘나누기’를 써 주세요."
        ),
    }[one]


def effects(plan: Plan) -> list[str]:
    """What would happen, a sentence each, the gravest first."""
    lines = [_flow(flow, plan.kind) for flow in plan.flows]
    lines += [_("%(code)s의 대화방이 없어집니다. 카카오톡에서도 방을 닫아 주세요.", code=code) for code in plan.rooms]
    if plan.in_room and plan.kind is not Kind.MERGE:
        lines.append(_room(plan.in_room))
    lines.append(
        _("쓰지 않은 초대 %(count)s개가 무효가 됩니다.", count=plan.invites)
        if plan.invites
        else _("무효가 되는 초대는 없습니다.")
    )
    for one in plan.lawyers:
        lines += _lawyer(one.code, one.firm, ends=one.ends, gains=one.gains, loses=one.loses)
    lines.append(_("동의는 본인이 한 그대로 남습니다. 이 일로 새로 생기거나 없어지는 동의는 없습니다."))
    lines += _stages(plan)
    return [*lines, *_told(plan), *_undoing(plan.kind)]


def _flow(flow: Flow, kind: Kind) -> str:
    counts = {"active": len(flow.active), "waiting": flow.waiting, "source": flow.source, "target": flow.target}
    if kind is Kind.UNDO_SETTLE:
        return _("%(source)s에서 나와, 임대인을 정할 때까지 다시 기다립니다.", **counts)
    moved = (
        _(
            "%(source)s에서 확정된 %(active)s명과 기다리는 %(waiting)s명이 새 별칭으로 %(target)s에 옮겨집니다.",
            **counts,
        )
        if flow.target
        else _(
            "%(source)s에서 확정된 %(active)s명과 기다리는 %(waiting)s명이 새 별칭으로 새 모임에 옮겨집니다.", **counts
        )
    )
    outside = (
        _("참여하지 않는 %(count)s명이 적은 임대인도 함께 옮겨집니다.", count=flow.outside) if flow.outside else ""
    )
    return f"{moved} {outside}".strip()


def _room(count: int) -> str:
    return _(
        "옮겨지는 사람 가운데 %(count)s명이 지금 모임의 대화방에 들어가 있습니다. 카카오톡에서 내보내고 대화방 주소와 코드를 바꿔 주세요.",
        count=count,
    )


def _lawyer(code: str, firm: str, *, ends: bool, gains: int, loses: int) -> list[str]:
    named = {"code": code, "firm": firm}
    lines = []
    if ends:
        lines.append(
            _(
                "%(code)s을 맡은 %(firm)s의 배정이 끝나고, 기다리는 명단 요청은 지워집니다. 되돌려도 다시 살아나지 않습니다.",
                **named,
            )
        )
    if gains:
        lines.append(
            _(
                "옮겨지는 확정된 사람 가운데 %(count)s명이 %(firm)s에 동의했고, %(code)s의 명단에 들어갑니다.",
                count=gains,
                **named,
            )
        )
    if loses:
        lines.append(_("%(firm)s에 동의한 %(count)s명이 %(code)s의 명단에서 빠집니다.", count=loses, **named))
    return lines


def _stages(plan: Plan) -> list[str]:
    """Where the groups stand apart in their case, it is said which stage those who move come to."""
    if len({line.stage for line in plan.stages}) < 2:  # noqa: PLR2004 - it takes two
        return []
    told = ", ".join(f"{line.code} {stage_label(line.stage)}" for line in plan.stages)
    return [_("두 모임의 단계가 다릅니다: %(stages)s. 옮겨지는 사람에게는 옮긴 모임의 단계가 보입니다.", stages=told)]


def _told(plan: Plan) -> list[str]:
    lines = []
    if plan.changed:
        lines.append(
            _("%(count)s명에게 ‘모임이 바뀌었습니다. 하실 일은 없습니다’라는 문자가 갑니다.", count=plan.changed)
        )
    if plan.opened:
        lines.append(_("%(count)s명에게 ‘모임이 열렸습니다’라는 문자가 갑니다.", count=plan.opened))
    return lines or [_("문자를 받는 사람은 없습니다.")]


def _undoing(kind: Kind) -> list[str]:
    if kind is Kind.UNDO_MERGE:
        return [
            _("합친 뒤에 들어온 사람은 남습니다. 확실한 사실이 나뉘는 쪽에만 맞는 사람만 함께 옮겨집니다."),
            _("두 임대인은 다르다고 기억해, 저절로 다시 합쳐지지 않습니다."),
            _("그사이 나간 사람은 나간 채로 있고, 변호사와 대화방과 초대는 새로 정해야 합니다."),
        ]
    if kind is Kind.SPLIT:
        return [_("두 임대인은 다르다고 기억해, 저절로 다시 합쳐지지 않습니다.")]
    return []
