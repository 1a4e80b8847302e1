"""Placeholders of the description: pure functions (row A4)."""

import pytest
from hypothesis import given
from hypothesis import strategies as some

from helpdesk.common.domain import domain
from helpdesk.tickets.descriptions import PROFILE, fill, left_over, placeholders

TEMPLATE = "Permohonan atas nama {nama_badan_usaha}, User ID {user_id}."


def test_placeholders_are_named_in_their_order_and_once():
    assert placeholders("{b} {a} {b}") == ["b", "a"]


@pytest.mark.parametrize("text", ["{{7*7}}", "{{nama}}", "{ nama }", "{}", "{Nama}", "{nama", '{"a": 1}', "{nama;}"])
def test_other_brackets_are_text(text):
    assert placeholders(text) == []
    assert fill(text, {"nama": "X", "a": "X"}) == text


def test_values_are_filled_in_once_and_never_again():
    assert fill(TEMPLATE, {"nama_badan_usaha": "PT {user_id}", "user_id": "maju"}) == (
        "Permohonan atas nama PT {user_id}, User ID maju."
    )


def test_what_has_no_value_stays_and_is_left_over():
    text = fill(TEMPLATE, {"nama_badan_usaha": "PT Maju", "user_id": ""})
    assert "{user_id}" in text
    assert left_over(text, TEMPLATE, {"user_id": ""}) == ["user_id"]
    assert left_over(text, TEMPLATE, {"user_id": "maju"}) == []


def test_brackets_that_the_template_does_not_know_are_the_persons_own():
    assert left_over("Galat: {id} {user_id}", TEMPLATE, {}) == ["user_id"]


def test_every_placeholder_of_the_shipped_services_has_a_source():
    for service in domain()["services"]:
        known = set(service["inputs"]) | set(PROFILE)
        assert set(placeholders(service["description_template"])) <= known, service["code"]


@given(some.text(max_size=200), some.dictionaries(some.sampled_from(["nama", "npwp"]), some.text(max_size=20)))
def test_text_without_placeholders_is_never_changed(text, values):
    if not placeholders(text):
        assert fill(text, values) == text
