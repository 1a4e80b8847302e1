"""What people are told of."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Kind(models.TextChoices):
    """The kinds that a person may have by e-mail or in the bell only."""

    NEW_TICKET = "new_ticket", _("New ticket")
    ASSIGNED = "assigned", _("Ticket assigned to me")
    REPLY = "reply", _("New reply")
    NOTE = "note", _("Internal note")
    DOCUMENTS = "documents", _("Documents sent")
    REFUSED = "refused", _("Documents to be sent again")
    PROGRESS = "progress", _("Progress of a ticket")
    DONE = "done", _("Ticket closed, rejected or cancelled")
    REOPENED = "reopened", _("Ticket reopened")
    WATCHING = "watching", _("Ticket shared with me")
    EVALUATED = "evaluated", _("Ticket evaluated")
    MEMBERSHIP = "membership", _("Membership of an organisation")
    REGISTRATION = "registration", _("New registration")
    QUESTION = "question", _("Question for the FAQ")
    CALENDAR = "calendar", _("Calendar")
    CALL = "call", _("Video call")
    CONTACT = "contact", _("Contact message")
    ANNOUNCEMENT = "announcement", _("Announcement")
