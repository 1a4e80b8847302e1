"""What an editor will get, in both languages of the site."""

from django.template.response import TemplateResponse
from django.utils import translation
from django.utils.translation import gettext_lazy as _

LANGUAGES = [("id", _("Indonesian")), ("en", _("English"))]


class BothLanguages:
    """Mixin of FAQEntry."""

    preview_modes = LANGUAGES

    def serve_preview(self, request, mode_name):
        """Drawn at once: the language holds only here."""
        language = mode_name if mode_name in dict(LANGUAGES) else LANGUAGES[0][0]
        with translation.override(language):
            request.LANGUAGE_CODE = language
            return TemplateResponse(request, "faq/faq_entry_preview.html", self.get_preview_context(request, mode_name)).render()
