"""Who may do what with one ticket (MANUALS, table C; moves of DESIGN section 4)."""

from django.utils import timezone
from django.utils.functional import cached_property

from helpdesk.accounts.models import Role, User
from helpdesk.settings import DeskSettings
from helpdesk.tickets.models.status import Category, Status, WaitingFor


class TicketPermissions:
    """Questions about (ticket, user), each a plain bool. `sees` says the same as `visible_to` in SQL."""

    def __init__(self, ticket, user):
        self.ticket, self.user = ticket, user

    # Who is it?

    @cached_property
    def sees(self):
        user, ticket = self.user, self.ticket
        if not user.is_authenticated or not user.is_active:
            return False
        if user.role in {Role.SUPERADMIN, Role.ADMIN}:
            return True
        if user.role == Role.STAFF:
            in_department = user.department_id is not None and ticket.department_id == user.department_id
            return in_department or ticket.assignee_id == user.pk or self.is_watching
        return self.is_requester or self.is_colleague

    @cached_property
    def is_requester(self):
        return self.user.role == Role.CLIENT and self.user.is_active and self.ticket.requester_id == self.user.pk

    @cached_property
    def is_colleague(self):
        """Reads the conversation and the states of the documents, nothing more."""
        user, ticket = self.user, self.ticket
        return (
            user.role == Role.CLIENT and user.is_active and not self.is_requester and not ticket.is_private
            and user.is_member and ticket.organisation_id == user.organisation_id
            and user.organisation.shares_tickets
        )

    @cached_property
    def watchers(self):
        """The colleagues who follow the ticket, by name; no query where the ticket was loaded `for_page()`."""
        if (known := getattr(self.ticket, "watched_by", None)) is not None:
            return [User(**facts) for facts in known]
        return list(self.ticket.watchers.active().desk().order_by("name", "pk"))

    @property
    def is_watching(self):
        return self.user in self.watchers

    @cached_property
    def works_on(self):
        """A person of the desk who sees the ticket."""
        return self.user.is_authenticated and self.user.is_desk and self.sees

    @cached_property
    def desk(self):
        """The settings of the desk, asked once per page."""
        return DeskSettings.current()

    # Reading

    @property
    def can_read_notes(self):
        return self.works_on

    @property
    def can_download(self):
        return self.works_on or self.is_requester

    # Talking

    @property
    def can_reply(self):
        if self.is_requester:
            return not self.ticket.is_done or self.ticket.can_be_reopened_by_reply(timezone.now(), self.desk.reopen_days)
        return self._works_on_open

    @property
    def can_note(self):
        return self.works_on

    # Correcting

    @property
    def corrects(self):
        """Title and description may be corrected by this side of the desk: two settings (row B15)."""
        return (self.is_requester and self.desk.clients_edit_tickets) or (self.works_on and self.desk.staff_edit_tickets)

    @property
    def can_edit(self):
        return not self.ticket.is_done and self.corrects

    # Sharing

    @property
    def can_set_private(self):
        """Only the requester says whether colleagues read it, also before the organisation shares and after the end."""
        return self.is_requester and self.ticket.organisation_id is not None

    # Documents

    @property
    def can_upload(self):
        return not self.ticket.is_done and (self.is_requester or self.works_on)

    @property
    def can_keep_documents(self):
        """Agree that a document is kept for the organisation, or use a kept one: the requester, while a member of it."""
        user, ticket = self.user, self.ticket
        return self.is_requester and ticket.organisation_id is not None and user.is_member and user.organisation_id == ticket.organisation_id

    @property
    def can_correct_answers(self):
        """Say anew who applies, so that the right documents are asked for."""
        return not self.ticket.is_done and (self.is_requester or self.works_on)

    @property
    def can_check_documents(self):
        return self._works_on_open

    @property
    def can_send_result(self):
        return self._works_on_open and self.ticket.state.category is Category.OPEN and self.ticket.unchecked_documents > 0

    @property
    def can_tick(self):
        return self._works_on_open

    # Moves

    @property
    def can_assign(self):
        return self._works_on_open

    @property
    def can_choose_watchers(self):
        """Add and remove colleagues: who has the ticket, and the managers; a done ticket can be followed too."""
        return self.works_on and (self.user.is_manager or self.ticket.assignee_id == self.user.pk)

    @property
    def can_stop_watching(self):
        return self.works_on and self.is_watching

    @property
    def belongs_to_queue(self):
        """Works in the ticket's department, or manages all of them. Asks the database nothing: lists ask it per row."""
        user = self.user
        if not user.is_authenticated or not user.is_active:
            return False
        return user.is_manager or (user.is_desk and user.department_id == self.ticket.department_id)

    @property
    def can_take(self):
        return self.ticket.assignee_id is None and not self.ticket.is_done and self.belongs_to_queue

    @property
    def can_transfer(self):
        return self._works_on_open

    @property
    def can_wait(self):
        return self._works_on_open and self.ticket.state.category is Category.OPEN

    @property
    def can_resume(self):
        return self._works_on_open and self.ticket.status == Status.PENDING and self.ticket.waiting_for == WaitingFor.ANSWER

    @property
    def can_escalate(self):
        return self._works_on_open and self.ticket.status != Status.ESCALATED

    @property
    def can_come_back(self):
        return self._works_on_open and self.ticket.status == Status.ESCALATED

    @property
    def can_record_call(self):
        return self._works_on_open and self.ticket.status == Status.VIDEO_CALL

    @property
    def can_arrange_call(self):
        """The client chooses a time; whoever works on the ticket books, moves and answers proposals."""
        return self.ticket.status == Status.VIDEO_CALL and (self.is_requester or self._works_on_open)

    @property
    def can_call_off(self):
        """Call off the video call that lies ahead; also while the ticket waits for something else meanwhile."""
        return not self.ticket.is_done and (self.is_requester or self.works_on)

    @property
    def can_hold(self):
        """Keep the documents beyond their time; also of a ticket that is done, that is when it matters."""
        return self.works_on and not self.ticket.is_held

    @property
    def can_release(self):
        return self.works_on and self.ticket.is_held

    @property
    def can_close(self):
        return self._works_on_open

    @property
    def can_reject(self):
        return self._works_on_open

    @property
    def can_cancel(self):
        return not self.ticket.is_done and (self.is_requester or self.works_on)

    @property
    def can_reopen(self):
        return self.works_on and self.ticket.status == Status.CLOSED and not self.ticket.evaluated_at

    @property
    def can_evaluate(self):
        return self.is_requester and self.ticket.status == Status.CLOSED and not self.ticket.evaluated_at

    @property
    def can_read_evaluation(self):
        return bool(self.ticket.evaluated_at) and (self.is_requester or (self.user.is_active and self.user.is_manager))

    @property
    def _works_on_open(self):
        return self.works_on and not self.ticket.is_done
