"""What the page of a service says beyond the record's own words. The page and its preview in the CMS ask alike."""

from django import template
from django.conf import settings

from helpdesk.common import linked_data
from home import standard
from home.models import ServiceIndexPage
from home.templatetags.site_ui import service_url

register = template.Library()

register.simple_tag(standard.needed_by_applicant, name="needed_by_applicant")
register.simple_tag(standard.optional, name="optional_documents")
register.simple_tag(standard.complaint_services, name="complaint_services")
register.simple_tag(standard.answers, name="answers_for")


@register.simple_tag
def services_page():
    """The page below which the services stand, for a preview that comes from elsewhere."""
    return ServiceIndexPage.objects.live().first()


@register.simple_tag(takes_context=True)
def service_data(context, service):
    """The service as schema.org's GovernmentService."""
    desk, language = context["desk"], context.get("LANGUAGE_CODE", "id")
    return linked_data.block(
        {
            "@type": "GovernmentService",
            "name": str(service),
            "description": service.summary_text,
            "url": f"{settings.BASE_URL}{service_url(service)}",
            "serviceType": str(service.type),
            "inLanguage": language,
            "provider": {"@type": "GovernmentOrganization", "name": desk.owner or desk.name},
            "audience": {"@type": "Audience", "audienceType": service.get_audience_display()},
            "availableChannel": {"@type": "ServiceChannel", "serviceUrl": f"{settings.BASE_URL}/helpdesk/tiket/baru/?layanan={service.code}"},
        }
    )
