"""Contact messages in the CMS: on Wagtail's own screen of forms, for Admins and Super Admins (table C)."""

from django.urls import path
from wagtail import hooks

from contact.models import ContactPage
from contact.permissions import ContactPermissions
from contact.submissions import DeleteMessages


@hooks.register("filter_form_submissions_for_user")
def only_who_may_read_them(user, pages):
    """SECURITY: whoever may edit the page could read what was sent by it; the menu, the lists and the sheets ask here."""
    return pages if ContactPermissions(user).can_manage else pages.not_type(ContactPage)


@hooks.register("register_admin_urls", order=-1)
def deleting():
    """Before Wagtail's own address of the same name, which lets everybody delete who sees the list."""
    return [path("forms/submissions/<int:page_id>/delete/", DeleteMessages.as_view(), name="delete_contact_messages")]
