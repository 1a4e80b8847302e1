"""Bad input is refused with a sentence or kept as text; never a fault."""

import json
from contextlib import contextmanager
from urllib.parse import urlencode

import pytest
from django.db import transaction
from django.urls import reverse

from helpdesk.accounts.models import Organisation, User
from helpdesk.attachments.models import Attachment
from helpdesk.documents.models import DocumentSlot
from helpdesk.evaluations.models import Evaluation
from helpdesk.messages.models import Message
from helpdesk.tests import hostile
from helpdesk.tests import permission_table as table
from helpdesk.tests import stage as stages
from helpdesk.tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db
CALM = {200, 302, 400, 403, 404, 409, 413, 422, 429}


@pytest.fixture
def stage(site_tree):
    return stages.build()


@contextmanager
def undone():
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def forms(stage):
    """Yield (who, address, good fields, names of the texts) for every form of ours."""
    texts = {
        "ticket_reply": ["reply-text"], "ticket_note": ["note-text"], "ticket_wait": ["text"], "ticket_close": ["text"],
        "ticket_cancel": ["text"], "ticket_reject": ["text"], "ticket_reopen": ["text"], "ticket_transfer": ["text"],
        "ticket_escalate": ["to", "reference"], "ticket_call": ["note"], "ticket_evaluate": ["comment"], "profile": ["name"],
    }  # fmt: skip
    done = set()
    for row in (*table.TICKET, *table.DESK_PAGES):
        if row.post != 302 or row.name in done:
            continue
        done.add(row.name)
        ticket = stage.tickets.get(row.on)
        address = reverse(row.name, args=[ticket.number, *row.more(ticket)] if ticket else [])
        who = "requester" if "requester" in row.who else "staff"
        yield who, address, dict(row.data(stage, ticket)), texts.get(row.name.removeprefix("helpdesk:"), [])
    yield "requester", reverse("helpdesk:ticket_create"), new_ticket(stage), ["title", "description"]


def new_ticket(stage):
    plain = stage.services["plain"]
    return {
        "layanan": plain.code, "token": "t" * 32, "title": "Judul", "description": "Isi", "source": stages.make.make_source().pk,
        "type": plain.type_id,
    }  # fmt: skip


def public_forms():
    signup = ["name", "kind", "organisation", "npwp", "agency", "username", "email", "phone", "password1", "consent", "captcha"]
    return {
        "/akun/signup/": signup, "/akun/login/": ["login", "password", "remember", "captcha", "captcha-question"],
        "/akun/password/reset/": ["email", "captcha", "captcha-question"],
    }  # fmt: skip


def test_odd_signs_in_any_text_are_kept_or_refused_with_a_sentence_and_nothing_is_lost(stage):
    wrong = []
    for who, address, good, texts in forms(stage):
        for name in texts:
            for what, odd in hostile.ODD.items():
                browser = stage.browser(who)
                with undone():
                    answer = browser.post(address, {**good, name: odd})
                if answer.status_code not in {302, 422}:
                    wrong.append(f"{address} {name} with {what}: {answer.status_code}")
                if answer.status_code == 422 and not shows_a_sentence(answer):
                    wrong.append(f"{address} {name} with {what}: refused without a sentence")
                if what == "NUL" and answer.status_code != 422:
                    wrong.append(f"{address} {name}: NUL was not refused")
    assert not wrong, "\n".join(wrong)


def shows_a_sentence(answer):
    text = answer.content.decode()
    return 'aria-invalid="true"' in text or "field__error" in text or 'role="alert"' in text


def test_a_text_of_a_megabyte_is_refused_with_a_sentence(stage):
    for who, address, good, texts in forms(stage):
        for name in texts:
            browser = stage.browser(who)
            answer = browser.post(address, {**good, name: hostile.LONG})
            assert answer.status_code == 422 and shows_a_sentence(answer), (address, name, answer.status_code)


