"""Watchers: colleagues who see a ticket and hear of it (table C)."""

from django.http import Http404
from django.utils.translation import gettext_lazy as _

from helpdesk.tickets import forms
from helpdesk.tickets.views.desk import HandOver


class AddWatcher(HandOver):
    """For who has the ticket and for managers."""

    audience = "can_choose_watchers"
    form_class = forms.WatcherForm
    heading = _("Add a watcher")
    button = _("Add")
    explanation = _("A watcher sees the ticket, may work on it and hears of what happens. The client does not learn who watches.")
    success = _("Your colleague watches the ticket now.")

    def act(self, form):
        self.ticket.add_watcher(form.cleaned_data["person"], by=self.request.user)


class RemoveWatcher(HandOver):
    """One button, POST only: of the watcher for oneself, of those who choose watchers for anybody."""

    http_method_names = ["post", "options"]
    audience = "can_choose_watchers|can_stop_watching"
    form_class = forms.UnwatchForm
    heading = button = _("Stop watching")

    def act(self, form):
        user = self.request.user
        person = form.cleaned_data["person"] or user
        if person != user and not self.may.can_choose_watchers:
            raise Http404("not for this person")
        self.ticket.remove_watcher(person, by=user)
        self.success = _("You watch the ticket no longer.") if person == user else _("Your colleague watches the ticket no longer.")
