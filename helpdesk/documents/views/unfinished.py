"""Files that are on their way, as the ticket page lists them for the person who sends them."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from helpdesk.attachments.upload import Upload
from helpdesk.templatetags.desk_ui import filesize


@dataclass(frozen=True)
class Unfinished:
    """One file of which the server has a part, or all but no decision (`sentence` tells why)."""

    number: int
    key: str
    name: str
    size: int
    received: int
    place: str
    sentence: str = ""

    @property
    def url(self):
        """Where it goes on."""
        return reverse("helpdesk:tus_upload", args=[self.number, self.key])

    @property
    def give_up(self):
        return reverse("helpdesk:tus_give_up", args=[self.number, self.key])

    @property
    def percent(self):
        return 100 * self.received // self.size

    @property
    def progress(self):
        return _("%(received)s of %(size)s received") % {"received": filesize(self.received), "size": filesize(self.size)}


def unfinished(ticket, user):
    """The person's own unfinished files on this ticket, oldest first; no query where it was loaded `for_page()`."""
    known = getattr(ticket, "files_on_their_way", None)
    if known is None:
        fields = ("owner", "key", "name", "size", "received", "place", "sentence")
        known = Upload.objects.going_on().filter(ticket=ticket, owner=user).order_by("pk").values(*fields)
    return [
        Unfinished(ticket.number, **{name: value for name, value in one.items() if name != "owner"})
        for one in known if one["owner"] == user.pk
    ]  # fmt: skip
