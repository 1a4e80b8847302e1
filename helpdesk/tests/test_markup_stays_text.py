"""Markup and templates that people type are text for everybody who reads them (LESSONS 14–21)."""

import pytest
from django.urls import reverse

from contact.models import ContactMessage
from helpdesk.accounts.models import Organisation
from helpdesk.attachments.checks import Accepted
from helpdesk.attachments.names import display_name
from helpdesk.attachments.samples import small_pdf
from helpdesk.documents.result import send_result
from helpdesk.evaluations.models import Evaluation, EvaluationQuestion
from helpdesk.tests import factories as make
from helpdesk.tests import hostile
from helpdesk.tests import stage as stages
from helpdesk.tests.files import upload

pytestmark = pytest.mark.django_db
EVERYTHING = "\n".join(hostile.PAYLOADS)
NAMES, TITLES, PLACES, NUMBERS, REASONS = (hostile.packs(n) for n in (150, 200, 120, 60, 500))


@pytest.fixture
def stage(site_tree):
    return stages.build()


def tell(stage, n):
    """A ticket whose every text is hostile, told to its end but for the evaluation of every second one."""
    def pick(texts):
        return texts[n % len(texts)]

    company = make.make_organisation(pick(TITLES), shares_tickets=True)
    client = make.make_client(name=pick(NAMES), organisation=company)
    officer = make.make_staff(department=stage.departments["network"], name=pick(NAMES), designation=pick(PLACES))
    ticket = make.make_ticket(pick(TITLES), requester=client, service=stage.services["papers"], description=EVERYTHING)
    ticket.reply(EVERYTHING, by=client)
    ticket.add_note(EVERYTHING, by=officer)
    for slot in ticket.slots.all():
        slot.ticket = ticket
        slot.send(Accepted(name=display_name(pick(NAMES)), content=small_pdf("x")), by=client)
        slot.judge("refuse", pick(REASONS), key=slot.current.key, by=officer)
    send_result(ticket, by=officer)
    ticket.escalate(pick(PLACES), pick(NUMBERS), by=officer, reason=pick(REASONS))
    if n % 2:
        ticket.close(EVERYTHING, by=officer)
        if n % 4 == 1:
            Evaluation.objects.give(ticket, dict.fromkeys(EvaluationQuestion.objects.all(), 4), EVERYTHING[:1000], by=client)
    return ticket, client, officer


def test_what_people_type_is_text_on_every_page_of_every_reader(stage, client):
    wrong, manager = [], stage.people["super admin"]
    told = [tell(stage, n) for n in range(max(map(len, (NAMES, TITLES, PLACES))))]
    for text in hostile.packs(120):
        ContactMessage.objects.create(name=text, email="a@example.id", subject=text, text=EVERYTHING, token=text[:60])

    def look(person, *addresses):
        client.force_login(person)
        for address in addresses:
            answer = client.get(address)
            assert answer.status_code < 400 or answer.status_code == 409, (address, answer.status_code)
            dangers, words = hostile.read(answer)
            wrong.extend(f"{address} as {person.username}: {danger}" for danger in dangers)
        return words

    dashboard, queue = reverse("helpdesk:dashboard"), reverse("helpdesk:ticket_list")
    for n, (ticket, requester, _officer) in enumerate(told):
        around = [] if n % 5 else [dashboard, queue, reverse("helpdesk:profile")]
        words = look(requester, *around, ticket.get_absolute_url())
        for payload in hostile.TEMPLATES:
            assert words.count(payload) >= 2, f"{payload} does not stand on the page as it was typed"
        assert TITLES[n % len(TITLES)].split()[0] in words
    verbs = ("check", "assign", "close", "transfer", "come_back", "status")
    first, second = told[0][0], told[1][0]
    look(told[0][2], first.get_absolute_url(), dashboard, *(reverse(f"helpdesk:ticket_{v}", args=[first.number]) for v in verbs))
    look(told[1][1], reverse("helpdesk:ticket_evaluate", args=[second.number]))
    look(manager, dashboard, queue, second.get_absolute_url(), "/cms/")
    pages = list(cms_pages_of(Organisation))
    assert len(pages) == 2, "The CMS screens of organisations were not found."
    look(manager, *pages, reverse("contact_desk:list"))
    for message in ContactMessage.objects.all()[:3]:
        look(manager, reverse("contact_desk:into_ticket", args=[message.pk]))
        assert hostile.TEMPLATES[0] in look(manager, reverse("contact_desk:message", args=[message.pk]))
    assert not wrong, "Typed text became more than text:\n" + "\n".join(wrong[:20])


