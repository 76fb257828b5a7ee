"""The pages of dossiers together: for everybody, and at the desk."""

from lawsuit_hub.features.dossiers import desk_routes, file_routes, recipient_routes, routes, sending_routes

public = routes.pages
desk = (desk_routes.pages, file_routes.pages, recipient_routes.pages, sending_routes.pages)
