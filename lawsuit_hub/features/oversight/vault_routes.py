"""Pages about the vault: the inventory of what is encrypted, and the chain of the trail with its checkpoints."""

from flask import Response, flash, g, json, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow, may
from lawsuit_hub.features.oversight import chain, inventory, words
from lawsuit_hub.features.oversight.inventory import Part
from lawsuit_hub.features.oversight.routes import SEE_OTHER, home, pages
from lawsuit_hub.infra.press_form import PressForm


@pages.get("/officer/inventory")
@allow(Permission.VAULT_INSPECT)
def encrypted() -> ResponseReturnValue:
    kept = inventory.inventory(g.work)
    parts = {part: [one for one in kept if one.part is part] for part in Part}
    keys = inventory.keys(g.work)
    return render_template("oversight/inventory.html", parts=parts, keys=keys, words=words, home=home())


@pages.get("/officer/audit")
@allow(Permission.VAULT_INSPECT)
def trail_state() -> ResponseReturnValue:
    may_ask = may(g.work.actor, Permission.OVERSIGHT_SIGN)
    shown = chain.chain_view(g.work)
    return render_template("oversight/audit.html", chain=shown, may_ask=may_ask, form=PressForm())


@pages.post("/officer/audit")
@allow(Permission.OVERSIGHT_SIGN)
def check_trail() -> ResponseReturnValue:
    chain.ask_for_check(g.work)
    flash(_("곧 확인합니다. 끝나면 이 화면에 결과가 보입니다."), "done")
    return redirect("/officer/audit", SEE_OTHER)


@pages.post("/officer/audit/checkpoints")
@allow(Permission.VAULT_INSPECT)
def take_checkpoints() -> ResponseReturnValue:
    data = json.dumps(chain.checkpoints_file(g.work), ensure_ascii=False, indent=1)
    named = {"Content-Disposition": "attachment; filename=checkpoints.json"}
    return Response(data, mimetype="application/json", headers=named)
