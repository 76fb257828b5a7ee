"""The desk's blueprint with every page on it: importing a module of routes puts its views there."""

from lawsuit_hub.features.desk import (
    group_routes,
    lease_routes,
    people_routes,
    phone_routes,
    review_routes,
    routes,
    viewer_routes,
)

pages = routes.pages
PARTS = (routes, people_routes, review_routes, group_routes, phone_routes, lease_routes, viewer_routes)
