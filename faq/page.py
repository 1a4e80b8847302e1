"""What the FAQ page puts into its template."""

from itertools import groupby

from faq.unfound import note

LONGEST_QUESTION = 200
MOST_LISTED = 5000


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
        if not query:
            return context | {"query": "", "found": None, "departments": by_department(entries.with_place().in_order())}
        found = entries.search(query)
        if not found:
            note(query, request=request)
        return context | {"query": query, "found": found, "departments": []}

    def get_sitemap_urls(self, request=None):
        """The page, and the address of each answer."""
        from faq.models import FAQEntry

        below = FAQEntry.objects.live().in_order()[:MOST_LISTED]
        listed = [{"location": f"{self.get_site().root_url}{one.url}", "lastmod": one.updated_at} for one in below]
        return super().get_sitemap_urls(request) + listed
