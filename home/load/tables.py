"""The rows of a load on their way to the database: one list of COPY lines per table, and the next keys."""

from functools import cache

from django.apps import apps
from django.db.models import GeneratedField

NULL = "\\N"
# What is told in Python, with its columns in the order of the lines. `check` compares them with the models.
COLUMNS = {
    "Ticket": (
        "id number title description service_id department_id source_id type_id requester_id organisation_id created_by_id assignee_id "
        "whatsapp_number applicant is_by_proxy is_private follows_id status waiting_for status_before_wait status_before_escalation "
        "escalated_to escalation_reference wanted_documents unchecked_documents documents_complete_at call_verified_at unanswered_calls "
        "closed_by_id closed_at evaluated_at pin held_at held_by_id hold_reason first_response_hours resolution_hours clock_started_at "
        "worked_seconds due_at missed_due_at first_response_due_at first_response_at created_at last_client_activity_at "
        "last_staff_activity_at version due_mark"
    ),
    "Message": "id ticket_id author_id text is_internal created_at",
    "TicketEvent": "id ticket_id kind actor_id subject_id at is_internal old new",
    "Attachment": (
        "id ticket_id message_id key name size sha256 pages file is_internal uploaded_by_id created_at removed_at removed_by_id removed_why "
        "scan scanned_at"
    ),
    "DocumentSlot": (
        "id ticket_id requirement_id code name name_en note necessity position state reason verdict verdict_reason verdict_by_id current_id "
        "decided_by_id decided_at expires_on"
    ),
    "DocumentVersion": "id slot_id attachment_id number outcome reason",
    "FileOpening": "id attachment_id person_id what at",
    "ChecklistTick": "id ticket_id item_id is_found by_id at",
    "Evaluation": "id ticket_id by_id comment created_at",
    "EvaluationAnswer": "id evaluation_id question_id score",
    "Ticket_watchers": "id ticket_id user_id",
}  # fmt: skip
# Who is told of what: bells.py gives these lines their place in time.
TOLD = "told"


@cache
def model(name):
    return apps.get_model("helpdesk", name)


def check():
    """Raise when a model has got a column that no line knows: the load must learn it first."""
    for name, columns in COLUMNS.items():
        known = {field.column for field in model(name)._meta.concrete_fields if not isinstance(field, GeneratedField)}
        if known != set(columns.split()):
            raise LookupError(f"home/load/tables.py knows other columns of {name}: {sorted(known ^ set(columns.split()))}")


def text(value):
    """A text as COPY reads it: these four signs mean something there."""
    if "\\" in value or "\n" in value or "\t" in value or "\r" in value:
        return value.replace("\\", "\\\\").replace("\n", "\\n").replace("\t", "\\t").replace("\r", "\\r")
    return value


class Ledger:
    """What has been told and not been written yet. `add(table, rest)` gives the row its key and returns it."""

    def __init__(self):
        self.lines = {name: [] for name in (*COLUMNS, TOLD)}
        self.keys = dict.fromkeys(COLUMNS, 0)
        self.files = []
        self.totals = dict.fromkeys(self.lines, 0)

    def key(self, table):
        self.keys[table] += 1
        return self.keys[table]

    def add(self, table, rest):
        key = self.keys[table] = self.keys[table] + 1
        self.lines[table].append(f"{key}\t{rest}\n")
        return key

    def take(self):
        """{table: its lines}, and begin anew."""
        taken = {}
        for name, lines in self.lines.items():
            if lines:
                self.totals[name] += len(lines)
                taken[name] = "".join(lines)
                lines.clear()
        return taken
