"""Every address of ours × every kind of person × GET and POST (LESSONS 1–6)."""

import re
from contextlib import contextmanager

import pytest
from django.db import transaction
from django.urls import URLPattern, get_resolver, reverse

from helpdesk.tests import permission_table as table
from helpdesk.tests import stage as stages
from helpdesk.tests.pages import bare
from helpdesk.tests.site import build as build_site
from helpdesk.tickets.models import Ticket
from helpdesk.tickets.permissions import TicketPermissions
from helpdesk.tickets.querysets import TicketQuerySet
from helpdesk.tickets.readers import ByReader

pytestmark = pytest.mark.django_db
LOGIN = "/akun/login/"


@pytest.fixture
def stage(site_tree):
    return stages.build()


@contextmanager
def undone():
    """Whatever happens inside did not happen."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def address(row, stage):
    if row.path:
        return row.path
    if not row.on:
        return reverse(row.name, args=row.of(stage))
    ticket = stage.tickets[row.on]
    return reverse(row.name, args=[ticket.number, *row.more(ticket)])


def ask(row, stage, who, method):
    browser, url, ticket = stage.browser(who), address(row, stage), stage.tickets.get(row.on)
    with undone():
        return browser.get(url) if method == "GET" else browser.post(url, row.data(stage, ticket))


FEW_STRANGERS = {"anonymous", "other client", "other staff", "editor"}


def wrong_cells(stage, rows, people=stages.PEOPLE):
    """Return a sentence for every cell that is not as the table says."""
    wrong, met = [], set()
    for row in rows:
        # On a second ticket the same address is tried by those who may, and by their nearest neighbours.
        near = row.who | {"colleague", "other client", "other staff"} if row.name in met else set(stages.PEOPLE)
        met.add(row.name)
        for who in (person for person in people if person in near):
            for method, code in (("GET", row.get), ("POST", row.post)):
                # A method that the address does not have is refused before anybody is asked who they are.
                if code == 405 and who not in row.who | FEW_STRANGERS:
                    continue
                answer = ask(row, stage, who, method)
                if (why := mistake(row, who, code, answer)) is not None:
                    wrong.append(f"{row.name} on “{row.on}”, {method} as {who}: {why}")
    return wrong


def mistake(row, who, code, answer):
    got = answer.status_code
    if who in row.who:
        is_login = got == 302 and answer["Location"].startswith(LOGIN) and not row.path
        return f"{code} expected, {got} got" if got != code or is_login else None
    if who in table.NOBODY_HERE:
        return None if got == 302 and answer["Location"].startswith(LOGIN) else f"login expected, {got} got"
    return None if got == 404 or (got == code == 405) else f"404 expected, {got} got"


PARTS = 4


def part(number):
    """Every fourth address of the table with all of its rows, so that idle workers can help."""
    names = list(dict.fromkeys(row.name for row in table.ROWS))
    return [row for row in table.ROWS if names.index(row.name) % PARTS == number]


def test_the_parts_make_the_whole_table():
    assert sorted(id(row) for n in range(PARTS) for row in part(n)) == sorted(id(row) for row in table.ROWS)


@pytest.mark.parametrize("number", range(PARTS))
def test_everybody_gets_what_the_table_says_and_no_more(stage, number):
    wrong = wrong_cells(stage, part(number))
    assert not wrong, "Not as the permission table says:\n" + "\n".join(wrong)


# The table itself


def ours(patterns=None, namespace=""):
    """Names of every address that the resolver knows (its pattern where it has none), packages' prefixes apart."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield namespace + (pattern.name or str(pattern.pattern))
        elif str(pattern.pattern) not in table.BY_PREFIX:
            yield from ours(pattern.url_patterns, namespace + (f"{pattern.namespace}:" if pattern.namespace else ""))


def test_every_address_has_a_row_and_every_row_an_address():
    have, listed = set(ours()), {row.name for row in table.ROWS} | table.IN_ANOTHER_LIST
    assert not have - listed, (
        f"{sorted(have - listed)} has no row in helpdesk/tests/permission_table.py: add one that says who may GET and "
        "POST it, and think of the colleague, the other department and the editor."
    )
    assert not listed - have, f"{sorted(listed - have)}: no such address any more; take the row out of the table."


def test_a_new_address_without_a_row_is_noticed(monkeypatch):
    missing = [row for row in table.ROWS if row.name != "helpdesk:ticket_close"]
    monkeypatch.setattr(table, "ROWS", missing)
    with pytest.raises(AssertionError, match="ticket_close"):
        test_every_address_has_a_row_and_every_row_an_address()


# Negative controls: were the policy gone, the table would be red


FEW = [row for row in table.TICKET if row.name in {"helpdesk:ticket", "helpdesk:ticket_close", "helpdesk:attachment"}]