def cms_pages_of(model):
    """The list and one record of a table in the CMS, found by the names that Wagtail gives them."""
    from django.urls import NoReverseMatch

    for namespace in (model._meta.model_name, f"wagtailsnippets_{model._meta.app_label}_{model._meta.model_name}"):
        for name, args in (("index", []), ("list", []), ("edit", [model.objects.first().pk])):
            try:
                yield reverse(f"{namespace}:{name}", args=args)
            except NoReverseMatch:
                continue


def test_a_refused_form_shows_what_was_typed_as_text(stage, client):
    officer, budi, ticket = stage.people["staff"], stage.people["requester"], stage.tickets["open"]
    create = reverse("helpdesk:ticket_create")
    at = {name: reverse(f"helpdesk:ticket_{name}", args=[ticket.number]) for name in (
        "reply", "note", "close", "escalate", "transfer", "wait", "upload")}  # fmt: skip
    for person, address, fields in (
        (budi, create, {"layanan": stage.services["plain"].code, "title": EVERYTHING, "description": EVERYTHING, "source": "x"}),
        (budi, at["reply"], {"reply-text": EVERYTHING, "reply-token": ""}),
        (officer, at["note"], {"note-text": EVERYTHING, "note-token": ""}),
        (officer, at["close"], {"text": EVERYTHING, "seen": "x"}),
        (officer, at["wait"], {"text": EVERYTHING, "seen": "99999"}),
        (officer, at["escalate"], {"to": EVERYTHING, "reference": EVERYTHING}),
        (officer, at["transfer"], {"text": EVERYTHING, "department": EVERYTHING}),
        (budi, reverse("helpdesk:profile"), {"name": EVERYTHING, "phone": EVERYTHING, "npwp": EVERYTHING}),
        (None, "/akun/signup/", {"name": EVERYTHING, "organisation": EVERYTHING, "username": EVERYTHING, "email": EVERYTHING}),
        (None, "/akun/login/", {"login": EVERYTHING, "password": EVERYTHING}),
    ):  # fmt: skip
        client.logout()
        if person:
            client.force_login(person)
        answer = client.post(address, fields)
        assert answer.status_code in {200, 409, 422}, (address, answer.status_code)
        dangers, _words = hostile.read(answer)
        assert not dangers, (address, dangers)


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_the_name_of_a_refused_file_is_text(stage, accept):
    browser, wrong = stage.browser("requester"), []
    address = reverse("helpdesk:ticket_upload", args=[stage.tickets["open"].number])
    for payload in hostile.PAYLOADS:
        names = [f"a{payload}{ending}".replace("/", "\u2044") for ending in ("", ".html", ".pdf")]
        sent = [upload(b"<html>", name=name) for name in names]
        answer = browser.post(address, {"file": sent, "slot": "other"}, headers={"accept": accept})
        assert answer.status_code == 422 and answer["X-Content-Type-Options"] == "nosniff"
        assert answer["Content-Type"].split(";")[0] == accept
        if accept == "text/html":
            wrong += hostile.read(answer)[0]
    assert not wrong, wrong[:10]


def test_the_contact_form_shows_hostile_and_odd_signs_as_text_and_is_never_a_fault(site_tree, client):
    from home.tests.ground import stand

    stand()
    fields = ("name", "email", "subject", "text", "website", "token", "captcha", "captcha-answer")
    for typed in (*hostile.packs(1000), *hostile.ODD.values(), hostile.LONG[:100_000]):
        answer = client.post("/kontak/", dict.fromkeys(fields, typed))
        assert answer.status_code == 422, typed[:40]
        assert not hostile.read(answer)[0]
    for raw in hostile.RAW.values():
        body = "&".join(f"{name}={raw.decode()}" for name in fields)
        assert client.post("/kontak/", body, content_type="application/x-www-form-urlencoded").status_code == 422
    assert not ContactMessage.objects.exists()


def test_words_in_the_address_stay_text(stage):
    for payload in hostile.XSS[::3]:
        for address in (reverse("helpdesk:ticket_list"), reverse("helpdesk:ticket_create"), "/cari/"):
            dangers, _words = hostile.read(stage.browser("requester").get(address, {"q": payload, "next": payload}))
            assert not dangers, (address, payload, dangers)


def test_the_oracle_itself_sees_markup_that_got_through():
    """Negative control: unescaped, nearly every payload is noticed."""

    class Raw:
        def __init__(self, text):
            self.content = f"<p>{text}</p>".encode()

    def is_seen(payload):
        return bool(hostile.read(Raw(payload))[0])

    elements = [p for p in hostile.XSS if p.startswith("<") and not p.startswith("<![")]
    missed = [p for p in elements if not is_seen(p)]
    assert len(missed) <= len(elements) // 8, missed
    assert not is_seen("&lt;script&gt;pwned(1)&lt;/script&gt;") and len(hostile.PAYLOADS) >= 50
