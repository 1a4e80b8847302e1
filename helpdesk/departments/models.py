from django.db import models
from django.utils.translation import gettext_lazy as _

from helpdesk.common.language import in_language
from helpdesk.departments.verbs import DepartmentVerbs


class DepartmentQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)


class Department(DepartmentVerbs, models.Model):
    """A service queue (Aplikasi, Email, Server …): who answers, not the agency that asks (row B14)."""

    code = models.SlugField(_("code"), max_length=60, unique=True)
    name = models.CharField(_("Department Name"), max_length=120)
    name_en = models.CharField(_("name in English"), max_length=120, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_active = models.BooleanField(_("active"), default=True)

    objects = DepartmentQuerySet.as_manager()

    class Meta:
        verbose_name = _("department")
        verbose_name_plural = _("departments")
        ordering = ["sort_order", "name", "pk"]

    def __str__(self):
        return in_language(self.name, self.name_en)
