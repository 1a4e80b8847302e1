"""Evaluate (row A13) as the requester sees it, and who reads what was given."""

import threading

import pytest
from django.db import connection
from django.template.loader import render_to_string
from django.test import Client
from django.utils import translation

from helpdesk.evaluations.load import load
from helpdesk.evaluations.models import Evaluation, EvaluationQuestion
from helpdesk.evaluations.views import evaluation_context
from helpdesk.tests import factories as cast
from helpdesk.tickets.models import Ticket

pytestmark = pytest.mark.django_db


@pytest.fixture
def ticket():
    load()
    organisation = cast.make_organisation(shares_tickets=True)
    ticket = cast.make_ticket("Reset Password", requester=cast.make_client(organisation=organisation))
    ticket.close("Sudah kami kerjakan.", by=cast.make_admin())
    return ticket


@pytest.fixture
def page(client, ticket):
    client.force_login(ticket.requester)
    client.cookies["django_language"] = "en"
    return client


def address(ticket):
    return f"/helpdesk/tiket/{ticket.number}/evaluasi/"


def answers(score=4, **changed):
    keys = EvaluationQuestion.objects.filter(is_active=True).values_list("pk", flat=True)
    return {f"question_{pk}": score for pk in keys} | changed


def text_of(answer):
    return " ".join(answer.content.decode().split())


def test_the_page_has_two_sections_and_eight_questions_in_the_words_of_the_guide(page, ticket):
    text = text_of(page.get(address(ticket)))
    assert "Evaluate Ticket &quot;Reset Password&quot;" in text or 'Evaluate Ticket "Reset Password"' in text
    assert text.index("Penanganan Pelayanan") < text.index("Penanganan Permasalahan")
    assert text.count("<fieldset") == 8 and text.count('type="radio"') == 32
    for words in ("Not Satisfactory", "Less Satisfactory", "Satisfying", "Very Satisfactory"):
        assert text.count(f"<span>{words}</span>") == 8


def test_a_full_evaluation_is_kept_once_and_thanked_for(page, ticket):
    answer = page.post(address(ticket), answers(3, comment="Terima kasih 😀"), follow=True)
    assert "Thank you. Your evaluation helps us to serve better." in text_of(answer)
    given = Evaluation.objects.get()
    assert given.comment == "Terima kasih 😀" and given.by == ticket.requester
    assert list(given.answers.values_list("score", flat=True)) == [3] * 8
    assert "Terima kasih 😀" in text_of(answer)  # read again on the ticket page
    again = page.post(address(ticket), answers(1))
    assert again.status_code == 409 and "You have already evaluated this ticket. Thank you." in text_of(again)
    assert page.get(address(ticket)).status_code == 409
    assert set(given.answers.values_list("score", flat=True)) == {3}


def test_an_unanswered_question_is_marked_and_the_others_keep_their_answers(page, ticket):
    chosen = answers(2, comment="tetap ada")
    missing = next(iter(chosen))
    del chosen[missing]
    answer = page.post(address(ticket), chosen)
    text = text_of(answer)
    assert answer.status_code == 422 and text.count("Choose one of the four answers.") == 1
    assert text.count(" checked") == 7 and "tetap ada" in text
    assert not Evaluation.objects.exists()


@pytest.mark.parametrize("score", [0, 5, -1, "", "abc", "4\0"])
def test_an_answer_outside_the_scale_is_refused(page, ticket, score):
    first = next(iter(answers()))
    assert page.post(address(ticket), answers(**{first: score})).status_code == 422
    assert not Evaluation.objects.exists()


def test_a_comment_has_a_limit(page, ticket):
    assert page.post(address(ticket), answers(comment="x" * 1001)).status_code == 422
    assert page.post(address(ticket), answers(comment="x" * 1000)).status_code == 302


def test_an_open_ticket_cannot_be_evaluated(page, ticket):
    still_open = cast.make_ticket(requester=ticket.requester)
    for answer in (page.get(address(still_open)), page.post(address(still_open), answers())):
        assert answer.status_code == 409
        assert "A ticket can be evaluated once it is closed." in text_of(answer)


def test_only_the_requester_evaluates(client, ticket):
    others = [
        cast.make_client(), cast.make_client(organisation=ticket.organisation), cast.make_admin(), cast.make_superadmin(),
        cast.make_staff(department=ticket.department), cast.make_editor(),
    ]  # fmt: skip
    for other in others:
        client.force_login(other)
        assert client.get(address(ticket)).status_code == 404
        assert client.post(address(ticket), answers()).status_code == 404
    client.force_login(ticket.requester)
    assert client.post(address(ticket), answers()).status_code == 302


def test_the_requester_and_managers_read_it_and_nobody_else(client, ticket, django_assert_max_num_queries):
    Evaluation.objects.give(ticket, dict.fromkeys(EvaluationQuestion.objects.all(), 4), "Rahasia saya", by=ticket.requester)
    ticket = Ticket.objects.get(pk=ticket.pk)

    def card(reader):
        with django_assert_max_num_queries(2):
            context = evaluation_context(ticket, ticket.permissions_for(reader))
        with translation.override("en"):
            return render_to_string("helpdesk/evaluations/_evaluation.html", context)

    for reader in (ticket.requester, cast.make_admin(), cast.make_superadmin()):
        assert "Rahasia saya" in card(reader) and "Very Satisfactory" in card(reader)
    for reader in (cast.make_staff(department=ticket.department), cast.make_client(organisation=ticket.organisation)):
        assert card(reader).strip() == ""


@pytest.mark.django_db(transaction=True)
def test_twenty_parallel_evaluations_leave_one(site_tree):
    load()
    ticket = cast.make_ticket()
    ticket.close("Selesai.", by=cast.make_admin())
    form, codes = answers(), []

    def go():
        try:
            client = Client()
            client.force_login(ticket.requester)
            codes.append(client.post(address(ticket), form).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=go) for _n in range(20)]
    [thread.start() for thread in threads]
    [thread.join() for thread in threads]
    assert sorted(codes) == [302] + [409] * 19
    assert Evaluation.objects.count() == 1
    assert Evaluation.objects.get().answers.count() == 8
