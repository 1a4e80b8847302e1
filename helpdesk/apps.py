from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HelpdeskConfig(AppConfig):
    """The desk: tickets, documents, people and everything between them."""

    name = "helpdesk"
    label = "helpdesk"
    verbose_name = _("Helpdesk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from helpdesk import receivers  # noqa: F401  (connects the listeners)
