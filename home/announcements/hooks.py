"""What announcements add to the CMS; `home.wagtail_hooks` lists it."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext
from wagtail import hooks
from wagtail.admin.widgets.button import Button
from wagtail.snippets.models import register_snippet

from home.announcements.verbs import ENDED
from home.announcements.viewset import AnnouncementViewSet, end_url, may_be_ended
from home.models import Announcement

register_snippet(AnnouncementViewSet)


@hooks.register("register_snippet_listing_buttons")
def end_in_the_list(snippet, user, next_url=None):
    if isinstance(snippet, Announcement) and may_be_ended(snippet, user):
        yield Button(pgettext("announcement", "End"), url=end_url(snippet), icon_name="success", priority=15)


@hooks.register("register_log_actions")
def words_of_the_log(actions):
    actions.register_action(ENDED, _("End"), _("Declared over"))
