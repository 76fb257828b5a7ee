"""What the PDF copy says of where the court's post reaches her."""

from typing import Any

from lawsuit_hub.features.rights.paper_days import moment_of

_WHERE = {"office": "변호사 사무소", "other": "다른 주소", "home": "계약한 집"}


def court_post(one: dict[str, Any]) -> list[tuple[str, str]]:
    where = _WHERE[one["where"]]
    return [
        ("받을 곳", f"{where}: {one['address']}" if one["address"] else where),
        ("임대인이 주소를 보지 못하게", "청함" if one["protected"] else "청하지 않음"),
        *([("그 이유", one["reason"])] if one["reason"] else []),
        ("고른 때", moment_of(one["chosen_at"])),
    ]
