"""What the browser is told. Nothing comes from another site, nothing runs that is not a file of ours."""

from csp.constants import NONE, SELF

# The captcha (altcha 2.3.0) writes this one <style> and runs its work in a worker made from a blob.
# A browser test fails when the package changes it.
ALTCHA_STYLE = "'sha256-pg+oQARqMq4wCazyrsMt8HY89BJkXkEFkwNWxg2iPdg='"

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [NONE],
        "script-src": [SELF],
        "style-src": [SELF, ALTCHA_STYLE],
        "img-src": [SELF, "data:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "media-src": [SELF],
        "manifest-src": [SELF],
        "worker-src": [SELF, "blob:"],
        "frame-src": [SELF],
        "frame-ancestors": [SELF],  # previews in the CMS
        "form-action": [SELF],
        "base-uri": [SELF],
        "object-src": [NONE],
    }
}
X_FRAME_OPTIONS = "SAMEORIGIN"
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"

SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_COOKIE_SAMESITE = "Lax"
LANGUAGE_COOKIE_NAME = "django_language"
LANGUAGE_COOKIE_AGE = 365 * 24 * 3600
LANGUAGE_COOKIE_SAMESITE = "Lax"

# Uploads go to the disk, and never more of one than could be accepted.
FILE_UPLOAD_HANDLERS = ["helpdesk.attachments.upload_handler.CappedUploadHandler"]
# The CMS shows its previews in a frame of our own site.
SILENCED_SYSTEM_CHECKS = ["security.W019"]