def test_odd_signs_in_every_field_at_once_are_no_fault(stage):
    ways = [(who, address, list(good)) for who, address, good, _texts in forms(stage)]
    ways += [("anonymous", address, names) for address, names in public_forms().items()]
    wrong = []
    for who, address, names in ways:
        browser = stage.browser(who)
        bodies = {what: urlencode(dict.fromkeys(names, hostile.ODD[what])) for what in ("NUL", "emoji", "huge number", "list")}
        bodies |= {what: "&".join(f"{n}={odd.decode()}" for n in names) for what, odd in hostile.RAW.items()}
        bodies |= {"twice": urlencode([(n, v) for n in names for v in "ab"]), "arrays": urlencode({f"{n}[]": "1" for n in names})}
        for what, body in bodies.items():
            with undone():
                answer = browser.post(address, body, content_type="application/x-www-form-urlencoded")
            if answer.status_code not in CALM:
                wrong.append(f"{address} with {what}: {answer.status_code}")
        for kind, body in (("application/json", json.dumps(names)), ("text/plain", "x"), ("multipart/form-data; boundary=x", "--x\r\nbroken")):
            with undone():
                answer = browser.post(address, body, content_type=kind)
            if answer.status_code not in CALM:
                wrong.append(f"{address} as {kind}: {answer.status_code}")
    assert not wrong, "\n".join(wrong)


def test_hostile_words_in_the_address_are_like_nonsense(stage):
    places = [
        (reverse("helpdesk:ticket_list"), ["q", "status", "departemen", "hanya", "urut", "kursor"], "staff"),
        (reverse("helpdesk:ticket_create"), ["q", "layanan", "mengikuti"], "requester"),
        ("/cari/", ["q"], "anonymous"), ("/bahasa/id/", ["next"], "anonymous"),
    ]  # fmt: skip
    wrong = []
    for address, names, who in places:
        browser = stage.browser(who)
        for name in names:
            nonsense = browser.get(address, {name: "zqzqzq"}).status_code
            for value in hostile.QUERY:
                got = browser.get(address, {name: value}).status_code
                if got != nonsense:
                    wrong.append(f"{address}?{name}={value[:40]!r} as {who}: {got}, nonsense gets {nonsense}")
            plain = browser.get(address).status_code
            for key in (f"{name}[]", f"{name}__in", f"{name}.id"):
                if (got := browser.get(address, {key: "0"}).status_code) != plain:
                    wrong.append(f"{address}?{key}=0 as {who}: {got}")
    assert not wrong, "\n".join(wrong)


def test_a_filter_or_order_that_is_not_offered_changes_nothing(stage):
    browser, url = stage.browser("staff"), reverse("helpdesk:ticket_list")
    plain = [row["ticket"].pk for row in browser.get(url).context["rows"]]
    for query in ({"urut": "requester__password"}, {"requester__password__startswith": "a"}, {"status": "__all__"}, {"departemen": "1e0"}):
        assert [row["ticket"].pk for row in browser.get(url, query).context["rows"]] == plain, query


# Fields that a form does not have


def test_fields_that_a_form_does_not_offer_change_nothing(stage):
    wrong = []
    for who, address, good, _texts in forms(stage):
        browser = stage.browser(who)
        more = {f"{prefix}{name}": value for prefix in ("", "reply-", "note-") for name, value in hostile.MORE_FIELDS.items()}
        results = []
        for fields in (good, {**more, **good}):
            with undone():
                answer = browser.post(address, fields)
                results.append((answer.status_code, stored()))
        if results[0] != results[1]:
            wrong.append(f"{address}: {difference(results[0][1], results[1][1]) or results}")
    assert not wrong, "\n".join(wrong)
    assert len(hostile.MORE_FIELDS) >= 25


LEFT_OUT = {"id", "number", "key", "file", "search", "last_login", "pin"}


def stored():
    """Every row that a form could touch, without what differs each time: keys, moments, file names."""
    rows = []
    for model in (Ticket, TicketEvent, Message, Attachment, DocumentSlot, Evaluation, User, Organisation):
        for row in model.objects.order_by("pk").values():
            facts = {}
            for name, value in row.items():
                if name in LEFT_OUT or (name.endswith("_id") and model in (TicketEvent, Attachment, Message)):
                    continue
                is_time = name.endswith("_at") or name == "at"
                facts[name] = value is not None if is_time else set(value) if isinstance(value, dict) else value
            rows.append((model.__name__, facts))
    return rows


def difference(one, other):
    changed = [(a, b) for a, b in zip(one, other, strict=False) if a != b]
    return [{k: (a[1][k], b[1].get(k)) for k in a[1] if a[1][k] != b[1].get(k)} for a, b in changed[:2]]
