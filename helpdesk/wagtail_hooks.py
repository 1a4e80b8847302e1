"""Table of contents: what the desk adds to the CMS, from the noun folder it lives in."""

from wagtail import hooks

from helpdesk.accounts.cms.viewsets import nothing_for_many_people_at_once
from helpdesk.catalogue.viewsets import viewset_group as catalogue
from helpdesk.common.page_cache import mark_public_pages
from helpdesk.evaluations.viewsets import viewset_group as evaluation
from helpdesk.worktime.viewsets import viewset_group as calendar


@hooks.register("register_admin_viewset")
def register_tables():
    return [catalogue, calendar, evaluation]


hooks.register("before_bulk_action", nothing_for_many_people_at_once)
# Behind Wagtail's own, which asks for passwords and logins.
hooks.register("on_serve_page", mark_public_pages, order=100)
