import pytest

from faq.load import load
from faq.models import FAQEntry
from helpdesk.catalogue import load as catalogue
from helpdesk.tests import factories


@pytest.fixture
def department(db):
    return factories.make_department("Jaringan")


def entry(question, answer="<p>Jawaban.</p>", *, department, **fields):
    return FAQEntry.objects.create(question=question, answer=answer, department=department, **fields)


def found(text):
    return [row.question for row in FAQEntry.objects.live().search(text)]


def test_the_shipped_questions_are_loaded_once(db):
    catalogue.load()
    assert load() == 31
    assert load() == 0
    assert FAQEntry.objects.live().count() == 31
    assert not FAQEntry.objects.filter(department__code="").exists()


def test_loading_leaves_an_edited_faq_alone(department):
    catalogue.load()
    entry("Satu saja", department=department, live=False)
    assert load() == 0


def test_a_search_finds_a_live_entry_and_never_a_draft(department):
    entry("Mengapa zebra lambat?", department=department)
    draft = entry("Zebra rahasia", department=department, live=False)
    assert found("zebra") == ["Mengapa zebra lambat?"]
    FAQEntry.objects.filter(pk=draft.pk).update(live=True)
    assert set(found("zebra")) == {"Mengapa zebra lambat?", "Zebra rahasia"}


def test_a_search_does_not_find_what_a_closed_department_said(department):
    entry("Zebra", department=department)
    assert found("zebra")
    department.is_active = False
    department.save()
    assert not found("zebra")


@pytest.mark.parametrize(
    ("asked", "why"),
    [
        ("mengajukan aplikasi", "another form of the word"),
        ("bagaimana cara pengajuan aplikasi itu?", "words that say nothing"),
        ("aplikasii", "a slip of the finger"),
        ("apli", "the beginning of a word"),
        ("APLIKASI", "capitals"),
        ("pengajuan apikasi baru sekali", "any word, where no entry has all"),
    ],
)
def test_a_search_forgives(department, asked, why):
    entry("Pengajuan Aplikasi", department=department)
    entry("Kotak surat penuh", department=department)
    assert found(asked) == ["Pengajuan Aplikasi"], why


def test_a_search_knows_what_people_say(department):
    entry("Internet lambat", department=department)
    entry("Lupa password", department=department)
    assert found("internet lemot") == ["Internet lambat"]
    assert found("lupa sandi") == ["Lupa password"]


def test_a_search_for_nothing_finds_nothing(department):
    entry("Pengajuan Aplikasi", department=department)
    assert found("yang untuk dari") == []
    assert found("\0 ' & |") == []
    assert found("kuda nil terbang") == []


def test_the_markup_of_an_answer_is_not_searched(department):
    entry("Satu", '<p><a href="https://contoh.example/gajah">tautan</a></p>', department=department)
    assert found("href") == []
    assert found("tautan") == ["Satu"]


def test_an_english_reader_gets_english_where_there_is_some(department):
    from django.utils import translation

    both = entry("Satu", question_en="One", answer_en="<p>Yes</p>", department=department)
    with translation.override("en"):
        assert (both.question_text, both.answer_html) == ("One", "<p>Yes</p>")
    with translation.override("id"):
        assert both.question_text == "Satu"


def cms(client, person):
    client.force_login(person)
    return client.get("/cms/snippets/faq/faqentry/")


def test_editors_and_admins_see_the_list_in_the_cms(department, client, site_tree):
    entry("Pertanyaan di daftar", department=department)
    for person in (factories.make_editor(), factories.make_admin(), factories.make_superadmin()):
        answer = cms(client, person)
        assert answer.status_code == 200, person.role
        html = answer.content.decode()
        assert "Pertanyaan di daftar" in html
        assert "Jaringan" in html


def test_nobody_else_does(department, client, site_tree):
    for person in (factories.make_client(), factories.make_staff(department=department)):
        assert cms(client, person).status_code in {302, 403, 404}, person.role


def test_an_editor_drafts_and_publishes(department, client, site_tree):
    client.force_login(factories.make_editor())
    form = {
        "question": "Baru?", "answer": '{"blocks":[{"key":"a","text":"Ya.","type":"unstyled","depth":0,'
        '"inlineStyleRanges":[],"entityRanges":[]}],"entityMap":{}}', "answer_en": "null", "question_en": "",
        "department": department.pk, "sort_order": 10,
    }  # fmt: skip
    client.post("/cms/snippets/faq/faqentry/add/", form)
    made = FAQEntry.objects.get(question="Baru?")
    assert not made.live
    assert found("baru") == []
    client.post(f"/cms/snippets/faq/faqentry/edit/{made.pk}/", {**form, "action-publish": "1"})
    assert found("baru") == ["Baru?"]


def test_words_on_both_sides_of_a_slash_and_beside_a_tag_are_found(department):
    entry("Permintaan Password/Informasi akun", "<p>Buka menu<b>Profil</b>/Keamanan.</p>", department=department)
    for word in ("informasi", "profil", "keamanan"):
        assert found(word) == ["Permintaan Password/Informasi akun"], word


def test_a_slip_of_the_finger_is_not_mended_to_a_tag_of_the_text(department):
    entry("Apa itu DNS?", '<p><a href="https://example.go.id/">Buku alamat</a></p>', department=department)
    assert found("hrefs") == []
    assert found("almat") == ["Apa itu DNS?"]
