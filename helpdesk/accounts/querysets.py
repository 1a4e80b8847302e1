"""The words in which people are looked up, and how they are made."""

from django.contrib.auth.models import BaseUserManager
from django.db import models
from django.db.models import Case, Exists, OuterRef, Q, When

from helpdesk.accounts.models.role import Role
from helpdesk.common.counting import CountOf

UNREAD_LIMIT = 100  # the bell shows “99+” beyond


def shown_of(relation):
    """The columns of a related person that their shown name and picture are made of, for `only()`."""
    return [f"{relation}__{name}" for name in ("username", "name", "role", "staff_code", "avatar")]


def duties(person=""):
    """Annotations for people (`person`: the way to them, as “author__”): `unread_count` (at most UNREAD_LIMIT), `has_second_factor`,
    `second_factor_is_asked` (by the office), `is_among_editors`, and for managers how many contact messages wait for an answer,
    `waiting_messages` (at most UNREAD_LIMIT)."""
    from allauth.mfa.models import Authenticator  # its models need ours

    from helpdesk.accounts.groups import EDITORS
    from helpdesk.accounts.models import User
    from helpdesk.settings import DeskSettings

    pk = OuterRef(f"{person}pk")
    unread = User._meta.get_field("notifications").related_model.objects.of(pk).unread().order_by().values("pk")[:UNREAD_LIMIT]
    factors = Authenticator.objects.filter(user=pk).exclude(type=Authenticator.Type.RECOVERY_CODES)
    editors = User.groups.through.objects.filter(user=pk, group__name=EDITORS)
    waiting = User._meta.get_field("handled_contact_messages").related_model.objects.unanswered()
    count_of_waiting = CountOf(waiting.order_by().values("pk")[:UNREAD_LIMIT])
    is_manager = {f"{person}role__in": [Role.ADMIN, Role.SUPERADMIN]}
    return {
        "waiting_messages": Case(When(**is_manager, then=count_of_waiting), default=0),
        "unread_count": CountOf(unread),
        "has_second_factor": Exists(factors),
        "is_among_editors": Exists(editors),
        "second_factor_is_asked": Exists(DeskSettings.objects.filter(second_factor_for_desk=True)),
    }


class UserQuerySet(models.QuerySet):
    def active(self):
        return self.filter(is_active=True)

    def clients(self):
        return self.filter(role=Role.CLIENT)

    def desk(self):
        """People who answer tickets: staff, admins and super admins."""
        return self.filter(role__in=[Role.STAFF, Role.ADMIN, Role.SUPERADMIN])

    def with_duties(self):
        """What the frame of every page asks about its reader, in the same query."""
        return self.annotate(**duties())

    def may_handle(self, department):
        """Whom a ticket of this department can be assigned to: its staff, and every admin."""
        return self.active().filter(
            Q(role=Role.STAFF, department=department) | Q(role__in=[Role.ADMIN, Role.SUPERADMIN])
        )


class UserManager(BaseUserManager.from_queryset(UserQuerySet)):
    use_in_migrations = False

    def create_user(self, username, email="", password=None, **fields):
        """Make a person. The e-mail address is kept in lower case, for one look-up rule everywhere."""
        user = self.model(username=self.model.normalize_username(username), email=(email or "").lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, username, email="", password=None, **fields):
        """Make a Super Admin (what `manage.py createsuperuser` gives)."""
        fields["role"] = Role.SUPERADMIN
        fields.setdefault("name", username)
        from helpdesk.accounts import addresses

        user = self.create_user(username, email, password, **fields)
        addresses.confirm(user)  # whoever has the server's command line is believed
        return user

    def get_by_natural_key(self, username):
        return self.get(username__iexact=username)
