"""Every address that is measured is there, for the person who is measured, and the floors write what the actions write."""

import pytest
from django.apps import apps
from django.core.exceptions import ImproperlyConfigured, MiddlewareNotUsed
from django.db import connection
from django.http import HttpResponse
from django.test import Client, RequestFactory

from helpdesk.accounts.models import Role
from helpdesk.messages.models import Message
from helpdesk.tests import factories as f
from helpdesk.tickets.models import Ticket
from home.bench import bare, counting, example, guard, limits, writing, wsgi
from home.bench.actions import every_action
from home.bench.counting import ASK, Counting, Statements
from home.bench.facts import NothingToMeasure, gather
from home.bench.inside import Inside, short
from home.bench.loads import PASSWORD, Told
from home.tests.ground import bare as public_pages

WORDS = {"common": "bantuan", "rare": "ktp", "phrase": "mohon bantuan"}


@pytest.fixture
def load(db):
    """A load of 60 tickets: what `seed_load` promises, as small as it can be."""
    public_pages()
    department = f.make_department()
    service = f.make_service(documents=["ktp"], department=department, has_video_call=True)
    client = f.make_client("load-client-1", password=PASSWORD)
    for role in (Role.SUPERADMIN, Role.ADMIN):
        f.make_user(f"load-{role}", role)
    f.make_staff("load-staff-1", department=department)
    ticket = f.make_ticket(requester=client, service=service)
    fields = [field for field in Ticket._meta.concrete_fields if not field.generated and not field.primary_key and field.name != "number"]
    copy = {field.attname: getattr(ticket, field.attname) for field in fields}
    Ticket.objects.bulk_create([Ticket(**copy) for _copy in range(60)])
    long_talk = f.make_ticket(requester=client, service=service)
    for one, length in ((ticket, 20), (long_talk, 60)):
        Message.objects.bulk_create([Message(ticket=one, author=client, text="Mohon bantuan.") for _message in range(length)])
    return Told(talk=ticket.number, long_talk=long_talk.number, words=WORDS, tickets=62)


@pytest.fixture
def measuring(settings, tmp_path, monkeypatch):
    monkeypatch.setattr(writing, "FRESH", 1)
    settings.IS_BENCH, settings.BENCH_DIR = True, tmp_path
    settings.ROOT_URLCONF = "home.bench.urls"
    settings.PAGE_CACHE_SECONDS = 60
    settings.ALLOWED_HOSTS = ["localhost"]
    example.Example.load.cache_clear()


def test_every_action_answers_the_person_it_is_measured_with(load, measuring):
    facts = gather(load)
    inside, names = Inside(facts), set()
    for action in every_action(facts):
        answer = inside.ask(action)()
        assert answer.status_code == action.status, (action.name, answer.status_code)
        names.add(action.name)
    assert len(names) == len(list(every_action(facts))), "Two actions have one name."


def test_the_issue_s_list_is_measured(load):
    actions = {action.name: action for action in every_action(gather(load))}
    judged = {
        limits.QUEUE: ["queue (staff)", "queue, deep page (admin)", "queue, due first (staff)", "queue, only mine (staff)",
                       "queue, status open (admin)", "queue, department (admin)", "search, common word (staff)", "search, rare word (admin)"],
        limits.TICKET: ["ticket with 20 messages"],
        limits.DASHBOARD: ["dashboard (superadmin)", "dashboard (admin)", "dashboard (staff)", "dashboard (client)"],
        limits.OWN: ["client's own tickets", "empty ticket form"], limits.CREATE: ["create"], limits.REPLY: ["reply"],
        limits.CREATE_PDF: ["create with a PDF of 1 MiB"], limits.PUBLIC: ["Beranda", "FAQ"], limits.LOGIN: ["login"],
    }  # fmt: skip
    for limit, names in judged.items():
        for name in names:
            assert actions[name].limit == limit, name
    for name in ("search, number (admin)", "search, phrase (admin)", "ticket with 500 messages", "client list (admin)", "upload of 1 MiB"):
        assert name in actions


