"""An organisation by its name: there are thousands, too many for a list to choose from."""

import re

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from helpdesk.accounts.models import Organisation

NUMBERED = re.compile(r"\(#([1-9][0-9]{0,8})\)\s*\Z")
SUGGESTED, LISTED = 5, 200


class NameInput(forms.TextInput):
    """A text box that proposes the agencies; companies are typed."""

    template_name = "widgets/organisation_name.html"

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        agencies = Organisation.objects.active().agencies().order_by("name")
        context["widget"]["names"] = list(agencies.values_list("name", flat=True)[:LISTED])
        context["widget"]["list_id"] = context["widget"]["attrs"]["list"] = f"{context['widget']['attrs'].get('id', name)}_names"
        return context


class OrganisationNameField(forms.CharField):
    """Cleans to an active organisation, or to None where nothing was typed. Of several that have the same name the
    number decides: “PT Maju (#12)”."""

    widget = NameInput
    present = None  # the organisation so far: it may stay, active or not

    def __init__(self, **kwargs):
        helps = gettext_lazy("Type its name. It must be in the list of organisations.")
        super().__init__(**{"label": gettext_lazy("Organisation"), "max_length": 230, "help_text": helps, **kwargs})
        self.widget.attrs["autocomplete"] = "off"

    def prepare_value(self, value):
        """The name for the key that the form begins with."""
        if isinstance(value, int):
            organisation = Organisation.objects.filter(pk=value).first()
            if organisation is None:
                return ""
            namesakes = Organisation.objects.active().filter(name__iexact=organisation.name).exclude(pk=value)
            return _numbered(organisation) if namesakes.exists() else organisation.name
        return value

    def clean(self, value):
        text = " ".join(super().clean(value).split())
        if not text:
            return None
        if self.present is not None and text == " ".join(self.prepare_value(self.present.pk).split()):
            return self.present
        active = Organisation.objects.active()
        if number := NUMBERED.search(text):
            found = list(active.filter(pk=number[1]))
        else:
            found = list(active.filter(Q(name__iexact=text) | Q(short_name__iexact=text)).order_by("name", "pk")[: SUGGESTED + 1])
        if len(found) == 1:
            return found[0]
        if found:
            raise ValidationError(_("Several organisations have this name. Write one of: %(names)s") % {"names": _several(found)})
        near = active.filter(name__icontains=NUMBERED.sub("", text).strip()).order_by("name", "pk")[:SUGGESTED]
        if not near:
            raise ValidationError(_("No organisation has this name. Add it to the list of organisations first."))
        raise ValidationError(_("No organisation has exactly this name. Write one of: %(names)s") % {"names": _several(near)})

    def has_changed(self, initial, data):
        return super().has_changed(self.prepare_value(initial), data)


def _several(organisations):
    return "; ".join(_numbered(one) for one in organisations)


def _numbered(organisation):
    return f"{organisation} (#{organisation.pk})"
