"""Which kept document fits which place of one ticket, for its requester; one query, none where it cannot be."""

from helpdesk.documents.models import KeptDocument


def mark_kept(requirements, user):
    """Set `kept` on each requirement of a new ticket: what the organisation of `user` keeps of its kind, or None; one query at most."""
    codes = {one.code for one in requirements if one.is_reusable and not one.as_text} if user.is_member else set()
    rows = KeptDocument.objects.offered().filter(organisation=user.organisation_id, code__in=codes) if codes else []
    kept = {row.code: row for row in rows}
    for one in requirements:
        one.kept = kept.get(one.code)


class Offers:
    """What the Documents card says about keeping and using again."""

    def __init__(self, ticket, slots, may):
        reusable = {slot.code for slot in slots if slot.requirement and slot.requirement.is_reusable}
        self.is_asked = bool(reusable) and may.can_keep_documents
        self.may_upload = may.can_upload
        kept = KeptDocument.objects.current().filter(organisation=ticket.organisation_id, code__in=reusable) if self.is_asked else []
        self.kept = {one.code: one for one in kept}

    def for_slot(self, slot):
        """The kept document that may be used here instead of a file, or None. An expired one is not offered."""
        kept = self.kept.get(slot.code)
        if kept is None or kept.has_expired or kept.slot_id == slot.pk or not self.may_upload or not slot.takes_a_file:
            return None
        # Where a file waits for its check there is nothing to ask for.
        return None if slot.state == "sent" else kept

    def kept_of(self, slot):
        """The copy that was made of this very document."""
        kept = self.kept.get(slot.code)
        return kept if kept and kept.slot_id == slot.pk and slot.current and kept.sha256 == slot.current.sha256 else None

    def can_keep(self, slot):
        return self.is_asked and slot.can_be_kept and self.kept_of(slot) is None
