"""The admin's blueprints with every page on them: importing a module of routes puts its views there."""

from lawsuit_hub.features.accounts import deed_routes, role_routes, routes

pages, roles = routes.pages, role_routes.pages
PARTS = (routes, deed_routes)
