"""What comes by e-mail: one box for each kind, for oneself."""

from django.contrib import messages
from django.http import HttpResponseRedirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.generic import FormView

from helpdesk.notifications.audience import kinds_for
from helpdesk.notifications.choices import choose, wishes_of
from helpdesk.notifications.forms import ChoicesForm


class Choices(FormView):
    """The bell shows everything; this page decides about the mailbox."""

    form_class = ChoicesForm
    template_name = "helpdesk/notifications/choices.html"

    def get_form_kwargs(self):
        user = self.request.user
        return super().get_form_kwargs() | {"wishes": wishes_of(user, kinds_for(user))}

    def form_valid(self, form):
        choose(self.request.user, form.wishes())
        messages.success(self.request, _("Your choice is saved."))
        return HttpResponseRedirect(reverse("helpdesk:notification_choices"))

    def form_invalid(self, form):
        return self.render_to_response(self.get_context_data(form=form), status=422)
