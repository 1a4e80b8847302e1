from allauth.account.views import SignupView
from django.db import IntegrityError


class Signup(SignupView):
    """allauth's page; two people who take one username in the same moment get a sentence, not a fault."""

    def form_valid(self, form):
        try:
            return super().form_valid(form)
        except IntegrityError as conflict:
            if "username" not in str(conflict):
                raise
            form.refuse_username()
            return self.form_invalid(form)
