"""What can be done with a department (row B14). Whoever does it is told why where it is not possible."""

from django.db import transaction
from django.db.models import ProtectedError, Q, RestrictedError
from django.utils.text import slugify
from django.utils.translation import gettext as _

from helpdesk.common.refused import Refused

# Room between neighbours, so that one can be moved without touching the others.
STEP = 10
LONGEST_CODE = 60


class DepartmentVerbs:
    """Mixin of Department."""

    @classmethod
    def add(cls, *, name, name_en="", by):
        """Make an active department at the end of the list; its code is made from its name and never changes.

        `helpdesk.catalogue.other_requests.add_department` also gives it its service *Permintaan lain*: use that.
        """
        with _acting(by), transaction.atomic():
            cls._lock()
            last = cls.objects.order_by("-sort_order").values_list("sort_order", flat=True).first() or 0
            order = min(last + STEP, 32_767)
            return cls.objects.create(name=name, name_en=name_en, code=cls._free_code(name), sort_order=order)

    def move(self, *, up, by):
        """Change places with the neighbour above or below; at the end of the list nothing happens. True if it moved."""
        with _acting(by), transaction.atomic():
            type(self)._lock()
            rows = list(type(self).objects.order_by("sort_order", "name", "pk"))
            here = next(place for place, row in enumerate(rows) if row.pk == self.pk)
            there = here + (-1 if up else 1)
            if not 0 <= there < len(rows):
                return False
            rows[here], rows[there] = rows[there], rows[here]
            for place, row in enumerate(rows, start=1):
                if row.sort_order != place * STEP:
                    row.sort_order = place * STEP
                    row.save(update_fields=["sort_order"])
            return True

    def deactivate(self, *, by):
        """Take it out of service: its services are no longer offered; its tickets and staff stay."""
        self._switch(False, by)

    def reactivate(self, *, by):
        """Offer its services again."""
        self._switch(True, by)

    def _switch(self, is_active, by):
        with _acting(by), transaction.atomic():
            row = type(self).objects.select_for_update().get(pk=self.pk)
            if row.is_active != is_active:
                row.is_active = is_active
                row.save(update_fields=["is_active"])
        self.is_active = is_active

    def remove(self, *, by):
        """Delete a department that nothing uses, with its own unused *Permintaan lain*; else raise Refused."""
        refusal = _("“%(name)s” is in use, so it cannot be deleted. Deactivate it instead.") % {"name": self}
        with _acting(by), transaction.atomic():
            type(self).objects.select_for_update().get(pk=self.pk)
            if self.is_in_use:
                raise Refused(refusal)
            try:
                for service in self.services.all():
                    service.delete()
                self.delete()
            except (ProtectedError, RestrictedError) as error:
                raise Refused(refusal) from error

    @property
    def is_in_use(self):
        """Anything points to it: tickets, staff, FAQ, services. Its own service for other requests only once a ticket does."""
        return any(self._used_by(relation).exists() for relation in self._meta.related_objects)

    def _used_by(self, relation):
        rows = relation.related_model._base_manager.filter(**{relation.field.name: self})
        return rows.filter(Q(free_title=False) | Q(tickets__isnull=False)) if relation.name == "services" else rows

    @classmethod
    def _lock(cls):
        """One person at a time puts the list in order."""
        list(cls.objects.select_for_update().order_by("pk").values_list("pk", flat=True))

    @classmethod
    def _free_code(cls, name):
        base = slugify(name)[:LONGEST_CODE].strip("-_") or "departemen"
        taken = set(cls.objects.filter(code__startswith=base[: LONGEST_CODE - 5]).values_list("code", flat=True))
        return next(code for code in _numbered(base) if code not in taken)


def _numbered(base):
    yield base
    number = 2
    while True:
        ending = f"-{number}"
        yield base[: LONGEST_CODE - len(ending)] + ending
        number += 1


def _acting(person):
    from helpdesk.audit import origin  # it asks allauth, whose models need ours

    return origin.acting(person)