def test_the_table_goes_red_when_everybody_sees_every_ticket(stage, monkeypatch):
    assert not wrong_cells(stage, FEW)
    monkeypatch.setattr(TicketQuerySet, "visible_to", lambda self, user: self.all())
    kept = ByReader.rows
    anew = lambda self, *args, **values: kept(ByReader(self._build, self._kind, **self._kinds), *args, **values)  # noqa: E731
    monkeypatch.setattr(ByReader, "rows", anew)  # statements that were put together before ask the policy of before
    red = wrong_cells(stage, FEW, ["other client"])
    assert any("helpdesk:ticket on “open”, GET" in sentence for sentence in red)


def test_the_table_goes_red_when_every_question_is_answered_yes(stage, monkeypatch):
    for name in dir(TicketPermissions):
        if name.startswith("can_") or name in {"works_on", "sees", "is_requester", "belongs_to_queue"}:
            monkeypatch.setattr(TicketPermissions, name, True)
    red = wrong_cells(stage, FEW, ["colleague"])
    assert any("ticket_close" in sentence and "POST" in sentence for sentence in red)
    assert any("attachment" in sentence for sentence in red)


def test_the_table_goes_red_when_the_desk_is_not_locked(stage):
    row = table.Row("helpdesk:dashboard", 200, 405, table.LOGGED_IN)  # says that an editor may
    assert wrong_cells(stage, [row], ["editor"])


# What is not yours is as if it had never been


@pytest.mark.parametrize("half", range(2))
def test_a_foreign_ticket_file_or_document_answers_like_one_that_never_was(stage, half):
    wrong = []
    ways = {row.name: row for row in table.TICKET if row.on != "foreign"}
    ways = dict(list(ways.items())[half::2])
    for name, row in ways.items():
        ticket = stage.tickets[row.on]
        more = row.more(ticket)
        unknown = [("A" * 22 if isinstance(part, str) else 999_999_999) for part in more]
        for who, methods in {"other client": ("get", "post", "put"), "other staff": ("get", "post"), "editor": ("get",)}.items():
            for method in methods:
                call = getattr(stage.browser(who), method)
                with undone():
                    foreign = bare(call(reverse(name, args=[ticket.number, *more])))
                with undone():
                    never = bare(call(reverse(name, args=[999_999_999, *unknown])))
                if foreign != never:
                    wrong.append(f"{method} {name} as {who}: {foreign[0]} but {never[0]}")
    assert not wrong, "These tell that a foreign thing exists:\n" + "\n".join(wrong)


def test_an_own_ticket_with_a_foreign_file_or_document_does_not_exist_and_nothing_changes(stage):
    own, foreign = stage.tickets["open"], stage.tickets["foreign"]
    own_key, foreign_key = own.attachments.get(name="lampiran.pdf").key, foreign.attachments.get().key
    slot = stage.tickets["checking"].slots.first()
    before = snapshot()
    for ticket, key in ((own, foreign_key), (foreign, own_key)):
        for who in ("requester", "staff"):
            browser = stage.browser(who)
            assert browser.get(reverse("helpdesk:attachment", args=[ticket.number, key])).status_code == 404
            url = reverse("helpdesk:attachment_remove", args=[ticket.number, key])
            assert (browser.get(url).status_code, browser.post(url).status_code) == (404, 404)
    url = reverse("helpdesk:ticket_necessity", args=[own.number, slot.pk])
    assert stage.browser("staff").post(url, {"necessity": "optional"}).status_code == 404
    upload = reverse("helpdesk:ticket_upload", args=[own.number])
    from helpdesk.tests.files import small_pdf
    from helpdesk.tests.files import upload as sent

    answer = stage.browser("requester").post(upload, {"slot": slot.pk, "file": sent(small_pdf())})
    assert answer.status_code == 422
    assert snapshot() == before
    # The same addresses with what belongs together do work.
    assert stage.browser("requester").get(reverse("helpdesk:attachment", args=[own.number, own_key])).status_code == 200


def snapshot():
    return list(Ticket.objects.order_by("pk").values_list("pk", "version", "status")), [
        list(ticket.attachments.values_list("pk", "removed_at")) for ticket in Ticket.objects.order_by("pk")
    ]


def test_a_ticket_can_follow_only_an_own_one(stage):
    browser, code = stage.browser("requester"), stage.services["plain"].code
    url = reverse("helpdesk:ticket_create")
    answers = [
        browser.get(url, {"layanan": code, "mengikuti": number}).status_code
        for number in (stage.tickets["closed"].number, stage.tickets["foreign"].number, 999_999_999, "0" * 40, "١")
    ]
    assert answers == [200, 404, 404, 404, 404]


# Deactivating and moving people takes effect with the next click