def test_the_ticket_of_the_example_is_not_written_to_again(load):
    """The floor copies the rows of the second request hundreds of times: a ticket takes twenty files."""
    numbers = writing.in_turns((load.talk,), requester__username="load-client-1")
    _form, example_s, *others = [next(numbers) for _turn in range(130)]
    assert example_s not in others and len(set(others)) == 59 and load.talk not in others


def rows():
    """Of the kept counts a bare insert makes what its triggers make; what an action changes besides, it does not change."""
    counted = (model for model in apps.get_models() if model._meta.managed and not model._meta.proxy)
    return {model._meta.label: model._base_manager.count() for model in counted if model._meta.label_lower not in example.LEFT_OUT}


def added(before):
    return {label: count - before[label] for label, count in rows().items() if count != before[label]}


@pytest.mark.parametrize("name", ["create", "reply", "create with a PDF of 1 MiB", "upload of 1 MiB"])
def test_the_bare_insert_writes_the_rows_of_the_real_action(load, measuring, name):
    facts = gather(load)
    action = next(one for one in every_action(facts) if one.name == name)
    do = Inside(facts).ask(action)
    do()
    marks, before = example.marks(), rows()
    do()
    really = added(before)
    assert "helpdesk.TicketEvent" in really, really
    example.keep(action.floor, example.new_rows(marks))
    for _time in range(2):  # each time anew, however unique a value must be
        before = rows()
        assert bare.insert(RequestFactory().post("/", {"a": "b"}), action.floor).status_code == 204
        assert added(before) == really


def test_the_bare_list_is_one_statement_and_25_rows(load, measuring):
    statements = Statements()
    with connection.execute_wrapper(statements):
        answer = bare.rows(RequestFactory().get("/"))
    assert (statements.count, answer.content.count(b"<tr>")) == (1, 25)


def test_the_frame_asks_who_it_is(load, measuring):
    assert Client(SERVER_NAME="localhost").get("/bench/framed/").status_code == 302
    assert Inside(gather(load)).client("staff").get("/bench/framed/").status_code == 200


def test_statements_are_counted_when_asked_and_only_then(db, measuring):
    def view(request):
        Ticket.objects.count()
        return HttpResponse()

    counted = Counting(view)(RequestFactory().get("/", headers={ASK: "1"}))
    assert counted["Server-Timing"].startswith("sql;dur=") and 'desc="1"' in counted["Server-Timing"]
    assert "Server-Timing" not in Counting(view)(RequestFactory().get("/"))


def test_nothing_of_it_works_with_other_settings(settings):
    assert not guard.is_bench()
    with pytest.raises(MiddlewareNotUsed):
        Counting(lambda request: None)
    with pytest.raises(ImproperlyConfigured):
        wsgi.both()
    assert not any("bench" in name for name in settings.MIDDLEWARE)
    with pytest.raises(AttributeError):
        wsgi.nothing  # noqa: B018


def test_an_empty_database_is_a_sentence(db):
    with pytest.raises(NothingToMeasure, match="log in"):
        gather(Told(talk=1, long_talk=2, words=WORDS, tickets=0))


def test_a_load_tells_what_to_measure():
    printed = '  1.0 s  done.\n{"ticket_20": 7, "ticket_500": 9, "tickets": 100, "common": {"word": "a"}, "rare": {"word": "b"}, "phrase": {"word": "c d"}}\n'
    told = Told.of(printed)
    assert (told.talk, told.long_talk, told.tickets) == (7, 9, 100)
    assert told.words == {"common": "a", "rare": "b", "phrase": "c d"}


def test_a_statement_is_shown_by_what_it_reads():
    assert short('SELECT "a"."b",\n "a"."c" FROM "a" WHERE x') == 'SELECT … FROM "a" WHERE x'
    assert counting.timing(3, 0.0015, 0.02) == 'sql;dur=1.500;desc="3", app;dur=20.000'
