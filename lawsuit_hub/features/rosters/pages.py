"""The blueprints of rosters: a lawyer's own, and whoever says a second word about one."""

from lawsuit_hub.features.rosters import approval_routes, key_routes, routes, template_routes

pages, key, templates, approvals = routes.pages, key_routes.pages, template_routes.pages, approval_routes.pages
