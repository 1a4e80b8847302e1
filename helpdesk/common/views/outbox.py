"""The mails of a demo, so that one can follow a confirmation link without a mail server."""

from django.conf import settings
from django.http import Http404
from django.views.generic import TemplateView

from helpdesk.common.outbox import newest_mails


class Outbox(TemplateView):
    """For Super Admins of a demo only: mails carry links that act for other people."""

    template_name = "helpdesk/common/outbox.html"

    def dispatch(self, request, *args, **kwargs):
        if not (settings.IS_DEMO and request.user.is_superuser):
            raise Http404("no such screen here")
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs):
        return super().get_context_data(mails=newest_mails(), **kwargs)
