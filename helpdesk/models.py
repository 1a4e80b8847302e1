"""Table of contents: every model of the desk, from the noun folder it lives in."""

from helpdesk.accounts.models import Organisation, Role, User
from helpdesk.attachments.models import Attachment
from helpdesk.audit.models import AuditEntry
from helpdesk.catalogue.models import (
    ChecklistItem,
    DocumentRequirement,
    Service,
    ServiceInput,
    TicketSource,
    TicketType,
)
from helpdesk.common.captcha.models import SolvedChallenge
from helpdesk.common.form_token import FormToken
from helpdesk.departments.models import Department
from helpdesk.documents.models import DocumentSlot, DocumentVersion
from helpdesk.evaluations.models import Evaluation, EvaluationAnswer, EvaluationQuestion, EvaluationSection
from helpdesk.messages.models import Message
from helpdesk.notifications.models import Delivery, Notification, NotificationPreference
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import ChecklistTick, Ticket, TicketEvent
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, WorkingHours

__all__ = [
    "Attachment", "AuditEntry", "ChecklistItem", "ChecklistTick", "Delivery", "Department", "DeskSettings", "DocumentRequirement", "DocumentSlot",
    "DocumentVersion", "Evaluation", "EvaluationAnswer", "EvaluationQuestion", "EvaluationSection", "FormToken",
    "Message", "NonWorkingDay", "Notification", "NotificationPreference", "Organisation", "RamadanPeriod", "Role", "Service", "ServiceInput", "SolvedChallenge", "Ticket",
    "TicketEvent", "TicketSource", "TicketType", "User", "WorkingHours",
]
