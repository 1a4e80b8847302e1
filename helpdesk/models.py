"""Table of contents: every model of the desk, from the noun folder it lives in."""

from helpdesk.accounts.models import Organisation, Role, SessionOfPerson, User
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.opening import FileOpening
from helpdesk.attachments.upload import Upload
from helpdesk.audit.models import AuditEntry
from helpdesk.calls.models import Call, CallException, CallPattern
from helpdesk.catalogue.models import (
    ChecklistItem,
    DocumentRequirement,
    RefusalReason,
    Service,
    ServiceInput,
    TicketSource,
    TicketType,
)
from helpdesk.common.beats import Beat
from helpdesk.common.captcha.models import SolvedChallenge
from helpdesk.common.form_token import FormToken
from helpdesk.common.mail_claims import MailClaim
from helpdesk.departments.models import Department
from helpdesk.documents.models import DocumentSlot, DocumentVersion, KeptDocument
from helpdesk.evaluations.models import Evaluation, EvaluationAnswer, EvaluationQuestion, EvaluationSection
from helpdesk.messages.models import Message
from helpdesk.notifications.models import Delivery, Notification, NotificationPreference
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models import ChecklistTick, ClientTally, Ticket, TicketEvent, TicketFlow, TicketTally
from helpdesk.worktime.models import NonWorkingDay, RamadanPeriod, WorkingHours

__all__ = [
    "Attachment", "AuditEntry", "Beat", "Call", "CallException", "CallPattern", "ChecklistItem", "ChecklistTick", "ClientTally", "Delivery", "Department", "DeskSettings", "DocumentRequirement", "DocumentSlot",
    "DocumentVersion", "Evaluation", "EvaluationAnswer", "EvaluationQuestion", "EvaluationSection", "FileOpening", "FormToken", "KeptDocument", "MailClaim",
    "Message", "NonWorkingDay", "Notification", "NotificationPreference", "Organisation", "RamadanPeriod", "RefusalReason", "Role", "Service", "ServiceInput", "SessionOfPerson", "SolvedChallenge", "Ticket",
    "TicketEvent", "TicketFlow", "TicketSource", "TicketTally", "TicketType", "Upload", "User", "WorkingHours",
]
