"""Rows of a form to which a button adds one more, without JavaScript."""

from django.forms.utils import ErrorDict, ErrorList

MOST_ROWS = 60
"""Of one form; more is no list that anybody keeps by hand."""


class OneMore:
    """Mixin of a bound form set."""

    def with_one_more(self):
        """One empty row more, and not a word about what is not finished yet."""
        key = f"{self.prefix}-TOTAL_FORMS"
        place = int(self.data[key])
        if place < MOST_ROWS:
            self.data[key] = str(place + 1)
            for name, field in self.form.base_fields.items():
                if field.initial is not None:
                    self.data[f"{self.prefix}-{place}-{name}"] = field.initial
        self.be_silent()

    def be_silent(self):
        self._errors, self._non_form_errors = [{} for form in self.forms], ErrorList()
        for form in self.forms:
            form._errors, form.cleaned_data = ErrorDict(), {}
