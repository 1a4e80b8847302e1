"""What kept pages and parts show: a change of any of these makes all of them worthless, as soon as it is committed.

The pages themselves count whatever they are called. Tests read which tables the pages of visitors and the kept parts
ask, and want each of them here, or below with its reason.
"""

from django.db.models.signals import m2m_changed, post_delete, post_save
from wagtail.models import Page
from wagtail.signals import page_published, page_unpublished, post_page_move

from .generation import forget_all_on_commit

SHOWN = {
    "faq.faqentry",
    "helpdesk.department",
    "helpdesk.desksettings",
    "helpdesk.documentrequirement",
    "helpdesk.nonworkingday",
    "helpdesk.ramadanperiod",
    "helpdesk.service",
    "helpdesk.serviceinput",
    "helpdesk.ticketsource",
    "helpdesk.tickettype",
    "helpdesk.workinghours",
    "home.announcement",
    "home.homepageservice",
    "wagtailcore.collection",
    "wagtailcore.collectionviewrestriction",
    "wagtailcore.pageviewrestriction",
    "wagtailcore.site",
    "wagtaildocs.document",
    "wagtailimages.image",
    "wagtailredirects.redirect",
}
FOLLOWED_BY_TIME = {
    "helpdesk.ticket": "changes by the minute; which services are asked for most may be a minute old",
    "home.figures": "counted by the clock, not by hand",
    "home.affected": "how many have it too may be a minute old",
    "wagtailimages.rendition": "made while a page is drawn; the picture itself is on the list",
    "wagtailcore.locale": "Indonesian alone, set by the installation",
    "contenttypes.contenttype": "made by migrations",
}


def connect():
    post_save.connect(_changed, dispatch_uid="helpdesk.page_cache.saved")
    post_delete.connect(_changed, dispatch_uid="helpdesk.page_cache.deleted")
    m2m_changed.connect(_list_changed, dispatch_uid="helpdesk.page_cache.list")
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_page_changed, dispatch_uid="helpdesk.page_cache.page")


def is_shown(model):
    return issubclass(model, Page) or model._meta.label_lower in SHOWN


def _changed(sender, **kwargs):
    if is_shown(sender):
        forget_all_on_commit()


def _list_changed(sender, instance, action, **kwargs):
    if action.startswith("post_") and is_shown(type(instance)):
        forget_all_on_commit()


def _page_changed(sender, **kwargs):
    forget_all_on_commit()
