"""The step that ends an announcement: at the desk, and the same in the CMS for editors."""

from django.contrib import messages
from django.http import Http404, HttpResponseRedirect
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext
from django.views.generic import TemplateView
from wagtail.admin.views.generic import WagtailAdminTemplateMixin

from helpdesk.common.refused import Refused
from helpdesk.common.views.lists import COUNTED
from helpdesk.templatetags.desk_ui import capped
from home.announcements.forms import EndForm
from home.announcements.permissions import AnnouncementPermissions
from home.announcements.telling import audience
from home.models import Announcement


class EndView(TemplateView):
    """GET says what ending means and how many people would be told, POST does it: 422 wrong, 409 not possible now."""

    def dispatch(self, request, *args, **kwargs):
        if not self.may.can_end:
            raise Http404("not for this person")
        return super().dispatch(request, *args, **kwargs)

    @cached_property
    def announcement(self):
        return get_object_or_404(Announcement.objects.filter(live=True), pk=self.kwargs["pk"])

    @cached_property
    def may(self):
        return AnnouncementPermissions(self.request.user)

    def get(self, request, pk):
        return self.show(EndForm(may=self.may))

    def post(self, request, pk):
        form = EndForm(request.POST, may=self.may)
        if not form.is_valid():
            return self.show(form, status=422)
        try:
            self.announcement.end(**form.facts, by=request.user)
        except Refused as refusal:
            return self.show(form, refusal=str(refusal), status=409)
        messages.success(request, _("“%(title)s” is over now.") % {"title": self.announcement})
        return HttpResponseRedirect(self.get_success_url())

    def show(self, form, *, refusal="", status=200):
        one = self.announcement
        context = self.get_context_data(
            form=form, announcement=one, refusal=refusal, is_possible=one.is_running, back_url=self.get_success_url(),
            sentences=self.sentences(one) if one.is_running else [],
        )  # fmt: skip
        return self.render_to_response(context, status=status)

    def sentences(self, one):
        """What will happen, and how many people it reaches."""
        said = [_("It goes from the pages; its own page says that it is over."), self.affected(self.number(one, owners=False))]
        if self.may.can_tell_owners:
            said.append(self.owners(self.number(one, owners=True)))
        return said

    def affected(self, number):
        if not number:
            return _("Nobody has said “I have this too”.")
        return ngettext(
            "%(count)s person said “I have this too” and is told.", "%(count)s people said “I have this too” and are told.", number
        ) % {"count": capped(number)}

    def owners(self, number):
        return ngettext(
            "Together with the owners and watchers of open tickets about its services: %(count)s person.",
            "Together with the owners and watchers of open tickets about its services: %(count)s people.", number,
        ) % {"count": capped(number)}  # fmt: skip

    def number(self, one, *, owners):
        """The people whom this person's ending would reach; counted no further than lists are."""
        return audience(one, owners=owners, by=self.request.user).order_by()[: COUNTED + 1].count()

    def get_success_url(self):
        raise NotImplementedError


class EndAtDesk(EndView):
    template_name = "home/announcements/end.html"

    def get_success_url(self):
        return reverse("announcements:list")


class EndInCMS(WagtailAdminTemplateMixin, EndView):
    """The same for editors, who have no desk."""

    template_name = "home/announcements/cms_end.html"
    page_title = gettext_lazy("End the announcement")
    header_icon = "clipboard-list"

    def get_page_subtitle(self):
        return str(self.announcement)

    def get_breadcrumbs_items(self):
        here = {"url": "", "label": self.get_page_title(), "sublabel": self.get_page_subtitle()}
        label = Announcement._meta.verbose_name_plural.capitalize()
        return [*super().get_breadcrumbs_items(), {"url": self.get_success_url(), "label": label}, here]

    def get_success_url(self):
        return reverse(Announcement.snippet_viewset.get_url_name("list"))
