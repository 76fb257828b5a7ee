"""The officer's blueprint with every page on it: importing a module of routes puts its views there."""

from lawsuit_hub.features.oversight import access_routes, pattern_routes, review_routes, routes

pages = routes.pages
PARTS = (routes, review_routes, pattern_routes, access_routes)
