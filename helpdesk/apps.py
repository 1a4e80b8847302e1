from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HelpdeskConfig(AppConfig):
    """The desk: tickets, documents, people and everything between them."""

    name = "helpdesk"
    label = "helpdesk"
    verbose_name = _("Helpdesk")
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self):
        from helpdesk.audit import recording, second_factor
        from helpdesk.common.page_cache import shown

        # Before the other listeners, so that what they change stands behind what made them change it.
        recording.connect()
        second_factor.connect()
        shown.connect()
        from helpdesk import receivers  # noqa: F401  (connects the listeners)
        from helpdesk.common import checks  # noqa: F401  (registers them)
