"""What pages of findings say about numbers that are shown and hidden. Decides nothing."""

from flask_babel import format_decimal, gettext

from lawsuit_hub.features.findings.report import part
from lawsuit_hub.features.findings.types import Results, Table


def rows(table: Table, results: Results) -> list[tuple[str, float | None, str, str]]:
    """Label, share, words of the share, words of the count: as macros/charts.html draws them."""
    out: list[tuple[str, float | None, str, str]] = []
    for line in table.lines:
        share = part(line.count, table, results.sheets)
        if line.count is None:
            out.append((line.label, None, "", hidden()))
        else:
            out.append((line.label, share or 0.0, percent(share or 0.0), people(line.count)))
    return out


def people(count: int | None) -> str:
    return hidden() if count is None else str(gettext("%(count)s명", count=format_decimal(count)))


def percent(share: float) -> str:
    return f"{100 * share:.0f}%" if share >= 0.1 or not share else f"{100 * share:.1f}%"  # noqa: PLR2004 - a tenth


def hidden() -> str:
    return str(gettext("가림"))


def note(table: Table, results: Results) -> str:
    said = [gettext("여러 개 고를 수 있음")] if table.multiple else []
    if table.answered is None:
        said.append(gettext("답한 사람 모두(%(count)s명)에 대한 비율", count=format_decimal(results.sheets)))
    else:
        said.append(gettext("답 %(count)s명", count=format_decimal(table.answered)))
    return " · ".join(said)


def rate(results: Results) -> str:
    return f"{100 * results.sheets / results.invited:.1f}" if results.invited else ""


def weakness(why: str) -> str:
    known: dict[str, str] = {
        "short": gettext("열두 자보다 짧습니다. 더 길게 적어 주세요."),
        "long": gettext("너무 깁니다. 128자까지 적을 수 있습니다."),
        "not-ascii": gettext("영문자, 숫자, 기호만 쓸 수 있습니다. 한글은 여는 프로그램마다 다르게 읽힙니다."),
        "one-kind": gettext("한 가지 글자로만 되어 있습니다. 숫자나 대문자를 섞어 주세요."),
    }
    return known.get(why) or str(gettext("쉽게 맞힐 수 있는 암호입니다. 이어지거나 되풀이되지 않게 적어 주세요."))
