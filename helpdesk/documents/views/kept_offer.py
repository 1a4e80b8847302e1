"""Which kept document fits which place of one ticket, for its requester; one query, none where it cannot be."""

from django.template.loader import render_to_string

from helpdesk.documents.models import KeptDocument


def mark_kept(requirements, user):
    """Set `kept_line` on each requirement of a new ticket: that the organisation of `user` keeps one of its kind; one query at most."""
    kept = kept_by(user, {one.code for one in requirements if one.is_reusable and not one.as_text})
    for one in requirements:
        one.kept_line = kept_line(kept.get(one.code))


def kept_by(user, codes):
    """{code: KeptDocument} of these kinds that the organisation of `user` keeps; one query at most."""
    if not codes or not user.is_member:
        return {}
    return {row.code: row for row in KeptDocument.objects.offered().filter(organisation=user.organisation_id, code__in=list(codes))}


def kept_line(kept):
    """What the form of a new ticket says of it, as safe HTML; nothing for None."""
    return render_to_string("helpdesk/tickets/_kept_line.html", {"kept": kept}) if kept else ""


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
