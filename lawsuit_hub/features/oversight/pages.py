"""The officer's blueprint with every page on it, and that of the notices: importing a module of routes puts its views there."""

from lawsuit_hub.features.oversight import (
    access_routes,
    breach_routes,
    breach_steps,
    notice_routes,
    pattern_routes,
    review_routes,
    routes,
    vault_routes,
)

pages, notices = routes.pages, notice_routes.pages
PARTS = (routes, review_routes, pattern_routes, breach_routes, breach_steps, vault_routes, access_routes)
