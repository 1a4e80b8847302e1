"""Choosing a service for a new ticket: by department, or by words."""

import pytest

from helpdesk.catalogue.picker import groups_for
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db


def titles(asked):
    return [service.title for _department, services in groups_for(asked) for service in services]


def test_words_on_both_sides_of_a_slash_are_found():
    make.make_service("Permintaan Password/Informasi User ID")
    make.make_service("Pembuatan Subdomain")
    for word in ("password", "informasi"):
        assert titles(word) == ["Permintaan Password/Informasi User ID"], word


def test_a_word_of_the_title_stands_before_the_same_word_elsewhere():
    make.make_service("Konsultasi umum", description_template="Permohonan tentang subdomain subdomain subdomain.", sort_order=1)
    make.make_service("Pembuatan Subdomain", sort_order=2)
    assert titles("subdomain") == ["Pembuatan Subdomain", "Konsultasi umum"]
