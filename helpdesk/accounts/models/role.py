from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    """What a person may do; a person has one (MANUALS, table C)."""

    SUPERADMIN = "superadmin", _("Super Admin")
    ADMIN = "admin", _("Admin")
    STAFF = "staff", _("Staff")
    CLIENT = "client", _("Client")
    EDITOR = "editor", _("Editor")
