"""People, and how they belong to an organisation and to the desk."""

from django.conf import settings
from django.contrib.auth.base_user import AbstractBaseUser
from django.contrib.auth.models import PermissionsMixin
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts.models.absence import Absence
from helpdesk.accounts.models.role import Role
from helpdesk.accounts.phone import validate_phone
from helpdesk.accounts.querysets import UserManager

USERNAME_RULE = RegexValidator(
    r"^[A-Za-z0-9](?:[A-Za-z0-9._-]*[A-Za-z0-9])?\Z",
    _("Use letters, digits, dot, hyphen and underscore only; begin and end with a letter or digit."),
)


class Membership(models.TextChoices):
    """How a person belongs to their organisation; only members share tickets."""

    NONE = "", _("None")
    REQUESTED = "requested", _("Requested")
    MEMBER = "member", _("Member")
    CONTACT = "contact", _("Contact person")


class User(Absence, AbstractBaseUser, PermissionsMixin):
    """Everybody who can log in: client, staff, admin, super admin, editor."""

    username = models.CharField(
        _("Username"), max_length=60, unique=True, validators=[USERNAME_RULE],
        error_messages={"unique": _("This username is already taken.")},
    )
    email = models.EmailField(_("Email"), blank=True)
    name = models.CharField(_("Name"), max_length=150)
    phone = models.CharField(_("WhatsApp number"), max_length=20, blank=True, validators=[validate_phone])
    avatar = models.ImageField(_("Avatar"), upload_to="avatars/", blank=True)
    role = models.CharField(_("role"), max_length=12, choices=Role, default=Role.CLIENT)
    organisation = models.ForeignKey(
        "helpdesk.Organisation", models.PROTECT, null=True, blank=True, related_name="people",
        verbose_name=_("organisation"),
    )
    membership = models.CharField(
        _("membership"), max_length=12, choices=Membership, default=Membership.NONE, blank=True
    )
    department = models.ForeignKey(
        "helpdesk.Department", models.PROTECT, null=True, blank=True, related_name="staff",
        verbose_name=_("Department"),
    )
    designation = models.CharField(_("Designation"), max_length=120, blank=True)
    staff_code = models.CharField(_("staff code"), max_length=12, blank=True)
    is_active = models.BooleanField(_("active"), default=True)
    # Registered while registrations need approval; nobody has decided yet.
    awaits_approval = models.BooleanField(_("waits for approval"), default=False)
    # The password was chosen by somebody else (rows B8, B11, B12).
    must_change_password = models.BooleanField(_("must choose a new password"), default=False)
    language = models.CharField(_("language of mails"), max_length=5, choices=settings.LANGUAGES, default="id")
    away_until = models.DateField(_("away until"), null=True, blank=True)
    deputy = models.ForeignKey(
        "self", models.SET_NULL, null=True, blank=True, related_name="stands_in_for", verbose_name=_("deputy")
    )
    date_joined = models.DateTimeField(_("registered"), default=timezone.now, editable=False)
    privacy_version = models.CharField(_("privacy notice agreed to"), max_length=20, blank=True)
    privacy_agreed_at = models.DateTimeField(_("agreed at"), null=True, blank=True)

    objects = UserManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["email", "name"]

    class Meta:
        verbose_name = _("person")
        verbose_name_plural = _("people")
        ordering = ["name", "pk"]
        indexes = [
            models.Index(Lower("email"), name="user_email_lower"),
            models.Index("role", Lower("name"), "id", name="user_by_role_and_name"),
            models.Index("role", "date_joined", "id", name="user_by_role_and_date"),
            models.Index(fields=["id"], name="user_waiting", condition=Q(awaits_approval=True)),
        ]
        constraints = [
            models.UniqueConstraint(Lower("username"), name="username_is_unique_in_any_case",
                                    violation_error_message=_("This username is already taken.")),
            models.UniqueConstraint("staff_code", condition=~Q(staff_code=""), name="staff_code_is_unique"),
            models.CheckConstraint(
                condition=Q(organisation__isnull=True, membership="") | Q(organisation__isnull=False) & ~Q(membership=""),
                name="membership_goes_with_an_organisation",
            ),
            models.CheckConstraint(condition=Q(awaits_approval=False) | Q(is_active=False), name="who_waits_is_not_active"),
            models.CheckConstraint(
                condition=Q(deputy=None) | ~Q(deputy=models.F("id")), name="nobody_is_their_own_deputy",
                violation_error_message=_("Choose somebody else as deputy."),
            ),
        ]

    def __str__(self):
        return self.name or self.username

    def save(self, *args, **kwargs):
        """Keep what follows from the role: Django's superuser flag, and a staff code for the desk."""
        self.is_superuser = self.role == Role.SUPERADMIN
        if self.is_desk and not self.staff_code:
            from helpdesk.accounts.staff_code import new_staff_code

            self.staff_code = new_staff_code()
        if (fields := kwargs.get("update_fields")) is not None:
            kwargs["update_fields"] = {*fields, "is_superuser", "staff_code"}
        super().save(*args, **kwargs)

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name.split(" ")[0] if self.name else self.username

    # Questions

    @property
    def is_client(self):
        return self.role == Role.CLIENT

    @property
    def is_desk(self):
        """Answers tickets: staff, admin or super admin."""
        return self.role in {Role.STAFF, Role.ADMIN, Role.SUPERADMIN}

    @property
    def is_manager(self):
        """Sees every ticket and manages people, services and settings."""
        return self.role in {Role.ADMIN, Role.SUPERADMIN}

    @property
    def asks_for_services(self):
        """Makes tickets in their own name: a client. The desk answers, an editor writes pages."""
        return self.is_client

    @property
    def may_use_desk(self):
        """The desk's addresses exist for them; an editor has the profile and the CMS only (table C)."""
        return self.role != Role.EDITOR

    @cached_property
    def writes_pages(self):
        """Has business in the CMS: editors and managers by their role, staff who are in the group *Editors* (table C)."""
        if self.role != Role.STAFF:
            return not self.is_client
        # The person of a session was loaded together with the answer (accounts/backends.py).
        if (known := self.__dict__.get("is_among_editors")) is not None:
            return known
        from helpdesk.accounts.groups import EDITORS  # its models need ours

        return self.groups.filter(name=EDITORS).exists()

    @property
    def is_staff(self):
        """Django's own admin is not installed; the flag is asked for by third parties only."""
        return self.is_superuser

    @property
    def is_member(self):
        """Belongs to the organisation for certain: an accepted membership, not a requested one."""
        return self.membership in {Membership.MEMBER, Membership.CONTACT}

    @property
    def acting_for(self):
        """Name at the top of the navigation (row A3): the organisation's, or a citizen's own."""
        return self.organisation.name if self.organisation_id else self.name

    @property
    def lacks_second_factor(self):
        """Works at the desk without a second factor while the office asks for one. Known of the person of a session
        only (`with_duties`); of anybody else it is False."""
        known = self.__dict__.get
        return bool(known("second_factor_is_asked") and self.is_desk and not known("has_second_factor"))

    @cached_property
    def needs_email_confirmation(self):
        """True while the address is unconfirmed; asked of allauth's rows, the one place that knows."""
        if not self.email:
            return False
        # The person of a session was loaded together with the answer (accounts/backends.py).
        if (known := self.__dict__.get("has_confirmed_email")) is not None:
            return not known
        return not self.emailaddress_set.filter(email__iexact=self.email, verified=True).exists()
