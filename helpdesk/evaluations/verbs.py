from django.db import models, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from helpdesk.tickets.models import EventKind, IllegalMove, Status


class EvaluationManager(models.Manager):
    """`Evaluation.objects.give(…)`."""

    def give(self, ticket, scores, comment="", *, by, at=None):
        """Record the requester's evaluation of a closed ticket (row A13); refused before closing and twice.

        `scores` maps each active question to 1–4. The ticket's lock and the one-to-one key both guard “once”.
        """
        at = at or timezone.now()
        with transaction.atomic():
            ticket.refresh_from_db(from_queryset=type(ticket)._base_manager.select_for_update())
            if by.pk != ticket.requester_id:
                raise IllegalMove(_("Only the person who asked can evaluate the service."))
            if ticket.status != Status.CLOSED:
                raise IllegalMove(_("A ticket can be evaluated once it is closed."))
            if ticket.evaluated_at:
                raise IllegalMove(_("You have already evaluated this ticket. Thank you."))
            evaluation = self.create(ticket=ticket, by=by, comment=comment, created_at=at)
            evaluation.answers.bulk_create(
                evaluation.answers.model(evaluation=evaluation, question=question, score=score)
                for question, score in scores.items()
            )
            ticket.evaluated_at = at
            ticket.record(EventKind.EVALUATED, by=by, at=at)
            return evaluation
