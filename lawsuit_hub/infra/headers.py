"""What every answer says beside its page: where scripts may come from, what a browser may do, who may keep it. Knows no page."""

from flask import Response, current_app, request

# Every part of it by name, nothing inline, and no text ever becomes a script: docs/web.md. A page that needs more changes this line.
CONTENT_POLICY = "; ".join(
    (
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        "img-src 'self' data:",  # the second factor's QR code is drawn into its page
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
        "trusted-types 'none'",
    )
)
# A machine's answer or a file that somebody opens by itself shows nothing and runs nothing.
BARE_POLICY = "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; sandbox"
# What browsers know by name, all of it off; passkeys are ours.
_OWN_FEATURES = ("publickey-credentials-create", "publickey-credentials-get")
_NO_FEATURES = (
    "accelerometer", "ambient-light-sensor", "attribution-reporting", "autoplay", "bluetooth", "browsing-topics", "camera", "compute-pressure",
    "cross-origin-isolated", "display-capture", "encrypted-media", "fullscreen", "gamepad", "geolocation", "gyroscope", "hid", "identity-credentials-get",
    "idle-detection", "join-ad-interest-group", "keyboard-map", "local-fonts", "magnetometer", "microphone", "midi", "otp-credentials", "payment",
    "picture-in-picture", "run-ad-auction", "screen-wake-lock", "serial", "shared-storage", "storage-access", "sync-xhr", "usb", "web-share",
    "window-management", "xr-spatial-tracking",
)  # fmt: skip
PERMISSIONS = ", ".join([*(f"{name}=()" for name in _NO_FEATURES), *(f"{name}=(self)" for name in _OWN_FEATURES)])
# No `preload`: whoever runs this under a city's name may not decide for all of it, and a list built into browsers is left in months.
HSTS = "max-age=31536000; includeSubDomains"
PAGES = frozenset({"text/html", "application/xhtml+xml"})
FONTS = "public, max-age=31536000, immutable"  # ninety files that never change under their names


def add(response: Response) -> Response:
    headers = response.headers
    own_file = request.endpoint == "static" and response.status_code < 400  # noqa: PLR2004
    is_page = response.mimetype in PAGES or own_file
    headers["Content-Security-Policy"] = CONTENT_POLICY if is_page else BARE_POLICY
    headers["X-Content-Type-Options"] = "nosniff"
    headers["Referrer-Policy"] = "no-referrer"
    headers["X-Frame-Options"] = "DENY"
    headers["Cross-Origin-Opener-Policy"] = "same-origin"
    headers["Cross-Origin-Resource-Policy"] = "same-origin"
    headers["Permissions-Policy"] = PERMISSIONS
    headers["X-Permitted-Cross-Domain-Policies"] = "none"
    if current_app.config["SESSION_COOKIE_SECURE"]:
        headers["Strict-Transport-Security"] = HSTS
    if own_file:
        if request.path.startswith("/static/fonts/"):
            headers["Cache-Control"] = FONTS
        return response
    view = current_app.view_functions.get(request.endpoint or "")
    if not getattr(view, "is_for_machines", False):
        headers["Cache-Control"] = "no-store"
        if not getattr(view, "is_for_everybody", False) or response.status_code >= 400:  # noqa: PLR2004
            headers["X-Robots-Tag"] = "noindex, nofollow, noarchive"
    response.vary.add("Cookie")
    return response
