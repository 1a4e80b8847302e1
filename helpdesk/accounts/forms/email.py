from allauth.account.forms import AddEmailForm
from allauth.account.models import EmailAddress
from django import forms
from django.utils.translation import gettext_lazy as _


class ChangeEmailForm(AddEmailForm):
    """A new address. It counts once it is confirmed; until then a confirmed old one stays in use."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["email"] = forms.EmailField(
            label=_("New email address"), max_length=254, widget=forms.EmailInput(attrs={"autocomplete": "email"})
        )

    def save(self, request):
        row = super().save(request)
        if not EmailAddress.objects.filter(user=self.user, verified=True).exists():
            # Nothing confirmed before: allauth drops the old address, the person now stands with the new one.
            self.user.email = row.email
            self.user.save(update_fields=["email"])
            row.primary = True
            row.save(update_fields=["primary"])
        return row
