"""A field for a portrait: what comes out is a small square JPEG that we drew ourselves."""

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from helpdesk.accounts import avatars
from helpdesk.attachments import pictures
from helpdesk.attachments.kinds import HEAD, kind_of
from helpdesk.attachments.limits import MAX_PICTURE_BYTES
from helpdesk.attachments.refusals import Refused

NO_PICTURE = _("This is no picture that we can use. Choose a JPEG, PNG, WebP or HEIC file.")
TOO_HEAVY = _("This picture is too complicated to be read. Please choose another one.")
ACCEPT = "image/jpeg,image/png,image/webp,image/heic,image/heif"


class AvatarInput(forms.ClearableFileInput):
    """The picture as it is now with a box that takes it away, and a place for a new one."""

    template_name = "widgets/avatar.html"
    clear_checkbox_label = _("Remove the picture")

    def __init__(self, attrs=None):
        super().__init__({"accept": ACCEPT, **(attrs or {})})

    def is_initial(self, value):
        return bool(value and getattr(value, "name", ""))

    def get_context(self, name, value, attrs):
        context = super().get_context(name, value, attrs)
        context["widget"]["is_clearing"] = context["widget"]["attrs"].pop("checked")
        context["widget"]["picture_url"] = avatars.url_of(value.instance) if self.is_initial(value) else ""
        return context

    def value_from_datadict(self, data, files, name):
        """A new picture wins over the box that takes the old one away."""
        return files.get(name) or super().value_from_datadict(data, files, name)


class AvatarField(forms.FileField):
    """Cleans to JPEG bytes, to False (take it away), or to None (leave it); see `avatars.change`."""

    widget = AvatarInput

    def __init__(self, **kwargs):
        helps = _("JPEG, PNG, WebP or HEIC, at most 15 MB. The picture is cut square; place and camera are removed from it.")
        super().__init__(**{"label": _("Avatar"), "required": False, "help_text": helps, **kwargs})

    def clean(self, data, initial=None):
        if not data:
            return False if data is False else None
        return square(data)


def square(upload):
    """Return the portrait made of an uploaded file, or raise ValidationError with a sentence."""
    try:
        if not upload.size:
            raise Refused("empty")
        if upload.size > MAX_PICTURE_BYTES:
            raise Refused("picture_too_big")
        upload.seek(0)
        data = upload.read(MAX_PICTURE_BYTES + 1)
        if not is_picture(data[: HEAD * 4]):
            raise ValidationError(NO_PICTURE, code="no_picture")
        return pictures.to_square(data)
    except Refused as refusal:
        sentence = TOO_HEAVY if refusal.code == "heavy" else refusal.sentence
        raise ValidationError(sentence, code=refusal.code) from None


def is_picture(head):
    """By the first bytes alone; names and types sent by browsers are never asked."""
    return kind_of(head) in ("jpeg", "png", "heic") or (head[:4] == b"RIFF" and head[8:12] == b"WEBP")


class HasAvatar(forms.Form):
    """Mixin of a ModelForm about a person (before `forms.ModelForm`, `avatar` not among its Meta.fields): call
    `save_avatar(person)` once the person is saved. The <form> needs enctype="multipart/form-data"."""

    avatar = AvatarField()

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.initial["avatar"] = self.instance.avatar

    def save_avatar(self, person):
        """Keep, replace or take away the picture, as the form says."""
        avatars.change(person, self.cleaned_data.get("avatar"))
