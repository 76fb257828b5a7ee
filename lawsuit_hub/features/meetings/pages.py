"""The pages of meetings and organisations: for everybody and for members, and the desk's."""

from lawsuit_hub.features.meetings import (
    after_routes,
    desk_routes,
    door_routes,
    organisation_routes,
    own_routes,
    routes,
)

FOR_PEOPLE = (routes.pages, own_routes.pages)
FOR_STAFF = (desk_routes.pages, door_routes.pages, after_routes.pages, organisation_routes.pages)
