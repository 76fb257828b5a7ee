"""`hub fees`: what a suit costs at the court and each plaintiff's part. It needs no instance; where there is one, its practice counts."""

import json
from datetime import datetime

import click

from lawsuit_hub.settings import SETTINGS_FILE, Settings, instance_folder
from lawsuit_hub.values.court_fees import Cost, NoTable, Part, Practice, Procedure, together
from lawsuit_hub.values.dates import KST
from lawsuit_hub.values.refused import BadWon
from lawsuit_hub.values.won import amount_of

MOST_WON = 10**15


class Amount(click.ParamType[int]):
    """Won in the spellings people use, from 1 on."""

    name = "won"

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> int:
        try:
            amount = amount_of(value)
        except BadWon as bad:
            self.fail(str(bad), param, ctx)
        if not 1 <= amount <= MOST_WON:
            self.fail(f"from 1 to {MOST_WON:,} won", param, ctx)
        return amount


@click.command()
@click.option(
    "--claim", "claims", type=Amount(), multiple=True, required=True, help="of one plaintiff; as often as needed"
)
@click.option("--defendants", default=1, type=click.IntRange(1, 1000))
@click.option("--electronic", is_flag=True, help="filed electronically")
@click.option(
    "--procedure",
    type=click.Choice([one.value for one in Procedure]),
    help="else of the first instance, by the sum of the claims",
)
@click.option("--on", type=click.DateTime(["%Y-%m-%d"]), help="by the tables of that day; else today's")
@click.option("--json", "as_json", is_flag=True)
def fees(  # noqa: PLR0917 - click hands options over by position or name; there are six
    claims: tuple[int, ...],
    defendants: int,
    electronic: bool,
    procedure: str | None,
    on: datetime | None,
    as_json: bool,
) -> None:
    """Stamp duty and service fee of one suit, and each plaintiff's part. Not legal advice."""
    day = (on or datetime.now(KST)).date()
    try:
        cost = together(
            claims,
            on=day,
            defendants=defendants,
            electronic=electronic,
            procedure=Procedure(procedure) if procedure else None,
            practice=_practice(),
        )
    except NoTable as none:
        raise click.BadParameter("no table covers that day", param_hint="--on") from none
    click.echo(json.dumps(_as_json(cost)) if as_json else _as_text(cost))


def _practice() -> Practice:
    return Settings.load().court_practice if (instance_folder() / SETTINGS_FILE).is_file() else Practice()


def _as_json(cost: Cost) -> dict[str, object]:
    def shown(one: Part) -> dict[str, int]:
        return {"claim": one.claim, "stamp": one.stamp, "service": one.service, "total": one.total}

    whole = {"claim": cost.claim, "stamp": cost.stamp, "service": cost.service}
    return {**whole, "plaintiffs": [shown(one) for one in cost.plaintiffs]}


def _as_text(cost: Cost) -> str:
    rows = [
        ("plaintiff", "claim", "stamp", "service", "total"),
        *(
            (str(number), *(f"{won:,}" for won in (one.claim, one.stamp, one.service, one.total)))
            for number, one in enumerate(cost.plaintiffs, start=1)
        ),
        ("together", *(f"{won:,}" for won in (cost.claim, cost.stamp, cost.service, cost.total))),
    ]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)) for row in rows)
