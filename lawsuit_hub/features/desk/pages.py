"""The desk's blueprint with every page on it: importing a module of routes puts its views there."""

from lawsuit_hub.features.desk import (
    chat_routes,
    group_routes,
    invite_routes,
    people_routes,
    phone_routes,
    review_routes,
    routes,
)

pages = routes.pages
PARTS = (routes, people_routes, review_routes, group_routes, chat_routes, invite_routes, phone_routes)
