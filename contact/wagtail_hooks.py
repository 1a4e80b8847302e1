"""Contact messages in the CMS: for Admins, not for Editors (table C). No export: a spreadsheet would run formulas."""

from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.panels import FieldPanel
from wagtail.admin.ui.tables import DateColumn
from wagtail.permission_policies import ModelPermissionPolicy
from wagtail.permissions import register_permission_policy

from contact.models import ContactMessage
from helpdesk.common.cms import DeskViewSet


class NobodyAdds(ModelPermissionPolicy):
    """Also a Super Admin does not write messages in a visitor's name."""

    def user_has_permission(self, user, action):
        return action != "add" and super().user_has_permission(user, action)

    def users_with_any_permission(self, actions):
        return super().users_with_any_permission([action for action in actions if action != "add"])


register_permission_policy(ContactMessage, NobodyAdds(ContactMessage))


class ContactMessageViewSet(DeskViewSet):
    model = ContactMessage
    icon = "mail"
    menu_label = _("Contact messages")
    menu_order = 320
    add_to_admin_menu = True
    inspect_view_enabled = True
    inspect_view_fields = ["created_at", "state", "name", "email", "subject", "text"]
    list_display = ["subject", "name", "email", "state", DateColumn("created_at", label=_("Date"), sort_key="created_at")]
    list_filter = ["state"]
    search_fields = ["subject", "name", "email", "text"]
    ordering = ["-created_at"]
    panels = [
        FieldPanel("state"),
        *(FieldPanel(name, read_only=True) for name in ("created_at", "name", "email", "subject", "text")),
    ]


@hooks.register("register_admin_viewset")
def contact_messages():
    return ContactMessageViewSet()
