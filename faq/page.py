"""What the FAQ page puts into its template."""

from itertools import groupby

LONGEST_QUESTION = 200


def by_department(entries):
    """`[(department, [entry, …]), …]` of entries in order; a department without an entry is not there."""
    return [(department, list(rows)) for department, rows in groupby(entries, key=lambda entry: entry.department)]


def asked_words(request):
    """The words of the search box."""
    return request.GET.get("q", "").replace("\0", "").strip()[:LONGEST_QUESTION]


class FAQOnPage:
    def get_context(self, request, *args, **kwargs):
        from faq.models import FAQEntry

        context = super().get_context(request, *args, **kwargs)
        query = asked_words(request)
        entries = FAQEntry.objects.live()
        return context | {
            "query": query,
            "found": entries.search(query) if query else None,
            "departments": [] if query else by_department(entries.in_order()),
        }
