"""Two web servers and two workers, each with a disk of its own, on one database: a client walks across both.

They share PostgreSQL, a store of files (S3) and, where redis-server is installed, Redis; else the database's own cache.
"""

import base64
import re
from collections import Counter
from contextlib import ExitStack

import pytest
from django.urls import reverse
from wagtail.test.utils.form_data import querydict_from_html

from helpdesk.accounts.addresses import ensure_address
from helpdesk.attachments.models import Attachment
from helpdesk.attachments.samples import small_pdf
from helpdesk.notifications.choices import choose
from helpdesk.notifications.kinds import Kind
from helpdesk.notifications.models import Delivery, Notification
from helpdesk.notifications.tell import tell
from helpdesk.tests import factories as make
from helpdesk.tickets.models import Ticket
from home.models import StandardPage
from home.tests.ground import bare
from home.tests.nodes import places, running
from home.tests.nodes.mail_sink import Sink

pytestmark = pytest.mark.django_db(transaction=True)
MAILS = 30


@pytest.fixture
def office():
    """A service with one document, its client and officer, and a page that visitors read."""
    home = bare()
    page = home.add_child(instance=StandardPage(title="Jam layanan lama", slug="jam"))
    page.title = "Jam layanan baru"
    page.save_revision()
    department = make.make_department()
    people = {
        "budi": make.make_client("budi", password=make.PASSWORD),
        "sari": make.make_staff("sari", department, password=make.PASSWORD),
        "kepala": make.make_superadmin("kepala", password=make.PASSWORD),
    }
    for person in people.values():
        ensure_address(person, verified=True)
    make.make_source()
    return people | {"service": make.make_service("Registrasi", department=department, documents=["npwp"]), "page": page}


@pytest.fixture
def starting(tmp_path, monkeypatch, settings):
    """Both web servers and both workers, on their way: (the web servers, the mail server). A folder of its own is each node's disk."""
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    with ExitStack() as stack:
        sink = stack.enter_context(Sink())
        shared = stack.enter_context(places.s3(monkeypatch))
        shared |= {"REDIS_URL": stack.enter_context(places.redis(tmp_path)), "EMAIL_PORT": str(sink.port)}
        envs = [running.environment(tmp_path / name, **shared) for name in "AB"]
        webs = [stack.enter_context(running.web(env)) for env in envs]
        for env in envs:
            stack.enter_context(running.worker(env))
        yield webs, sink


@pytest.fixture
def nodes(starting, office, tmp_path):
    """(port of A, port of B, the mail server, the folder of the nodes' disks). The office is made while the nodes start."""
    webs, sink = starting
    ports = [web.port for web in webs]
    for port in ports:
        running.wait_until(lambda port=port: running.answers(port), why="a web server")
    return *ports, sink, tmp_path


def test_a_client_walks_across_two_web_servers_and_two_workers(nodes, office):
    a, b, sink, folder = nodes
    wrong_passwords_are_counted_together(a, b)
    client = running.Visitor().log_in(a, "budi", make.PASSWORD)
    officer = running.Visitor().log_in(b, "sari", make.PASSWORD)
    ticket = a_ticket_made_on_one_is_seen_on_the_other(a, b, client, officer, office)
    an_upload_begun_on_one_is_finished_on_the_other(a, b, client, ticket)
    a_form_sent_to_both_makes_one_ticket(a, b, client, office)
    what_an_editor_publishes_shows_everywhere_at_once(a, b, office)
    who_logs_out_on_one_is_logged_out_on_the_other(a, b, client)
    each_mail_leaves_once(a, sink, office)
    assert not [path for name in "AB" for path in (folder / name).rglob("*") if path.is_file()], "nothing lies on a node's own disk"


def wrong_passwords_are_counted_together(a, b):
    """Three from one name ask for a captcha, wherever they were typed."""
    guesser, wrong = running.Visitor(), {"login": "tidak.ada", "password": "salah-sekali"}
    assert "<altcha-widget" not in guesser.ask(a, "/akun/login/", wrong).text
    guesser.ask(b, "/akun/login/", wrong)
    guesser.ask(b, "/akun/login/", wrong)
    assert "<altcha-widget" in guesser.ask(a, "/akun/login/", wrong).text


