"""The FAQ at the desk: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import DESK_USERS, EVERYBODY, MANAGERS, Row

DESK = DESK_USERS - {"requester", "other client", "colleague"}


def published(stage):
    """An entry of the stage's FAQ, made when it is first asked for."""
    from wagtail.models import Page

    from faq.models import FAQEntry, FAQIndexPage

    if not FAQIndexPage.objects.exists():  # where visitors may not read the FAQ, no answer has an address
        Page.get_first_root_node().add_child(instance=FAQIndexPage(title="FAQ", slug="faq"))
    facts = {"department": stage.departments["network"], "subject": "Apa itu DNS?", "answer": "<p>Buku alamat.</p>"}
    entry = FAQEntry.objects.filter(live=True).first() or FAQEntry.write(**facts, by=stage.people["admin"], publish=True)
    return [entry.pk]


def with_words(stage):
    return [*published(stage), "apa-itu-dns"]


def question(stage, ticket):
    return {"token": "q" * 32, "department": stage.departments["network"].pk, "subject": "Apa itu IP?", "description": "Alamat."}


def changed(find):
    def data(stage, ticket):
        from faq.models import FAQEntry
        from helpdesk.common.seen import fingerprint

        entry = FAQEntry.objects.get(pk=find(stage)[0])
        seen = fingerprint([entry.latest_revision_id, entry.live, entry.updated_at])
        return question(stage, ticket) | {"seen": seen}

    return data


# A client's own question is theirs to read at the same address: faq/tests/test_desk.py.
ROWS = [
    Row("faq_desk:list",      200, 405, DESK_USERS),
    Row("faq_desk:new",       200, 302, DESK_USERS, data=question),
    Row("faq_desk:entry",     200, 302, DESK,       data=changed(published), of=published),
    Row("faq_desk:take_down", 405, 302, MANAGERS,   of=published),
    Row("faq_desk:proposals", 200, 405, DESK_USERS),
    Row("faq_desk:opened",    405, 204, DESK_USERS, of=published),
    # For everybody, like the page of all answers.
    Row("faq_public:answer",           200, 405, EVERYBODY, of=with_words),
    Row("faq_public:answer_by_number", 301, 405, EVERYBODY, of=published),
    Row("faq_public:judge",            200, 302, EVERYBODY, of=published, data=lambda stage, ticket: {"useful": "ya"}),
]  # fmt: skip
