"""The ground a page stands on, after a flush has taken it away."""


def build():
    """Locale, collection, root page, default site and the desk's groups; makes only what is missing."""
    from wagtail.models import Locale, Page, Site

    from helpdesk.accounts import groups

    Locale.objects.get_or_create(language_code="id")
    root_collection()
    root = Page.objects.filter(depth=1).first() or Page.add_root(title="Root", slug="root")
    site = Site.objects.filter(is_default_site=True).first()
    if site is None:
        first = root.get_children().first() or root.add_child(instance=Page(title="Welcome", slug="home"))
        site = Site.objects.create(hostname="localhost", root_page=first, is_default_site=True)
    groups.ensure()
    Site.clear_site_root_paths_cache()
    return site


def root_collection():
    """Below which every other one stands; made where a flush has taken it away."""
    from wagtail.models import Collection

    return Collection.get_first_root_node() or Collection.add_root(name="Root")
