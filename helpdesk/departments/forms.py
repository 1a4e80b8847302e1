"""The form of a department (row B14): its name, in both languages."""

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.common.text import PlainText, readable_name
from helpdesk.departments.models import Department


class DepartmentForm(forms.ModelForm):
    """The code follows from the name once; order and state have buttons of their own."""

    name = PlainText(label=_("Department Name"), max_length=120)
    name_en = PlainText(label=_("Name in English"), max_length=120, required=False,
                        help_text=_("Readers of English see it; while empty they see the other name."))

    class Meta:
        model = Department
        fields = ["name", "name_en"]

    def clean_name(self):
        name = readable_name(self.cleaned_data["name"])
        if Department.objects.filter(name__iexact=name).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(gettext("There is a department of this name already."), code="twice")
        return name
