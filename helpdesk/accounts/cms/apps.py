from wagtail.users.apps import WagtailUsersAppConfig


class People(WagtailUsersAppConfig):
    """Wagtail's screens for users, with the people of this site: one name, one role."""

    user_viewset = "helpdesk.accounts.cms.viewsets.PeopleViewSet"
