"""Who may call which address, as a table. MANUALS table C in the words of HTTP.

One row per address of ours: the answer to GET and to POST for those who may. Everybody else who is logged in gets 404;
anonymous and deactivated people are sent to the login. 405 tells nothing about any ticket, so it may stand before a 404.
A second row with the same name tries the same address on another ticket.
"""

from helpdesk.tests.rows import (
    announcements,
    audit,
    calls,
    checking,
    client_documents,
    contact,
    dashboard,
    departments,
    faq,
    notifications,
    organisations,
    own_account,
    people,
    services,
    tickets,
    uploads,
)  # fmt: skip
from helpdesk.tests.rows.words import (
    DESK,
    DESK_USERS,
    EVERYBODY,
    LOGGED_IN,
    NOBODY_HERE,
    OWNER,
    OWNER_OR_DESK,
    SEES,
    Row,
)  # fmt: skip

AREAS = (
    announcements, audit, calls, checking, client_documents, contact, dashboard, departments, faq, notifications, organisations,
    own_account, people, services, tickets, uploads,
)
__all__ = ["LOGGED_IN", "NOBODY_HERE", "Row"]

def text(stage, ticket):
    return {"text": "Alasan yang cukup.", "seen": ticket.version}


def seen(stage, ticket):
    return {"seen": ticket.version}


def spoken(box):
    return lambda stage, ticket: {f"{box}-token": "t" * 32, f"{box}-text": "Halo"}


def verdicts(stage, ticket):
    return {
        f"slot-{slot.pk}-{field}": value
        for slot in ticket.slots.all() if slot.state == "sent"
        for field, value in {"key": slot.current.key, "verdict": "accept", "reason": "", "was": f"{slot.verdict}:"}.items()
    }


def necessity(stage, ticket):
    return verdicts(stage, ticket) | {"necessity": "not_needed"}


def scores(stage, ticket):
    from helpdesk.evaluations.models import EvaluationQuestion

    return {f"question_{pk}": 4 for pk in EvaluationQuestion.objects.values_list("pk", flat=True)}


def person(stage, ticket):
    return {"name": "Nama Baru", "username": "nama.baru", "phone": "0812 3456 7890"}


def other_file(ticket):
    return [ticket.attachments.get(name="lampiran.pdf").key]


def missing_slot(ticket):
    return [ticket.slots.get(state="missing").pk]


TICKET = [
    #   address                       GET  POST  who may        on which ticket  with what
    Row("helpdesk:ticket",            200, 405, SEES,          "open"),
    Row("helpdesk:ticket_reply",      405, 302, OWNER_OR_DESK, "open",          spoken("reply")),
    Row("helpdesk:ticket_note",       405, 302, DESK,          "open",          spoken("note")),
    Row("helpdesk:ticket_take",       405, 302, DESK,          "open",          seen),
    Row("helpdesk:ticket_assign",     200, 302, DESK,          "open",          lambda s, t: {"assignee": s.people["staff"].pk}),
    Row("helpdesk:ticket_transfer",   200, 302, DESK,          "open",          lambda s, t: {"department": s.departments["mail"].pk}),
    Row("helpdesk:ticket_status",     200, 405, DESK,          "open"),
    Row("helpdesk:ticket_wait",       200, 302, DESK,          "open",          text),
    Row("helpdesk:ticket_resume",     200, 302, DESK,          "waiting",       seen),
    Row("helpdesk:ticket_escalate",   200, 302, DESK,          "open",          lambda s, t: {"to": "Pusat"}),
    Row("helpdesk:ticket_come_back",  200, 302, DESK,          "escalated",     seen),
    Row("helpdesk:ticket_call",       200, 302, DESK,          "call",          lambda s, t: {"outcome": "matches"}),
    Row("helpdesk:ticket_close",      200, 302, DESK,          "open",          text),
    Row("helpdesk:ticket_reject",     200, 302, DESK,          "open",          text),
    Row("helpdesk:ticket_cancel",     200, 302, OWNER_OR_DESK, "open",          text),
    Row("helpdesk:ticket_reopen",     200, 302, DESK,          "closed",        text),
    Row("helpdesk:ticket_check",      200, 302, DESK,          "checking",      verdicts),
    Row("helpdesk:ticket_result",     405, 302, DESK,          "checking",      verdicts),
    Row("helpdesk:ticket_upload",     405, 422, OWNER_OR_DESK, "open"),
    Row("helpdesk:attachment",        200, 405, OWNER_OR_DESK, "open",          more=other_file),
    Row("helpdesk:attachment_page",   200, 405, DESK,          "open",          more=lambda ticket: [*other_file(ticket), 1]),
    Row("helpdesk:ticket_archive",    200, 405, OWNER_OR_DESK, "open"),
    Row("helpdesk:attachment_remove", 200, 302, OWNER_OR_DESK, "open",          more=other_file),
    Row("helpdesk:ticket_evaluate",   200, 302, OWNER,         "closed",        scores),
    Row("helpdesk:ticket_necessity",  405, 404, DESK,          "open",          necessity, more=missing_slot),
    # On a ticket in another state those who may are told why not (409); for all others it still does not exist.
    Row("helpdesk:ticket_close",      409, 409, DESK,          "closed",        text),
    Row("helpdesk:ticket_reopen",     409, 409, DESK,          "open",          text),
    Row("helpdesk:ticket_evaluate",   409, 409, OWNER,         "open",          scores),
    Row("helpdesk:ticket_resume",     409, 409, DESK,          "open",          seen),
    Row("helpdesk:ticket_come_back",  409, 409, DESK,          "open",          seen),
    Row("helpdesk:ticket_call",       409, 409, DESK,          "open",          lambda s, t: {"outcome": "matches"}),
    Row("helpdesk:ticket_upload",     405, 409, OWNER_OR_DESK, "closed"),
    # Somebody else's ticket: of the stage's people only its own requester, its department and the managers.
    Row("helpdesk:ticket",            200, 405, {"other client", "other staff", "admin", "super admin"}, "foreign"),
    Row("helpdesk:ticket_close",      200, 302, {"other staff", "admin", "super admin"}, "foreign", text),
]  # fmt: skip

