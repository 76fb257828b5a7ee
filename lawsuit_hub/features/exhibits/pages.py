"""The staff's pages of exhibits as one blueprint. A listener of lawyers alone has none of them: it holds no key that opens a picture."""

from lawsuit_hub.features.exhibits import archive_routes, look_routes  # noqa: F401 - they add their doors
from lawsuit_hub.features.exhibits.routes import pages

__all__ = ["pages"]