def filled_form(port, client, office):
    page = client.ask(port, f"/helpdesk/tiket/baru/?layanan={office['service'].code}").text
    form = next(form for form in (querydict_from_html(page, form_index=n) for n in range(page.count("<form"))) if "description" in form)
    fields = {name: form[name] for name in form if name != "csrfmiddlewaretoken"}
    typed = {"title": "Akun kami", "description": "Mohon dibantu.", "whatsapp_number": "0812 3456 7890", "layanan": office["service"].code}
    return {**fields, **{name: value for name, value in typed.items() if name in fields or name == "layanan"}}


def a_ticket_made_on_one_is_seen_on_the_other(a, b, client, officer, office):
    answer = client.ask(b, "/helpdesk/tiket/baru/", filled_form(a, client, office))
    assert answer.status == 302, answer.text
    ticket = Ticket.objects.latest("pk")
    for port in (a, b):
        assert f"#{ticket.number}" in client.ask(port, "/helpdesk/tiket/").text
        assert f"#{ticket.number}" in officer.ask(port, "/helpdesk/tiket/").text
    return ticket


def an_upload_begun_on_one_is_finished_on_the_other(a, b, client, ticket):
    content, tus = small_pdf("NPWP"), {"Tus-Resumable": "1.0.0"}
    said = ",".join(f"{key} {base64.b64encode(value.encode()).decode()}" for key, value in {"filename": "npwp.pdf", "place": "npwp"}.items())
    begun = client.ask(a, reverse("helpdesk:tus_uploads", args=[ticket.number]), b"", "POST", {**tus, "Upload-Length": str(len(content)), "Upload-Metadata": said})
    assert begun.status == 201, begun.text
    url, half = re.sub(r"^https?://[^/]+", "", begun.headers["Location"]), len(content) // 2
    part = {**tus, "Content-Type": "application/offset+octet-stream"}
    assert client.ask(a, url, content[:half], "PATCH", {**part, "Upload-Offset": "0"}).status == 204
    assert client.ask(b, url, method="HEAD", headers=tus).headers["Upload-Offset"] == str(half)
    assert client.ask(b, url, content[half:], "PATCH", {**part, "Upload-Offset": str(half)}).status == 204
    file = Attachment.objects.get(ticket=ticket)
    for port in (a, b):
        assert client.ask(port, file.get_absolute_url()).data == content


def a_form_sent_to_both_makes_one_ticket(a, b, client, office):
    fields, before = filled_form(b, client, office), Ticket.objects.count()
    first, second = (client.ask(port, "/helpdesk/tiket/baru/", fields) for port in (a, b))
    assert first.headers["Location"] == second.headers["Location"]
    assert Ticket.objects.count() == before + 1


def what_an_editor_publishes_shows_everywhere_at_once(a, b, office):
    visitor, editor, page = running.Visitor(), running.Visitor().log_in(a, "kepala", make.PASSWORD), office["page"]
    visitor.cookies.clear()
    visitor.cookies["csrftoken"] = "t" * 32
    for port in (a, b, b):
        assert "Jam layanan lama" in visitor.ask(port, "/jam/").text
    tag = visitor.ask(b, "/jam/").headers["ETag"]
    assert tag and visitor.ask(a, "/jam/").headers["ETag"] == tag, "one kept page for both"
    published = editor.ask(a, f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}&next=/cms/", {})
    assert published.status == 302, published.text
    assert "Jam layanan baru" in visitor.ask(b, "/jam/").text


def who_logs_out_on_one_is_logged_out_on_the_other(a, b, client):
    assert client.ask(b, "/helpdesk/").status == 200
    old = dict(client.cookies)
    assert client.ask(a, "/akun/logout/", {}).status == 302
    client.cookies = old
    assert client.ask(b, "/helpdesk/").status == 302


def each_mail_leaves_once(a, sink, office):
    choose(office["sari"], {Kind.MEMBERSHIP: True})
    for _number in range(MAILS):
        tell([office["sari"]], Kind.MEMBERSHIP, facts={"what": "membership_accepted", "organisation": "PT Contoh"}, path="/helpdesk/profil/")
    sent = Delivery.objects.filter(state=Delivery.State.SENT)
    told = Notification.objects.filter(recipient=office["sari"], kind=Kind.MEMBERSHIP)
    running.wait_until(lambda: sent.filter(notification__in=told).count() == MAILS, why="the mails")
    expected = {f"<notification-{pk}@{running.HOST}>" for pk in told.values_list("pk", flat=True)}
    counted = Counter(sink.taken)
    assert expected <= set(counted) and set(counted.values()) == {1}
    report = running.Visitor().ask(a, "/readyz").text
    assert '"alive": 2' in report and "sari" not in report
