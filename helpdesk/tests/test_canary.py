"""A word that stands only where a client may not read is found by no client, anywhere (LESSONS 4, 9)."""

import pytest
from django.core import mail
from django.urls import reverse

from contact.models import ContactMessage
from contact.tests.make import make_message
from helpdesk.notifications.choices import choose
from helpdesk.notifications.kinds import Kind
from helpdesk.tests import stage as stages
from helpdesk.tests.permission_table import TICKET
from helpdesk.tests.stage import CANARY, FOREIGN_CANARY, pdf

pytestmark = pytest.mark.django_db
VISITOR_CANARY = "tamuquux"  # stands in a contact message alone


@pytest.fixture
def stage(site_tree):
    stage = stages.build()
    officer, ticket = stage.people["staff"], stage.tickets["open"]
    # The note's words, its file, and every verb after it, so that its trace could show in all of their pages.
    note = ticket.add_note(f"Lihat {CANARY} lagi", by=officer)
    from helpdesk.attachments.models import Attachment

    Attachment.objects.keep(pdf(f"{CANARY}.pdf"), ticket=ticket, by=officer, message=note)
    make_message(f"Judul {CANARY}", name=f"Nama {CANARY}", text=f"Isi {CANARY} {VISITOR_CANARY}")
    foreign = stage.tickets["foreign"]
    type(foreign).objects.filter(pk=foreign.pk).update(title=f"Judul {FOREIGN_CANARY}", description=f"Isi {FOREIGN_CANARY}")
    return stage


LIST, CREATE = "/helpdesk/tiket/", "/helpdesk/tiket/baru/"
SEARCHES = [
    LIST + "?q={}", LIST + "?q={}&status=open&urut=due", LIST + "?status=%3Dopen&q={}&hanya=mine", CREATE + "?q={}", "/cari/?q={}",
]  # fmt: skip


def pages_of(stage, who):
    """Yield (what, answer) for all that this person can ask for, by GET and with posts that go wrong."""
    browser = stage.browser(who)
    bell = [reverse(f"helpdesk:{name}") for name in ("notifications", "notification_choices", "deliveries")]
    visitors = [reverse("contact_desk:list"), *(one.get_absolute_url() for one in ContactMessage.objects.all())]
    for address in (LIST, CREATE, reverse("helpdesk:dashboard"), reverse("helpdesk:profile"), *bell, *visitors):
        yield address, browser.get(address)
    for row in {row.name: row for row in TICKET}.values():
        ticket = stage.tickets["open" if row.on == "foreign" else row.on]
        address = reverse(row.name, args=[ticket.number, *row.more(ticket)])
        yield f"GET {address}", browser.get(address)
        yield f"POST {address}", browser.post(address, {"reply-text": "", "verdict": "x"})
        foreign = reverse("helpdesk:ticket", args=[stage.tickets["foreign"].number])
    yield f"GET {foreign}", browser.get(foreign)


def everything_said(answer):
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    return body.decode(errors="replace") + str(dict(answer.items()))


def places_with(stage, who, word):
    """Where this person meets the word; in a search, only beyond what comes back of their own typing."""
    found = [what for what, answer in pages_of(stage, who) if word in everything_said(answer)]
    browser, nonsense = stage.browser(who), "q" * len(word)
    for search in SEARCHES:
        asked, echoed = (everything_said(browser.get(search.format(w))).count(w) for w in (word, nonsense))
        if asked != echoed:
            found.append(search)
    return found


@pytest.mark.parametrize("who", ["requester", "colleague", "other client"])
def test_a_word_of_an_internal_note_is_found_by_no_client(stage, who):
    assert places_with(stage, who, CANARY) == []
    assert not any(word in whole(m) for word in (CANARY, FOREIGN_CANARY) for m in mail.outbox if stage.people[who].email in m.to)


def whole(message):
    return message.subject + message.body + "".join(content for content, _kind in getattr(message, "alternatives", []))


def test_no_mail_of_the_desk_holds_what_people_wrote(stage):
    """Nobody's: a mailbox is read on strange screens. The control: mails there were, of these tickets."""
    choose(stage.people["staff"], {Kind.NOTE: True})
    for name, by in (("open", "requester"), ("foreign", "other client")):
        stage.tickets[name].reply(f"Jawaban {CANARY} {FOREIGN_CANARY}", by=stage.people[by])
    stage.tickets["open"].assign_to(stage.people["staff"], by=stage.people["admin"])
    stage.tickets["open"].add_note(f"Catatan {CANARY}", by=stage.people["admin"])
    assert any(f"#{stage.tickets['open'].number}" in message.subject for message in mail.outbox)
    assert not any(word in whole(message) for word in (CANARY, FOREIGN_CANARY, VISITOR_CANARY) for message in mail.outbox)


def test_a_word_of_a_foreign_ticket_is_found_by_no_other_client_and_by_no_other_department(stage):
    for who in ("requester", "staff"):
        assert places_with(stage, who, FOREIGN_CANARY) == [], who


def test_the_people_who_may_read_them_find_both_words(stage):
    browser, url = stage.browser("staff"), reverse("helpdesk:ticket_list")
    ticket = stage.tickets["open"]
    assert f"#{ticket.number}" in browser.get(url, {"q": CANARY}).content.decode()
    assert CANARY in browser.get(ticket.get_absolute_url()).content.decode()
    assert ticket.get_absolute_url() in browser.get(url, {"q": CANARY}).content.decode()
    assert FOREIGN_CANARY in stage.browser("other client").get(url).content.decode()
    assert FOREIGN_CANARY in stage.browser("other staff").get(url).content.decode()


def test_a_search_for_a_hidden_word_looks_like_a_search_for_a_word_that_does_not_exist(stage):
    browser, url = stage.browser("requester"), reverse("helpdesk:ticket_list")
    for word in (CANARY, FOREIGN_CANARY):
        hidden = browser.get(url, {"q": word})
        nothing = browser.get(url, {"q": "z" * len(word)})
        assert hidden.context["rows"] == nothing.context["rows"] == []
        counts = [[choice.count for choice in answer.context["statuses"]] for answer in (hidden, nothing)]
        assert counts[0] == counts[1]


def test_the_file_of_a_note_has_no_address_for_a_client(stage):
    ticket = stage.tickets["open"]
    file = ticket.attachments.get(is_internal=True)
    assert stage.browser("staff").get(file.get_absolute_url()).status_code == 200
    for who in ("requester", "colleague", "other client"):
        assert stage.browser(who).get(file.get_absolute_url()).status_code == 404
        assert stage.browser(who).get(reverse("helpdesk:attachment_remove", args=[ticket.number, file.key])).status_code == 404


@pytest.mark.parametrize("who", ["requester", "staff", "editor"])
def test_a_word_of_a_contact_message_is_found_by_nobody_but_the_managers(stage, who):
    assert places_with(stage, who, VISITOR_CANARY) == []
    read = stage.browser("admin").get(ContactMessage.objects.get().get_absolute_url())
    assert VISITOR_CANARY in read.content.decode()