def test_rights_end_with_the_next_request(stage):
    url = reverse("helpdesk:ticket", args=[stage.tickets["open"].number])
    officer, browser = stage.people["staff"], stage.browser("staff")
    assert browser.get(url).status_code == 200
    officer.department = stage.departments["mail"]
    officer.save()
    assert browser.get(url).status_code == 404
    officer.is_active = False
    officer.save()
    assert browser.get(url)["Location"].startswith(LOGIN)


# By prefix: the CMS and the accounts


def concrete(pattern):
    """An address for a pattern of a package: each part filled with something short that fits it."""
    route = str(pattern)
    for part, sample in (
        (r"\(\?P<[^>]+>\\d\+\)", "1"), (r"\(\?P<[^>]+>\[[^\]]+\]\+\)", "a"), (r"\(\?P<[^>]+>[^)]*\)", "a"),
        (r"\(\\d\+\)", "1"), (r"\([^)]*\)", "a"), (r"<int:[^>]+>", "1"), (r"<uuid:[^>]+>", "0" * 8 + "-0000-0000-0000-" + "0" * 12),
        (r"<[^>]+>", "a"), (r"[\^$]|\\Z", ""), (r"\\", ""), (r"/\?", "/"),
    ):  # fmt: skip
        route = re.sub(part, sample, route)
    return route


def below(prefix, patterns=None, path=""):
    patterns = patterns or [p for p in get_resolver().url_patterns if str(p.pattern) == prefix]
    for pattern in patterns:
        here = path + concrete(pattern.pattern)
        if isinstance(pattern, URLPattern):
            yield pattern.name or "", "/" + here
        else:
            yield from below(prefix, pattern.url_patterns, here)


def test_the_cms_is_closed_to_all_who_have_no_business_there(stage):
    known, wrong = set(), []
    for name, path in below("cms/"):
        if name in table.CMS_OPEN or path in known or path == "/cms/a":
            continue
        known.add(path)
        for who in ("staff",) if len(known) % 4 else ("anonymous", "requester", "staff"):
            answer = stage.browser(who).get(path)
            is_turned_away = answer.status_code == 302 and answer["Location"].startswith((LOGIN, "/cms/login/", "/cms/"))
            if not (is_turned_away or answer.status_code in {403, 404}):
                wrong.append(f"{path} ({name}) as {who}: {answer.status_code}")
    assert len(known) > 150, "The walk through the CMS found hardly anything; look at below()."
    assert not wrong, "The CMS answers people without CMS rights:\n" + "\n".join(wrong)
    assert {who: stage.browser(who).get("/cms/").status_code for who in ("editor", "admin", "super admin")} == {
        "editor": 200, "admin": 200, "super admin": 200,
    }  # fmt: skip


def test_the_cms_does_nothing_for_people_without_rights_who_post(stage):
    for name, path in below("cms/"):
        if name in table.CMS_OPEN:
            continue
        status = stage.browser("staff").post(path, {"name": "x"}).status_code
        assert status in {302, 403, 404, 405}, f"{path}: {status}"
    from django.contrib.auth import get_user_model

    assert not get_user_model().objects.filter(name="x").exists()


def test_below_akun_visitors_reach_the_named_addresses_only(stage):
    wrong, met = [], set()
    for name, path in below("akun/"):
        answer = stage.browser("anonymous").get(path)
        is_sent_to_login = answer.status_code == 302 and LOGIN in answer["Location"]
        if name in table.AKUN_FOR_VISITORS:
            met.add(name)
        elif not is_sent_to_login and answer.status_code != 404:
            wrong.append(f"{path} ({name}): {answer.status_code}")
        if answer.status_code >= 500:
            wrong.append(f"{path} ({name}): {answer.status_code}")
    assert not wrong, "Visitors get more of /akun/ than the table names:\n" + "\n".join(wrong)
    assert met | {"account_signup"} == table.AKUN_FOR_VISITORS


# The public pages


def test_every_public_page_is_read_by_all_and_takes_no_post(stage):
    from wagtail.models import Page

    from home.tests.ground import stand

    build_site()
    home = stand()
    paths = {page.get_url() for page in Page.objects.live().descendant_of(home, inclusive=True)}
    listed = set(table.PAGES)
    assert paths <= listed, f"{sorted(paths - listed)} has no line under PAGES in permission_table.py: add it."
    wrong = []
    for path, post in table.PAGES.items():
        for who in ("anonymous", "requester", "super admin"):
            stage.browser(who)
            got = stage.browser(who).get(path).status_code
            with undone():
                posted = stage.browser(who).post(path).status_code
            if (got, posted) != (200, post):
                wrong.append(f"{path} as {who}: {got}, {posted}")
    assert not wrong, "\n".join(wrong)
