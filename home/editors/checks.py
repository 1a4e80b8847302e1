"""The checks of a page's content, in the editor and in the bar above the page: which rules, and what each says to an editor."""

from django.utils.translation import gettext_lazy as _
from wagtail.admin.userbar import ContentCheckerItem

# Rules that the words of an editor can break; the rest of the page is ours, and our own tests look after it.
WORDS = {
    "page-has-heading-one": (_("The page has no title of its own"), _("Give the page a title: it is the first heading.")),
    "heading-order": (_("A level of headings is left out"), _("Below a heading comes the next smaller one, never a smaller one still.")),
    "empty-heading": (_("A heading is empty"), _("Write the heading, or remove it.")),
    "p-as-heading": (_("Bold text is used as a heading"), _("Choose a heading instead: it stands in the table of contents, too.")),
    "image-alt": (_("A picture has no description"), _("Say in a few words what the picture shows, for people who cannot see it.")),
    "alt-text-quality": (_("The description of a picture looks like a file name"), _("Say in a few words what the picture shows.")),
    "image-redundant-alt": (_("The description of a picture repeats the text beside it"), _("Say what the text does not say, or leave it empty.")),
    "link-name": (_("A link has no text"), _("Write where the link leads.")),
    "button-name": (_("A button has no text"), _("Write what the button does.")),
    "input-button-name": (_("A button of a form has no text"), _("Write what the button does.")),
    "empty-table-header": (_("The head of a column is empty"), _("Every column and every row needs a name.")),
    "table-duplicate-name": (_("A table says the same twice"), _("Its caption and its summary should say different things.")),
    "list": (_("A list holds something else than entries"), _("Write the list anew with the button for lists.")),
    "frame-title": (_("An embedded page has no title"), _("Give it a title that says what it shows.")),
    "empty-meta-description": (
        _("There is no description for search engines"), _("Write one or two sentences on the tab “Promote”: they stand below the link in results."),
    ),
}  # fmt: skip


class OurChecks(ContentCheckerItem):
    axe_run_only = list(WORDS)
    axe_messages = {rule: {"error_name": wrong, "help_text": advice} for rule, (wrong, advice) in WORDS.items()}
    # The bar, the footer and the announcements are no editor's work on this page.
    axe_exclude = [".topbar", ".footer", ".skip"]


def ours(request, items, page):
    """Hook `construct_wagtail_userbar`: our checks in the place of Wagtail's, in the editor too."""
    items[:] = [OurChecks(item.in_editor) if isinstance(item, ContentCheckerItem) else item for item in items]
