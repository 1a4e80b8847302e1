"""What a first visit costs over the wire, as production serves it: hashed, joined, compressed, kept."""

import re
import shutil
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.test.testcases import LiveServerThread
from whitenoise import WhiteNoise

from config.static import CompressedJoinedManifestStorage
from helpdesk.tests import browser
from home.tests.ground import stand

MOST_BYTES, MOST_REQUESTS = 60_000, 8
PICTURES = {"image"}


@pytest.fixture(scope="module")
def collected(tmp_path_factory):
    """Our own files, through the storage of production; what packages bring is on no public page but the captcha's."""
    folder = tmp_path_factory.mktemp("static")
    shutil.copytree(Path(site_settings.BASE_DIR) / "site" / "static", folder, dirs_exist_ok=True)
    names = [str(path.relative_to(folder)) for path in folder.rglob("*") if path.is_file()]
    # The parts are in the joined files; compressing each of them would take the time of the whole test.
    names = [name for name in names if not name.startswith(("css/", "js/")) or name in {"css/main.css", "js/main.js", "js/status-from-link.js"}]
    storage = CompressedJoinedManifestStorage(location=folder, base_url="/static/")
    assert not [error for _name, _hashed, error in storage.post_process({name: (storage, name) for name in names}) if isinstance(error, Exception)]
    return folder


@pytest.fixture
def served(collected, settings, site_tree, transactional_db):
    """The address of a server that does what gunicorn and whitenoise do."""
    storage = {"BACKEND": "config.static.CompressedJoinedManifestStorage", "OPTIONS": {"location": str(collected), "base_url": "/static/"}}
    settings.STORAGES = {**settings.STORAGES, "staticfiles": storage}
    settings.PAGE_CACHE_SECONDS = 60
    stand()
    cache.clear()
    thread = LiveServerThread("localhost", lambda app: WhiteNoise(app, root=str(collected), prefix="static/"))
    thread.daemon = True
    thread.start()
    thread.is_ready.wait()
    assert thread.error is None
    settings.BASE_URL = f"http://{thread.host}:{thread.port}"
    yield settings.BASE_URL
    thread.terminate()


def visit(page, address):
    """What the browser asked for: [(address, kind, bytes with head)]."""
    asked = []
    page.on("requestfinished", lambda request: asked.append(request))
    page.goto(address)
    page.wait_for_load_state("networkidle")
    found = []
    for request in asked:
        sizes = request.sizes()
        found.append((request.url, request.resource_type, sizes["responseBodySize"] + sizes["responseHeadersSize"]))
    return found


@pytest.mark.browser
def test_the_status_page_costs_less_than_30_kb_with_all_that_it_loads(served, chromium):
    """Whoever scans the code of a receipt has a telephone on slow data, and has never been here."""
    with browser.pages(chromium, served) as open_page:
        asked = visit(open_page(width=360), "/status/")
        assert {kind for _address, kind, _bytes in asked} >= {"document", "stylesheet", "script"}
        assert sum(size for _address, _kind, size in asked) < 30_000, asked


@pytest.mark.browser
def test_a_first_visit_of_beranda_is_light(served, chromium):
    with browser.pages(chromium, served) as open_page:
        page = open_page(width=360)
        asked = visit(page, "/")
        icon = page.request.get(page.get_attribute('link[rel="icon"][sizes="any"]', "href"))
        assert icon.ok
        icon = len(icon.body())
        again = visit(open_page(width=360), "/")
    table = "\n".join(f"{size:>8} {kind:<10} {url}" for url, kind, size in asked)
    # A browser without a window asks for no icon, the others for one.
    weight = sum(size for _url, kind, size in asked if kind not in PICTURES) + icon
    assert {"document", "stylesheet", "script"} <= {kind for _url, kind, _size in asked}, table
    assert weight <= MOST_BYTES, f"{weight} bytes\n{table}"
    assert len(asked) + 1 <= MOST_REQUESTS, table
    assert {urlsplit(url).netloc for url, _kind, _size in [*asked, *again]} == {urlsplit(served).netloc}
    assert sum(size for _url, kind, size in again if kind == "document") < 20_000


OTHER_HOSTS = re.compile(r"""<(?:img|script|link|source|iframe|video|audio|object|embed|form|use)\b[^>]*?\s(?:src|srcset|href|action|data|poster)="(?:https?:)?//([^/"]+)""")


@pytest.mark.django_db
def test_nothing_on_a_public_page_comes_from_another_host(client, settings):
    from home.audit.pages import BESIDE, in_sitemap

    stand()
    own = urlsplit(settings.BASE_URL).netloc
    paths = [*in_sitemap(client.get("/sitemap.xml").content.decode()), *BESIDE]
    assert len(paths) > 15
    for path in paths:
        html = client.get(path).content.decode()
        assert set(OTHER_HOSTS.findall(html)) <= {own}, path
        assert not re.search(r"@import|url\(\s*['\"]?https?:", html), path
    assert OTHER_HOSTS.findall('<img alt="" src="https://elsewhere.test/a.png">') == ["elsewhere.test"]


@pytest.mark.django_db
def test_every_picture_says_how_large_it_is(client):
    from home.audit.pages import in_sitemap

    stand()
    for path in in_sitemap(client.get("/sitemap.xml").content.decode()):
        for tag in re.findall(r"<img\b[^>]*>", client.get(path).content.decode()):
            assert re.search(r'\swidth="\d+"', tag) and re.search(r'\sheight="\d+"', tag) and " alt=" in tag, (path, tag)
