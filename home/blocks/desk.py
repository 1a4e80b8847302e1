"""Blocks that say what the desk's own records say, so that they never disagree: services, questions, contact details, files."""

from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _
from wagtail import blocks
from wagtail.blocks.struct_block import StructBlockValidationError
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.snippets.blocks import SnippetChooserBlock

from home import picked, public
from home.blocks.choices import departments, services
from home.blocks.words import DESK, MEDIA, heading

BOTH = _("Choose single ones or a department: one of the two.")


def department(label, **options):
    return blocks.ChoiceBlock(choices=departments, label=label, required=False, search_index=False, **options)


class FAQPickerBlock(blocks.StructBlock):
    heading = heading()
    entries = blocks.ListBlock(SnippetChooserBlock("faq.FAQEntry"), label=_("questions"), default=[], max_num=20)
    department = department(_("or all of a department"))

    def clean(self, value):
        value = super().clean(value)
        if bool(value["entries"]) == bool(value["department"]):
            raise StructBlockValidationError(non_block_errors=[BOTH])
        return value

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"entries": picked.questions(value.get("entries") or (), value.get("department"))}

    def get_preview_value(self):
        return self.normalize({"heading": "Pertanyaan yang sering diajukan", "entries": picked.any_questions(3)})

    class Meta:
        icon = "help"
        group = DESK
        label = _("FAQ picker")
        template = "blocks/faq_picker.html"
        description = _("Answers from the FAQ: chosen ones, or all of a department. Drafts are not shown.")


class ServicePickerBlock(blocks.StructBlock):
    heading = heading()
    services = blocks.ListBlock(blocks.ChoiceBlock(choices=services, label=_("service"), search_index=False), label=_("services"), default=[], max_num=12)
    department = department(
        _("or all of a department"), help_text=_("Neither: the list of departments, each leading to its services.")
    )

    def clean(self, value):
        value = super().clean(value)
        if value["services"] and value["department"]:
            raise StructBlockValidationError(non_block_errors=[BOTH])
        return value

    def get_context(self, value, parent_context=None):
        context = super().get_context(value, parent_context)
        codes, department = value.get("services") or (), value.get("department")
        if codes or department:
            return context | {"services": picked.services(codes, department)}
        return context | {"departments": picked.departments()}

    class Meta:
        icon = "clipboard-list"
        group = DESK
        label = _("Service picker")
        template = "blocks/service_picker.html"
        preview_value = {"heading": "Layanan kami"}
        description = _("Cards of services with documents, time and fee, from the catalogue.")


class ContactDetailsBlock(blocks.StaticBlock):
    class Meta:
        icon = "mail"
        group = DESK
        label = _("Contact details")
        admin_text = _("Shows address, telephone and email from the helpdesk settings.")
        template = "blocks/contact_details.html"
        preview_value = None
        description = _("Address, telephone and email from the settings, so that they never disagree.")


class OpenDocumentBlock(DocumentChooserBlock):
    """A document that everybody may open."""

    def clean(self, value):
        value = super().clean(value)
        if value and not public.documents([value]):
            raise ValidationError(_("This document lies in a collection that is not open to everybody. Choose another one."))
        return value


class DownloadBlock(blocks.StructBlock):
    document = OpenDocumentBlock(label=_("document"))
    title = blocks.CharBlock(label=_("title"), max_length=120, required=False, help_text=_("Empty: the document's own title."))


class DownloadsBlock(blocks.StructBlock):
    heading = heading()
    files = blocks.ListBlock(DownloadBlock(), label=_("documents"), min_num=1, max_num=20)

    def get_context(self, value, parent_context=None):
        return super().get_context(value, parent_context) | {"files": picked.files(value["files"])}

    class Meta:
        icon = "download"
        group = MEDIA
        label = _("Documents for download")
        template = "blocks/downloads.html"
        preview_template = "blocks/previews/downloads.html"
        preview_value = {"heading": "Formulir"}
        description = _("Files to take along, each with its kind and size.")
