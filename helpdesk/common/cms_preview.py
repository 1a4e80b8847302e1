"""A live preview beside the form, for tables of the desk that have a page of their own on the site.

Wagtail gives it to pages and snippets; for a plain table its own parts only have to be put together.
"""

from django.urls import path, reverse
from wagtail.admin.ui.components import MediaContainer
from wagtail.admin.ui.side_panels import PreviewSidePanel
from wagtail.admin.views.generic import CreateView, EditView
from wagtail.admin.views.generic.preview import PreviewOnCreate, PreviewOnEdit

from helpdesk.common.cms import DeskViewSet


class Previewed:
    """Mixin of a form's view: the panel that shows the page while one types."""

    preview_url_name = None

    def get_preview_url(self):
        return reverse(self.preview_url_name, args=[self.object.pk] if self.object else [])

    def get_side_panels(self):
        preview = PreviewSidePanel(self.form.instance, self.request, preview_url=self.get_preview_url())
        return MediaContainer([*super().get_side_panels(), preview])


class PreviewedCreateView(Previewed, CreateView):
    object = None


class PreviewedEditView(Previewed, EditView):
    pass


class PreviewedViewSet(DeskViewSet):
    """For a model that is PreviewableMixin."""

    add_view_class = PreviewedCreateView
    edit_view_class = PreviewedEditView

    def get_add_view_kwargs(self, **kwargs):
        return super().get_add_view_kwargs(preview_url_name=self.get_url_name("preview_on_add"), **kwargs)

    def get_edit_view_kwargs(self, **kwargs):
        return super().get_edit_view_kwargs(preview_url_name=self.get_url_name("preview_on_edit"), **kwargs)

    def get_urlpatterns(self):
        on_add = self.construct_view(PreviewOnCreate, form_class=self.get_form_class())
        on_edit = self.construct_view(PreviewOnEdit, form_class=self.get_form_class(for_update=True))
        return [
            *super().get_urlpatterns(),
            path("preview/", on_add, name="preview_on_add"),
            path(f"preview/<{self.pk_path_converter}:pk>/", on_edit, name="preview_on_edit"),
        ]
