"""The page of public numbers. Knows nobody."""

from flask import Blueprint, g, render_template

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.statistics import public, words

pages = Blueprint("numbers", __name__, template_folder="templates")


@pages.get("/numbers")
@allow(Permission.SITE_READ)
def shown() -> str:
    lines = public.lines(g.work)
    drawn = [line for line in lines if len(line.months) > 1 and any(number for _month, number in line.months)]
    return render_template(
        "statistics/numbers.html", lines=lines, drawn=drawn, counted_on=public.counted_on(g.work), words=words
    )
