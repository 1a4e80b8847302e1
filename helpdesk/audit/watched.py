"""What the audit watches: one line for each table. Every field counts, but for those that a line leaves out.

A table with a screen in the CMS stands either in WATCHED or, with its reason, in LEFT_OUT; a test sees to it.
Moments that the database keeps by itself (created, changed) are never recorded.
"""

from collections.abc import Callable
from dataclasses import dataclass


def its_name(record):
    return str(record)


@dataclass(frozen=True)
class Watched:
    """`without`: fields that say nothing; `secret`: of these only “changed” is kept; `lists`: many-to-many fields;
    `part_of`: the field that leads to the record that this one is a part of."""

    model: str
    without: tuple = ()
    secret: tuple = ()
    lists: tuple = ()
    part_of: str = ""
    name: Callable = its_name


# Rights follow from the role, the code is made by itself, the notice is agreed to at registration, and the language is
# what the switch on the page last said.
OF_PERSON = ("last_login", "date_joined", "is_superuser", "staff_code", "privacy_version", "privacy_agreed_at", "language")

WATCHED = {
    line.model: line
    for line in (
        Watched(
            "helpdesk.user", without=OF_PERSON, secret=("password",), lists=("groups", "user_permissions"),
            name=lambda person: f"{person} ({person.username})",
        ),
        Watched("helpdesk.organisation"),
        Watched("helpdesk.department"),
        Watched("helpdesk.service", lists=("checklist",)),
        Watched("helpdesk.serviceinput", part_of="service"),
        Watched("helpdesk.documentrequirement", part_of="service"),
        Watched("helpdesk.ticketsource"),
        Watched("helpdesk.tickettype"),
        Watched("helpdesk.checklistitem"),
        Watched("helpdesk.refusalreason"),
        Watched("helpdesk.desksettings", name=lambda settings: settings.name),
        Watched("helpdesk.workinghours"),
        Watched("helpdesk.nonworkingday", without=("code",)),
        Watched("helpdesk.ramadanperiod", without=("code",)),
        Watched("helpdesk.callpattern", part_of="officer"),
        Watched("helpdesk.callexception", part_of="officer"),
        Watched("helpdesk.evaluationsection"),
        Watched("helpdesk.evaluationquestion"),
        Watched("auth.group", lists=("permissions",)),
        Watched("wagtailcore.grouppagepermission", part_of="group"),
        Watched("wagtailcore.groupcollectionpermission", part_of="group"),
        Watched("wagtailcore.site"),
    )
}

WATCHED_APART = {"mfa.authenticator": "a second factor is a fact of its person (second_factor.py)"}

LEFT_OUT = {
    "helpdesk.call": "each change is an event of its ticket, with who and when",
    "home.announcement": "Wagtail keeps a log of its own, and revisions; the end is in that log",
    "faq.faqentry": "keeps its revisions, with who and when",
    "faq.unfound": "words that visitors looked for; whether they are settled is work, no setting",
    "contact.contactmessage": "written by visitors; its state is work, no setting",
    "wagtailcore.page": "Wagtail keeps a log of its own, and revisions",
    "wagtailredirects.redirect": "pages: Wagtail keeps a log of its own",
    "wagtailcore.locale": "Indonesian alone, set by the installation",
    "wagtailcore.workflow": "pages: Wagtail keeps a log of its own",
    "wagtailcore.task": "pages: Wagtail keeps a log of its own",
    "wagtailcore.collection": "pictures: Wagtail keeps a log of its own",
    "wagtailimages.image": "pictures: Wagtail keeps a log of its own",
    "wagtaildocs.document": "documents: Wagtail keeps a log of its own",
}
