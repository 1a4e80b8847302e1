"""Pictures and videos."""

import re

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.images.blocks import ImageBlock

from home import video_links
from home.blocks.words import MEDIA, SMALL_TEXT

FILE_NAME = re.compile(r"\.(avif|gif|jpe?g|png|webp)$", re.IGNORECASE)


class PictureBlock(ImageBlock):
    """A picture that says what it shows, or is ticked as decoration. The name of its file says nothing."""

    def clean(self, value):
        value = super().clean(value)
        if value and not value.decorative and FILE_NAME.search(value.contextual_alt_text.strip()):
            sentence = _("Say what the picture shows; the name of its file tells nobody anything.")
            raise StructBlockValidationError(block_errors={"alt_text": ValidationError(sentence)})
        return value


class FigureBlock(blocks.StructBlock):
    picture = PictureBlock(label=_("picture"))
    caption = blocks.RichTextBlock(label=_("caption"), features=["bold", "italic", "link"], max_length=300, required=False)

    class Meta:
        icon = "image"
        group = MEDIA
        label = _("Picture")
        template = "blocks/figure.html"
        preview_template = "blocks/previews/figure.html"
        preview_value = {"caption": "Loket layanan, Senin sampai Jumat."}
        description = _("A picture with its description and, if you like, a caption.")


class VideoBlock(blocks.StructBlock):
    """Nothing is fetched from the other company before the visitor asks for it."""

    title = blocks.CharBlock(label=_("title"), max_length=120)
    url = blocks.URLBlock(
        label=_("address of the video"), max_length=200, help_text=_("As YouTube or Vimeo shows it in the address bar.")
    )
    picture = PictureBlock(label=_("cover"), required=False)
    transcript = blocks.RichTextBlock(
        label=_("what is said and shown"), features=SMALL_TEXT, required=False,
        help_text=_("For people who cannot hear or see the video, and for those who cannot load it."),
    )

    def clean(self, value):
        value = super().clean(value)
        if video_links.read(value["url"]) is None:
            sentence = _("Only videos of YouTube and Vimeo can be shown: paste the address of one video.")
            raise StructBlockValidationError(block_errors={"url": ValidationError(sentence)})
        return value

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"video": video_links.read(value["url"])}

    class Meta:
        icon = "media"
        group = MEDIA
        label = _("Video")
        template = "blocks/video.html"
        preview_value = {"title": "Cara membuat tiket", "url": "https://www.youtube.com/watch?v=00000000000"}
        description = _("A video of YouTube or Vimeo behind a cover: their site is called only after a click.")
