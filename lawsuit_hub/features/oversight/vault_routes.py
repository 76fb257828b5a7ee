"""Pages about the vault: the inventory of what is encrypted."""

from flask import g, render_template
from flask.typing import ResponseReturnValue

from lawsuit_hub.access.permissions import Permission
from lawsuit_hub.access.policy import allow
from lawsuit_hub.features.oversight import inventory, words
from lawsuit_hub.features.oversight.inventory import Part
from lawsuit_hub.features.oversight.routes import pages


@pages.get("/officer/inventory")
@allow(Permission.VAULT_INSPECT)
def encrypted() -> ResponseReturnValue:
    kept = inventory.inventory(g.work)
    parts = {part: [one for one in kept if one.part is part] for part in Part}
    return render_template("oversight/inventory.html", parts=parts, words=words)
