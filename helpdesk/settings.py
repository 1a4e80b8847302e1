"""What an office sets for itself (row B15): names, footer, rules of the desk. Mails and PDFs read it too."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, MultiFieldPanel, ObjectList, TabbedInterface
from wagtail.contrib.settings.models import BaseGenericSetting, register_setting
from wagtail.models import PreviewableMixin

from helpdesk.accounts.models import Role, User
from helpdesk.common.planned import Planned

LOGO_SIZE = "max-480x160"


class StaffShownAs(models.TextChoices):
    """How clients see an officer: Process by, Closed By and replies (row A8)."""

    CODE = "code", _("Staff code")
    FIRST_NAME = "first_name", _("First name")
    FULL_NAME = "full_name", _("Full name")


class Registration(models.TextChoices):
    """Who may make an account: the city let people register, the province gave accounts out (row B15)."""

    OPEN = "open", _("Open: everybody may register")
    APPROVAL = "approval", _("By approval: an Admin decides about each registration")
    OFF = "off", _("Off: accounts are given out by the helpdesk")


@register_setting(icon="cog", order=10)
class DeskSettings(PreviewableMixin, BaseGenericSetting):
    """One row, one query per page. The CMS shows what is not saved yet in its preview."""

    name = models.CharField(_("Name"), max_length=80, default="Helpdesk")
    owner = models.CharField(_("office"), max_length=120, default="Pemerintah Provinsi Contoh")
    email = models.EmailField(_("Email"), default="helpdesk@example.go.id")
    phone = models.CharField(_("telephone"), max_length=40, blank=True)
    address = models.CharField(_("address"), max_length=250, blank=True)
    keywords = models.CharField(_("Keywords"), max_length=250, blank=True)
    description = models.CharField(_("Description"), max_length=300, blank=True)
    logo = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Logo")
    )

    footer_logo = models.ForeignKey(
        "wagtailimages.Image", models.SET_NULL, null=True, blank=True, related_name="+", verbose_name=_("Footer logo")
    )
    footer_description = models.TextField(_("Footer Description"), max_length=400, blank=True)
    copyright_holder = models.CharField(_("Copyrights"), max_length=120, blank=True)
    copyright_since = models.PositiveSmallIntegerField(
        _("copyright since"), null=True, blank=True, validators=[MinValueValidator(1990), MaxValueValidator(2100)]
    )
    facebook = models.URLField("Facebook", blank=True)
    twitter = models.URLField("Twitter", blank=True)
    linkedin = models.URLField("LinkedIn", blank=True)

    staff_shown_as = models.CharField(
        _("clients see staff as"), max_length=12, choices=StaffShownAs, default=StaffShownAs.CODE
    )
    reopen_days = models.PositiveSmallIntegerField(
        _("days in which a client's reply reopens a closed ticket"), default=10,
        validators=[MaxValueValidator(365)],
    )
    mail_on_new_ticket = models.BooleanField(
        _("Send email on new ticket"), default=True, help_text=_("To the staff of the department, and to the client when the desk made the ticket.")
    )
    clients_edit_tickets = models.BooleanField(
        _("Client can edit tickets"), default=False,
        help_text=_("Title and description, until the ticket is done; the old text stays in the history."),
    )
    staff_edit_tickets = models.BooleanField(
        _("Staff can edit tickets"), default=False,
        help_text=_("Title and description, until the ticket is done; the old text stays in the history."),
    )
    registration = models.CharField(_("Self-registration"), max_length=10, choices=Registration, default=Registration.OPEN)
    keep_documents_days = models.PositiveSmallIntegerField(
        _("days to keep documents after closing"), default=90, db_default=90,
        validators=[MinValueValidator(1), MaxValueValidator(3650)],
        help_text=_("Afterwards the files are deleted; name, size, fingerprint and verdict stay. A document may have a number of its own."),
    )
    call_change_hours = models.PositiveSmallIntegerField(
        _("hours before a video call until which it may be moved or cancelled"), default=2, db_default=2,
        validators=[MaxValueValidator(168)],
    )
    second_factor_for_desk = models.BooleanField(
        _("Two-step login is compulsory for staff and above"), default=False,
        help_text=_("Without it nobody of the desk gets further than the page that sets it up."),
    )

    edit_handler = TabbedInterface([
        ObjectList([FieldPanel(f) for f in (
            "name", "owner", "logo", "email", "phone", "address", "keywords", "description")], heading=_("General")),
        ObjectList([
            FieldPanel("footer_logo"),
            FieldPanel("footer_description"),
            MultiFieldPanel([FieldPanel("copyright_holder"), FieldPanel("copyright_since")], heading=_("Copyrights")),
            FieldPanel("facebook"), FieldPanel("twitter"), FieldPanel("linkedin"),
        ], heading=_("Footer")),
        ObjectList([FieldPanel(f) for f in (
            "mail_on_new_ticket", "clients_edit_tickets", "staff_edit_tickets", "staff_shown_as", "reopen_days",
            "registration", "second_factor_for_desk")], heading=_("Ticket")),
        ObjectList([FieldPanel("call_change_hours"), FieldPanel("keep_documents_days")], heading=_("Documents and calls")),
    ])

    class Meta:
        verbose_name = _("helpdesk settings")

    @classmethod
    def current(cls):
        """The settings of this installation; the defaults while nobody has saved any."""
        return _stored.first() or cls()

    def get_preview_template(self, request, mode_name):
        return "helpdesk/setting/preview.html"

    def get_preview_context(self, request, mode_name):
        officer = User(name="Rini Contoh", role=Role.STAFF, staff_code="BoA45Xm")  # nobody's: an example
        # Every template reads `desk`: here these settings, saved or not, take its place.
        return super().get_preview_context(request, mode_name) | {"desk": self, "officer": self.name_for_client(officer)}

    @cached_property
    def logo_picture(self):
        """The logo as pages show it (a Wagtail rendition), or None; asked once, shown several times on a page."""
        return _rendition(self.logo)

    @cached_property
    def footer_picture(self):
        """The footer's logo as pages show it, or None."""
        return _rendition(self.footer_logo)

    def name_for_client(self, person):
        """The name under which clients see a person of the desk; clients keep their own name.

        Who has left the desk keeps the code: old replies must not tell the name that the code hid.
        """
        if person is None:
            return ""
        if (person.role == Role.CLIENT and not person.staff_code) or self.staff_shown_as == StaffShownAs.FULL_NAME:
            return person.name
        if self.staff_shown_as == StaffShownAs.FIRST_NAME:
            return person.get_short_name()
        return person.staff_code or person.get_short_name()


def _rendition(image):
    """None where there is no picture, or its file is lost: then the pages show the mark of the software."""
    if image is None:
        return None
    try:
        # Wagtail's own look-up goes through its cache, which costs five queries where the cache is a table.
        made = image.renditions.filter(filter_spec=LOGO_SIZE, focal_point_key="").first()
        return made or image.get_rendition(LOGO_SIZE)
    except (OSError, ValueError):
        return None


_stored = Planned(lambda: DeskSettings.objects.select_related("logo", "footer_logo").order_by("pk")[:1])
