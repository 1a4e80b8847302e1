"""Everything that editors write is shown before it is published: every page, block, snippet and setting, whoever adds one."""

import pytest
from bs4 import BeautifulSoup
from django.db.models import CharField, TextField
from django.urls import reverse
from wagtail.contrib.settings.registry import registry as settings_registry
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page, get_page_models
from wagtail.snippets.models import get_snippet_models
from wagtail.test.utils.form_data import nested_form_data, querydict_from_html, rich_text, streamfield

from helpdesk.settings import DeskSettings
from helpdesk.tests import factories, site
from home import setup
from home.models import HomePage

pytestmark = pytest.mark.django_db
WORD = "belumdisimpan"
NOT_READ_BY_VISITORS = {"faq.unfound": "words of visitors, which are ticked off and never shown to anybody else"}


@pytest.fixture(autouse=True)
def pages(client):
    site.build()
    setup.pages()
    client.force_login(factories.make_superadmin())


def form_of(client, address, model):
    """What the editor's browser would send, with a new word in every text that one may type freely."""
    answer = client.get(address)
    assert answer.status_code == 200, address
    html = answer.content.decode()
    place = next(n for n, form in enumerate(BeautifulSoup(html, "html.parser").find_all("form")) if form.has_attr("data-edit-form"))
    data = querydict_from_html(html, form_index=place)
    for field in model._meta.get_fields():
        if isinstance(field, StreamField):
            data.update(nested_form_data({field.name: streamfield([])}))
        elif isinstance(field, RichTextField):
            data[field.name] = rich_text(f"<p>{WORD}</p>")
        elif type(field) in {CharField, TextField} and field.editable and not field.choices and field.name in data:
            data[field.name] = WORD
        elif field.many_to_one and not field.blank and data.get(field.name) == "":
            data[field.name] = field.related_model.objects.first().pk
    return data


def previewed(client, address, data):
    """Post the form to its preview and return what the editor sees."""
    answer = client.post(address, data)
    assert answer.status_code == 200, address
    assert answer.json() == {"is_valid": True, "is_available": True}, address
    answer = client.get(address, {"in_preview_panel": "true"})
    assert answer.status_code == 200, address
    return answer.content.decode()


def of_the_site(models):
    return [model for model in models if model.__module__.split(".")[0] in {"helpdesk", "faq", "contact", "home"}]


def test_every_kind_of_page_shows_what_is_not_saved_yet(client):
    pages = {type(page): page for page in Page.objects.filter(depth__gt=1).specific()}
    parent = HomePage.objects.get()
    for model in of_the_site(get_page_models()):
        page = pages.get(model) or parent.add_child(instance=model(title=model.__name__, slug=model.__name__.lower()))
        data = form_of(client, reverse("wagtailadmin_pages:edit", args=[page.pk]), model) | {"slug": page.slug}
        html = previewed(client, reverse("wagtailadmin_pages:preview_on_edit", args=[page.pk]), data)
        assert WORD in html, model
        assert not Page.objects.filter(title=WORD).exists()


def test_every_block_has_a_preview(client):
    seen = set()
    for model in of_the_site(get_page_models()):
        for field in model._meta.get_fields():
            if isinstance(field, StreamField):
                for name, block in field.stream_block.child_blocks.items():
                    answer = client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
                    assert block.is_previewable and answer.status_code == 200, (model, name)
                    seen.add(name)
    assert len(seen) > 5


def test_every_snippet_shows_what_is_not_saved_yet(client):
    factories.make_department()
    shown = 0
    for model in of_the_site(get_snippet_models()):
        if model._meta.label_lower in NOT_READ_BY_VISITORS:
            continue
        names = model.snippet_viewset
        data = form_of(client, reverse(names.get_url_name("add")), model)
        assert WORD in previewed(client, reverse(names.get_url_name("preview_on_add")), data), model
        assert not model.objects.exists()
        shown += 1
    assert shown >= 2


def test_every_setting_shows_what_is_not_saved_yet(client):
    models = of_the_site(settings_registry)
    assert DeskSettings in models
    for model in models:
        one = model.load()
        names = [model._meta.app_label, model._meta.model_name, one.pk]
        data = form_of(client, reverse("wagtailsettings:edit", args=names), model)
        assert WORD in previewed(client, reverse("wagtailsettings:preview_on_edit", args=names), data), model
        assert WORD not in client.get("/").content.decode()


def test_the_preview_of_the_settings_shows_bar_footer_and_how_clients_see_the_desk(client):
    one = DeskSettings.load()
    names = ["helpdesk", "desksettings", one.pk]
    data = form_of(client, reverse("wagtailsettings:edit", args=names), DeskSettings)
    for name, value in {"name": "Bantuan <Baru>", "footer_description": "Kaki baru", "staff_shown_as": "full_name"}.items():
        data[name] = value
    html = previewed(client, reverse("wagtailsettings:preview_on_edit", args=names), data)
    assert '<span class="brand__text">Bantuan &lt;Baru&gt;' in html
    assert "Kaki baru" in html.partition("<footer")[2] and "Rini Contoh" in html
    assert DeskSettings.current().name != "Bantuan <Baru>"


def test_a_wrong_setting_is_no_preview_and_editors_get_none(client):
    one = DeskSettings.load()
    address = reverse("wagtailsettings:preview_on_edit", args=["helpdesk", "desksettings", one.pk])
    assert client.post(address, {"name": "x" * 500}).json()["is_valid"] is False
    client.force_login(factories.make_editor())
    assert client.post(address, {}).status_code in {302, 403, 404}
    assert client.get(address).status_code in {302, 403, 404}
