"""What the PDF copy says of her money: what was noted of her claim, and her share of the costs."""

from typing import Any

from lawsuit_hub.features.rights.paper_days import day_of, moment_of
from lawsuit_hub.infra.i18n import won


def figures(one: dict[str, Any]) -> list[tuple[str, str]]:
    by = {
        "member": "본인이 적은 때",
        "lawyer": "변호사가 적은 때",
        "caseworker": "담당자가 적은 때",
        "decision": "소송비 지원 결정에서 옮겨 적은 때",
    }[one["entered_by"]]
    return [
        ("임대인에게 돌려받은 돈", won(one["paid_back"])),
        ("배당받은 돈", won(one["distributed"])),
        ("이자를 세기 시작하는 날", day_of(one["interest_from"])),
        ("받기로 한 소송수행경비 지원금", won(one["granted"])),
        ("합의한 몫", str(one["weight"])),
        (by, moment_of(one["entered_at"])),
    ]


def share(one: dict[str, Any]) -> list[tuple[str, str]]:
    return [
        ("인지액", won(one["stamp"])),
        ("송달료", won(one["service"])),
        ("변호사 보수", won(one["retainer"])),
        (
            "모두 합해",
            f"{one['plaintiffs']}명, 청구 {won(one['claim_together'])}, 비용 {won(one['costs_together'])}",
        ),
        ("계산한 때", moment_of(one["worked_out_at"])),
    ]
