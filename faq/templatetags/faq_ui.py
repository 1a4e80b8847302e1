"""What templates of any app show of the FAQ."""

from django import template
from django.conf import settings

from faq.models import FAQEntry
from faq.plain import to_text
from faq.proposals import for_service
from helpdesk.common import linked_data
from helpdesk.common.site_pages import label_of

register = template.Library()


register.filter("page_label", label_of)


@register.simple_tag(takes_context=True)
def faq_data(context, asked):
    """One entry, or `[(department, entries), …]`, as schema.org's FAQPage."""
    entries = [asked] if isinstance(asked, FAQEntry) else [entry for _department, some in asked for entry in some]
    if not entries:
        return ""
    return linked_data.block(
        {
            "@type": "FAQPage",
            "inLanguage": context.get("LANGUAGE_CODE", "id"),
            "mainEntity": [
                {
                    "@type": "Question",
                    "name": entry.question_text,
                    "url": f"{settings.BASE_URL}{entry.url}",
                    "acceptedAnswer": {"@type": "Answer", "text": to_text(entry.answer_html)},
                }
                for entry in entries
            ],
        }
    )


@register.inclusion_tag("faq/desk/_proposals_element.html")
def answer_proposals(service):
    """Answers beside the form of a new ticket: those of the service, then those that match what is typed."""
    return {"service": service, "entries": for_service(service)}
