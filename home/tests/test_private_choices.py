"""What is private or unpublished does not show by being chosen for a page."""

import pytest
from django.core.exceptions import ValidationError
from wagtail.models import CollectionViewRestriction, PageViewRestriction

from faq.models import FAQEntry
from helpdesk.catalogue.models import Service
from helpdesk.tests.site import root_collection
from home import public
from home.models import HomePage, StandardPage
from home.tests import samples
from home.tests.ground import stand
from home.tests.test_blocks import block, shown

pytestmark = pytest.mark.django_db


@pytest.fixture
def beranda():
    return HomePage.objects.first() or stand()


@pytest.fixture
def aim(beranda):
    return beranda.add_child(instance=StandardPage(title="Rahasia", slug="rahasia"))


def closed(page):
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def cards(page):
    return shown("card_grid", {"cards": [{"title": "Rahasia", "page": page}, {"title": "Terbuka", "path": "/faq/"}]})


def button(page):
    return shown("call_to_action", {"label": "Rahasia", "text": "Baca", "page": page})


def test_a_button_and_a_card_lead_to_a_page_that_all_may_read(aim):
    assert 'href="/rahasia/"' in button(aim)
    assert 'href="/rahasia/"' in cards(aim)


@pytest.mark.parametrize("how", ["unpublished", "private", "below a private page"])
def test_a_page_that_not_everybody_may_read_leaves_no_trace(beranda, aim, how):
    if how == "unpublished":
        aim.unpublish()
    elif how == "private":
        closed(aim)
    else:
        closed(beranda)
    aim.refresh_from_db()
    assert "ahasia" not in button(aim)
    assert "ahasia" not in cards(aim)
    assert "Terbuka" in cards(aim)


@pytest.fixture
def drawer():
    return root_collection().add_child(name="Arsip")


def files(document):
    return shown("downloads", {"heading": "Formulir", "files": [{"document": document, "title": ""}]})


def test_a_document_says_its_kind_and_size(drawer):
    html = files(samples.document(collection=drawer))
    assert "Formulir permohonan" in html
    assert "179,7 kB" in html
    assert "/formulir.pdf" in html


@pytest.mark.parametrize("where", ["its own collection", "the one above"])
def test_a_document_of_a_private_collection_is_refused_and_never_shown(drawer, where):
    document = samples.document(collection=drawer.add_child(name="Surat"))
    assert public.documents([document]) == [document]
    place = document.collection if where == "its own collection" else drawer
    CollectionViewRestriction.objects.create(collection=place, restriction_type=CollectionViewRestriction.LOGIN)
    assert files(document).strip() == ""
    with pytest.raises(ValidationError):
        block("downloads").child_blocks["files"].child_block.child_blocks["document"].clean(document)


def test_a_draft_or_the_answer_of_a_department_that_is_off_is_not_shown(beranda):
    first, second, third = FAQEntry.objects.live().in_order()[:3]
    FAQEntry.objects.filter(pk=second.pk).update(live=False)
    chosen = {"heading": "", "entries": [third, second, first], "department": ""}
    html = shown("faq", chosen)
    assert html.find(third.question_text) < html.find(first.question_text) != -1, "in the editor's order"
    assert second.question_text not in html
    first.department.is_active = False
    first.department.save()
    assert first.question_text not in shown("faq", chosen)


def test_all_answers_of_a_department(beranda):
    entry = FAQEntry.objects.live().first()
    html = shown("faq", {"heading": "", "entries": [], "department": entry.department.code})
    others = FAQEntry.objects.live().exclude(department=entry.department)
    assert entry.question_text in html
    assert not [other for other in others if other.question_text in html]


def test_a_service_that_is_off_is_not_shown(beranda):
    first, second = Service.objects.available().filter(free_title=False)[:2]
    chosen = {"heading": "", "services": [second.code, first.code], "department": ""}
    assert f"/layanan/{first.code}/" in shown("services", chosen)
    first.is_active = False
    first.save()
    html = shown("services", chosen)
    assert f"/layanan/{first.code}/" not in html
    assert f"/layanan/{second.code}/" in html


def test_without_a_choice_the_departments_that_offer_something_are_listed(beranda):
    off = Service.objects.available().filter(free_title=False).first().department
    assert f"#{off.code}" in shown("services", {"heading": ""})
    for service in off.services.all():
        service.is_active = False
        service.save()
    assert f"#{off.code}" not in shown("services", {"heading": ""})