DESK_PAGES = [
    Row("helpdesk:dashboard",               200, 405, DESK_USERS),
    Row("helpdesk:ticket_list",             200, 405, DESK_USERS),
    Row("helpdesk:ticket_create",           200, 404, DESK_USERS),  # a POST that names no service, or no client
    Row("helpdesk:outbox",                  200, 405, {"super admin"}),  # in the demo only
    Row("helpdesk:status",                  200, 405, {"super admin"}),
    Row("helpdesk:profile",                 200, 302, LOGGED_IN, data=person),
    Row("helpdesk:send_confirmation_again", 405, 302, LOGGED_IN),
]  # fmt: skip

PUBLIC = [
    Row("healthz",           200, 405, EVERYBODY),
    Row("readyz",            200, 405, EVERYBODY),
    Row("favicon",           302, 405, EVERYBODY),
    Row("site_icon",         302, 405, EVERYBODY, path="/ikon/dulu/ikon-180.png"),  # a former logo's
    Row("share_picture",     404, 405, EVERYBODY, path="/sampul/tidak-ada.png"),
    Row("site_manifest",     200, 405, EVERYBODY),
    Row("robots",            200, 405, EVERYBODY),
    Row("sitemap",           200, 405, EVERYBODY),
    Row("captcha_challenge", 200, 405, EVERYBODY),
    Row("site_search",       200, 405, EVERYBODY),
    Row("set_language",      302, 405, EVERYBODY, path="/bahasa/en/"),
    Row("public_media",      404, 405, EVERYBODY, path="/media/images/tidak-ada.png"),
    # Wagtail's own: no documents are kept in the CMS, no page has a password of its own, its login leads to ours.
    Row("wagtaildocs_serve", 404, 404, EVERYBODY, path="/dokumen/1/berkas.pdf"),
    Row("wagtaildocs_authenticate_with_password", 404, 404, EVERYBODY, path="/dokumen/authenticate_with_password/1/"),
    Row("wagtailcore_authenticate_with_password", 404, 404, EVERYBODY, path="/_util/authenticate_with_password/1/1/"),
    Row("wagtailcore_login", 302, 302, EVERYBODY, path="/_util/login/"),
    Row("^(?:cms|_util)/login/$", 302, 302, EVERYBODY, path="/cms/login/"),
]  # fmt: skip

ROWS = [*TICKET, *DESK_PAGES, *PUBLIC, *(row for area in AREAS for row in area.ROWS)]
IN_ANOTHER_LIST = {"wagtail_serve"}
"""Addresses of ours that the lists below speak of: the pages, and what stands under /akun/."""

PAGES = {
    # Every page of the public tree: visitors read it; only the contact form takes a POST (an empty one comes back, 422).
    "/": 405, "/tentang-aplikasi/": 405, "/kontak/": 422, "/kontak/terima-kasih/": 200, "/faq/": 405, "/layanan/": 405,
    "/pengumuman/": 405, "/kebijakan-privasi/": 405, "/standar-pelayanan/": 405, "/maklumat-pelayanan/": 405, "/aksesibilitas/": 405,
}  # fmt: skip

BY_PREFIX = {"cms/", "akun/"}
"""Addresses of packages: what holds for all below the prefix is tested, and the exceptions are named here."""

CMS_OPEN = {"wagtailadmin_login", "wagtailadmin_logout", "wagtailadmin_sprite", "wagtailadmin_javascript_catalog"}
"""Below /cms/ everything but these turns people without CMS rights away; the last two are icons and translations."""

AKUN_FOR_VISITORS = {
    "account_signup", "account_login", "account_logout", "account_inactive", "account_email_verification_sent",
    "account_confirm_email", "account_reset_password", "account_reset_password_done",
    "account_reset_password_from_key", "account_reset_password_from_key_done", "mfa_authenticate",
}  # fmt: skip
"""Below /akun/ a visitor reaches these; the others ask for the login first."""
