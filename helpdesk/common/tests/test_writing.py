"""Rows written by statements that are put together once, and transactions that are kept whole."""

import pytest
from django.db import DatabaseError, connection, transaction
from django.db.models.signals import post_save, pre_save
from django.db.transaction import TransactionManagementError
from django.test.utils import CaptureQueriesContext

from helpdesk.attachments.models import Attachment
from helpdesk.common import writing
from helpdesk.common.form_token import FormToken, once
from helpdesk.common.whole import Whole, part
from helpdesk.documents.models import DocumentSlot
from helpdesk.messages.models import Message
from helpdesk.notifications.models import Delivery, Notification
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket, TicketEvent

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket():
    return make.make_ticket()


def a_message(ticket, text="Halo 100% {x}", **facts):
    return Message(ticket=ticket, author=ticket.requester, text=text, **facts)


def test_rows_are_written_at_once_and_get_their_keys(ticket, django_assert_num_queries):
    rows = [a_message(ticket, text) for text in ("satu", "dua 100%", "{tiga}")]
    with django_assert_num_queries(1):
        writing.insert(*rows)
    assert list(Message.objects.filter(ticket=ticket).order_by("pk").values_list("pk", "text")) == [(row.pk, row.text) for row in rows]
    assert not rows[0]._state.adding and rows[0].search  # what the database reckons is read when somebody asks


def test_rows_of_another_model_go_along(ticket, django_assert_num_queries):
    messages = [a_message(ticket, "satu {x} 100%"), a_message(ticket, "dua")]
    slots = [DocumentSlot(ticket=ticket, code=code, name=f"{code} %s", necessity="required", position=place) for place, code in enumerate("ab")]
    with django_assert_num_queries(1):
        writing.insert(*messages, along=slots)
    assert [(row.pk, row.text) for row in Message.objects.filter(ticket=ticket).order_by("pk")] == [(row.pk, row.text) for row in messages]
    assert list(ticket.slots.order_by("position").values_list("code", "name")) == [("a", "a %s"), ("b", "b %s")]
    with django_assert_num_queries(1):
        writing.insert(along=[DocumentSlot(ticket=ticket, code="c", name="c", necessity="required", position=2)])
    assert ticket.slots.count() == 3
    with django_assert_num_queries(0):
        writing.insert(along=[])


def test_a_key_that_was_reserved_is_taken_and_a_default_of_the_database_comes_back(ticket):
    with connection.cursor() as cursor:
        cursor.execute("SELECT nextval(pg_get_serial_sequence('helpdesk_ticket', 'id'))")
        key = cursor.fetchone()[0]
    copy = Ticket(pk=key, **{name: getattr(ticket, name) for name in writing.columns(Ticket) if name not in ("number", "pin")})
    writing.insert(copy)
    kept = Ticket.objects.get(pk=key)
    assert kept.number == copy.number != ticket.number and kept.pin == copy.pin == ""


def test_only_the_named_columns_are_written(ticket):
    Ticket.objects.filter(pk=ticket.pk).update(title="Judul dari orang lain")
    ticket.title, ticket.description = "Judul lama", "Isi baru"
    writing.update(ticket, ["description"])
    kept = Ticket.objects.get(pk=ticket.pk)
    assert (kept.title, kept.description) == ("Judul dari orang lain", "Isi baru")
    ticket.pk = 0
    with pytest.raises(DatabaseError, match="not there"):
        writing.update(ticket, ["description"])


@pytest.mark.parametrize("model", [Ticket, Message, TicketEvent, Notification, Delivery, DocumentSlot, FormToken], ids=lambda model: model.__name__)
def test_nobody_listens_to_what_is_written_without_a_signal(model):
    """The CMS' languages, and the kept pages, which leave these tables out."""
    from helpdesk.common.page_cache.shown import is_shown

    heard_by = {receiver.__module__ for signal in (pre_save, post_save) for receiver in signal._live_receivers(model)[0]}
    assert heard_by <= {"wagtail.models.i18n", "helpdesk.common.page_cache.shown"} and not is_shown(model)


def savepoints(captured):
    return sum("SAVEPOINT" in query["sql"] for query in captured)


def test_a_part_of_a_whole_has_no_savepoint_and_elsewhere_it_has_one():
    with transaction.atomic(), CaptureQueriesContext(connection) as captured, part():
        pass
    assert savepoints(captured) == 2
    with Whole(), CaptureQueriesContext(connection) as captured, part(), part():
        pass
    assert savepoints(captured) == 0
    with Whole(), CaptureQueriesContext(connection) as captured, transaction.atomic(), part():
        pass
    assert savepoints(captured) == 4


def test_whoever_catches_the_error_of_a_part_cannot_go_on_with_the_whole(ticket):
    with pytest.raises(TransactionManagementError), Whole():
        try:
            with part():
                writing.insert(a_message(ticket))
                raise ValueError
        except ValueError:
            Message.objects.count()
    assert not Message.objects.filter(ticket=ticket).exists()


@pytest.mark.parametrize("model", [Ticket, Message, Attachment, Notification])
def test_keys_are_reserved_from_the_sequence_that_the_table_itself_uses(model):
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_get_serial_sequence(%s, %s)", [model._meta.db_table, model._meta.pk.column])
        [name] = cursor.fetchone()
    assert writing.sequence(model).replace('"', "") == name.removeprefix("public.")


def test_a_token_and_the_row_of_its_form_are_one_or_nothing(ticket):
    user, token = ticket.requester, "token-untuk-uji-0001"

    def fail(key):
        writing.insert(a_message(ticket, pk=key))
        raise ValueError

    with pytest.raises(ValueError):
        once(user, "reply", token, fail, of=Message)
    assert not Message.objects.filter(ticket=ticket).exists() and not FormToken.objects.exists()
    made = [once(user, "reply", token, lambda key: writing.insert(a_message(ticket, pk=key)), of=Message) for _turn in range(2)]
    assert made == [(Message.objects.get(ticket=ticket).pk, True), (made[0][0], False)]
