"""Mail leaves by SMTP where EMAIL_HOST is set; else each one becomes a file below the private folder."""

from config import env

EMAIL_HOST = env.text("EMAIL_HOST", "")
# What sends from a request goes into the queue; tasks speak to MAIL_BACKEND.
EMAIL_BACKEND = "helpdesk.common.mail_later.LaterBackend"
MAIL_BACKEND = (
    "django.core.mail.backends.smtp.EmailBackend"
    if EMAIL_HOST
    else "django.core.mail.backends.filebased.EmailBackend"
)
EMAIL_PORT = env.number("EMAIL_PORT", 587)
EMAIL_HOST_USER = env.text("EMAIL_HOST_USER")
EMAIL_HOST_PASSWORD = env.text("EMAIL_HOST_PASSWORD")
EMAIL_USE_TLS = env.flag("EMAIL_USE_TLS", True)
EMAIL_TIMEOUT = 20  # seconds: a mail server that hangs must not hold a worker for ever
DEFAULT_FROM_EMAIL = SERVER_EMAIL = env.text("DEFAULT_FROM_EMAIL", "helpdesk@localhost")
