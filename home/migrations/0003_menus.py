"""The menu of the site now comes from the page tree.

Until now the mark “show in menus” meant nothing, and set-up gave it to every page. Without this step an existing site
would suddenly have all of them in its bar. What belongs there keeps it: Tentang Aplikasi and Kontak, and whatever
editors wrote themselves; the rest stands in the footer.
"""

from django.db import migrations

INDEXES = ("serviceindexpage", "faqindexpage", "announcementindexpage")


def leave_the_footer_its_pages(apps, schema_editor):
    Page = apps.get_model("wagtailcore", "Page")
    marked = Page.objects.filter(depth=3, show_in_menus=True)
    for page in [*marked.filter(content_type__model__in=INDEXES), *marked.filter(slug="kebijakan-privasi")]:
        page.show_in_menus = False
        page.save(update_fields=["show_in_menus"])
        if page.latest_revision:  # else the next publishing would bring the mark back
            page.latest_revision.content["show_in_menus"] = False
            page.latest_revision.save(update_fields=["content"])


class Migration(migrations.Migration):
    dependencies = [("home", "0002_announcements"), ("wagtailcore", "0098_apitoken")]

    operations = [migrations.RunPython(leave_the_footer_its_pages, migrations.RunPython.noop)]
