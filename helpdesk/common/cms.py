"""What the desk's tables share when they are edited in the CMS."""

from django import forms
from django.contrib import messages
from django.contrib.postgres.fields import ArrayField
from django.db import transaction
from django.db.models import BooleanField, ProtectedError, RestrictedError
from django.http import HttpResponseRedirect
from django.utils.translation import gettext as _
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.ui.tables import Column
from wagtail.admin.views.generic import DeleteView, IndexView
from wagtail.admin.viewsets.model import ModelViewSet


class YesNoColumn(Column):
    """A truth in words: Wagtail would print “True”, in English to everybody."""

    def get_value(self, instance):
        return _("Yes") if super().get_value(instance) else _("No")


class TableIndexView(IndexView):
    """Asks for what its columns name of other tables along with the rows, not once more for each row."""

    # SECURITY: Wagtail exports every list by ?export=csv and writes the cells raw, formulas and all (LESSONS 49).
    FORMATS = ()

    def get_base_queryset(self):
        related = [
            field.name
            for field in self.model._meta.concrete_fields
            if field.many_to_one and field.name in {*self.list_display, *self.list_export}
        ]
        return super().get_base_queryset().select_related(*related) if related else super().get_base_queryset()

    def _get_custom_column(self, field_name, column_class=Column, **kwargs):
        if any(field.name == field_name and isinstance(field, BooleanField) for field in self.model._meta.fields):
            column_class = YesNoColumn
        return super()._get_custom_column(field_name, column_class, **kwargs)


class CarefulDeleteView(DeleteView):
    """Deletes what nothing uses, and says so instead of failing where something does."""

    def form_valid(self, form):
        try:
            with transaction.atomic():
                return super().form_valid(form)
        except (ProtectedError, RestrictedError):
            messages.error(
                self.request,
                _("“%(object)s” is in use and was not deleted. Switch it off instead.") % {"object": self.object},
            )
            return HttpResponseRedirect(self.get_success_url())


class DeskViewSet(ModelViewSet):
    """A table of the desk in the CMS: who may do what follows from the permissions of the Wagtail groups."""

    index_view_class = TableIndexView
    delete_view_class = CarefulDeleteView
    copy_view_enabled = False
    search_backend_name = None  # these tables are small: the database finds by itself
    list_per_page = 50


class SeveralChoices(forms.TypedMultipleChoiceField):
    """Tick boxes for an array of choices; Django's own field would ask for text with commas."""

    widget = forms.CheckboxSelectMultiple

    def __init__(self, *, base_field, max_length=None, **kwargs):
        choices = [(value, label) for value, label in base_field.choices if value != ""]
        super().__init__(choices=choices, coerce=base_field.coerce, **kwargs)


def _field_of(array):
    """An array of choices gets tick boxes; one of free words keeps Django's field, with commas between them."""
    return {"form_class": SeveralChoices} if array.base_field.choices else {}


register_form_field_override(ArrayField, override=_field_of)
