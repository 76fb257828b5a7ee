"""Lawsuit Hub (공동소송 허브): victims of jeonse fraud find each other, masked, and go to court together."""

import os
from typing import TYPE_CHECKING

# Where lxml is there (HWPX brings it) openpyxl would read sheets by it, past defusedxml. It asks once, when it is imported.
os.environ["OPENPYXL_LXML"] = "False"

if TYPE_CHECKING:
    from lawsuit_hub.infra.web import HubApp
    from lawsuit_hub.settings import Settings


def create_app(settings: "Settings | None" = None) -> "HubApp":
    """The Flask application; raises BadSettings or BadKeys. See lawsuit_hub.app."""
    # Late, so that the pure packages below can be imported without a web framework.
    from lawsuit_hub.app import create_app as make  # noqa: PLC0415

    return make(settings)
