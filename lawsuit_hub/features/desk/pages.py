"""The desk's blueprint with every page on it: importing a module of routes puts its views there."""

from lawsuit_hub.features.desk import (
    building_routes,
    chat_routes,
    group_routes,
    invite_routes,
    lease_routes,
    list_routes,
    network_routes,
    people_routes,
    phone_routes,
    regroup_routes,
    release_routes,
    review_routes,
    routes,
    statistics_routes,
    viewer_routes,
)

pages = routes.pages
PARTS = (
    routes,
    people_routes,
    review_routes,
    group_routes,
    chat_routes,
    invite_routes,
    phone_routes,
    building_routes,
    regroup_routes,
    lease_routes,
    list_routes,
    network_routes,
    viewer_routes,
    statistics_routes,
    release_routes,
)
