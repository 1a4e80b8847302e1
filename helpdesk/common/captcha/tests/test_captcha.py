"""A captcha counts once, cannot be made up, and works without JavaScript."""

import base64
import json
from concurrent.futures import ThreadPoolExecutor

import pytest
from django import forms
from django.core import signing
from django.db import connection
from django.http import QueryDict

from helpdesk.accounts.tests.captcha import answer_to, question_on, solved
from helpdesk.common.captcha import questions
from helpdesk.common.captcha.fields import CaptchaField
from helpdesk.common.captcha.models import SolvedChallenge


class Form(forms.Form):
    captcha = CaptchaField()


class CachedForm(forms.Form):
    captcha = CaptchaField(cached_page=True)


def sent(**data):
    query = QueryDict(mutable=True)
    query.update({name.replace("_", "-"): value for name, value in data.items()})
    return Form(query)


def codes(form):
    return [error.code for error in form.errors.as_data().get("captcha", [])]


@pytest.mark.django_db
def test_a_solved_challenge_is_taken_once_and_nothing_of_it_is_kept(client):
    payload = solved(client)
    first = sent(captcha=payload)
    assert first.is_valid() and first.cleaned_data == {"captcha": ""}
    assert codes(sent(captcha=payload)) == ["replay"]


def changed(payload, **values):
    content = json.loads(base64.b64decode(payload))
    return base64.b64encode(json.dumps({**content, **values}).encode()).decode()


@pytest.mark.django_db
@pytest.mark.parametrize("values", [
    {"number": 0}, {"number": "x"}, {"number": None}, {"salt": "x"}, {"salt": None}, {"salt": 7}, {"signature": "0" * 64},
    {"algorithm": "SHA-1"}, {"algorithm": "none"}, {"challenge": "0" * 64}, {"number": 10**400}, {"number": True},
])
def test_what_was_not_worked_for_is_refused(client, values):
    payload = solved(client)
    assert codes(sent(captcha=changed(payload, **values))) == ["invalid"]
    assert sent(captcha=payload).is_valid()  # the honest one still counts


@pytest.mark.django_db
@pytest.mark.parametrize("text", ["x", "{}", "W10=", "bnVsbA==", "\0", "é" * 3000, "eyJhIjoxfQ=="])
def test_nonsense_is_refused_without_a_fault(text):
    assert codes(sent(captcha=text)) == ["invalid"]


@pytest.mark.django_db
def test_an_old_challenge_is_refused(client, settings):
    settings.ALTCHA_CHALLENGE_EXPIRE = -1000
    assert codes(sent(captcha=solved(client))) == ["invalid"]


@pytest.mark.django_db
def test_nothing_at_all_is_refused():
    assert codes(sent()) == ["required"]


@pytest.mark.django_db
def test_a_challenge_is_never_cached_and_sets_no_cookie(client):
    first, second = client.get("/captcha/"), client.get("/captcha/")
    assert "no-store" in first["Cache-Control"] and not first.cookies
    assert first.json()["challenge"] != second.json()["challenge"]


@pytest.mark.django_db(transaction=True)
def test_of_eight_posts_at_once_one_is_accepted(client):
    payload = solved(client)

    def post(_):
        try:
            return sent(captcha=payload).is_valid()
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(post, range(8))) == 1


@pytest.mark.django_db(transaction=True)
def test_of_eight_right_answers_in_words_at_once_one_is_accepted():
    question = questions.make("Berapa dua tambah dua?", 4)

    def answer(_):
        try:
            return questions.check(question.token, "4")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        assert sum(pool.map(answer, range(8))) == 1


@pytest.mark.django_db
def test_every_question_can_be_answered_by_reading_it_in_both_languages():
    from django.utils import translation

    for language in ("id", "en"):
        with translation.override(language):
            for _ in range(60):
                question = questions.ask()
                assert questions.check(question.token, answer_to(question.text)), question.text


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["7", " 7 ", "tujuh", "Tujuh.", "SEVEN"])
def test_numbers_and_words_are_right(answer):
    assert questions.check(questions.make("Berapa tiga tambah empat?", 7).token, answer)


@pytest.mark.django_db
@pytest.mark.parametrize("answer", ["8", "", "tujuh belas", "7; DROP", "٧", "-7", "7" * 50, "\0"])
def test_anything_else_is_wrong(answer):
    assert not questions.check(questions.make("Berapa tiga tambah empat?", 7).token, answer)


@pytest.mark.django_db
def test_the_fourth_try_is_refused_though_it_is_right():
    question = questions.make("Berapa tiga tambah empat?", 7)
    assert [questions.check(question.token, "8") for _ in range(3)] == [False] * 3
    assert not questions.check(question.token, "7")
    assert questions.again(question.token).token != question.token


@pytest.mark.django_db
def test_after_a_wrong_answer_the_same_question_stands_there_again():
    question = questions.make("Berapa tiga tambah empat?", 7)
    form = sent(captcha_question=question.token, captcha_answer="8")
    assert codes(form) == ["wrong"]
    assert question_on(str(form["captcha"])) == (question.token, question.text)


@pytest.mark.django_db
def test_a_forged_or_old_token_is_refused(monkeypatch):
    assert not questions.check("x", "7")
    token = questions.make("Berapa?", 7).token
    assert not questions.check(token[:-2] + "xx", "7")
    moment = signing.time.time
    monkeypatch.setattr(signing.time, "time", lambda: moment() + questions.VALID_FOR + 60)
    assert not questions.check(token, "7")


@pytest.mark.django_db
def test_the_answer_does_not_stand_in_the_token():
    tokens = [signing.loads(questions.make("Berapa?", answer).token, salt=questions.SALT) for answer in (7, 8)]
    assert all(set(content) == {"n", "q", "h"} and content["h"] not in ("7", "8") for content in tokens)


@pytest.mark.django_db
def test_a_cached_page_asks_only_after_it_was_sent():
    assert "captcha-question" not in str(CachedForm()["captcha"])
    form = CachedForm(QueryDict())
    assert not form.is_valid() and question_on(str(form["captcha"]))
    assert SolvedChallenge.objects.count() == 0
