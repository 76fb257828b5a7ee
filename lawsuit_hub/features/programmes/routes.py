"""The overview of support programmes on one page, for everybody; by what somebody says of herself in the address, kept nowhere."""

from flask import Blueprint, g, render_template, request
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.programmes import forms, service, words
from lawsuit_hub.features.programmes.types import Field
from lawsuit_hub.infra.for_machines import for_everybody

pages = Blueprint("programmes", __name__, template_folder="templates")


@pages.get("/programmes")
@for_everybody
@allow(Permission.SITE_READ)
def overview() -> ResponseReturnValue:
    form = forms.situation_form(request.args)
    situation = forms.situation_of(form)
    return render_template(
        "programmes/overview.html",
        found=service.overview(g.work, situation),
        asked=situation.says_something,
        asking=form,
        fields=tuple(Field),
        words=words,
    )
