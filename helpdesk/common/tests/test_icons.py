"""Icons that stand twice on a page are drawn once, and nothing refers to what is not there."""

import re

import pytest

from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("maker", [make.make_client, make.make_staff, make.make_superadmin])
def test_every_icon_that_is_drawn_again_is_kept_on_the_page_once(client, maker):
    client.force_login(maker())
    html = client.get("/helpdesk/tiket/").content.decode()
    again, kept = re.findall(r'<use href="#([^"]+)"', html), re.findall(r'<g id="([^"]+)"', html)
    assert again and set(again) <= set(kept) and len(kept) == len(set(kept))
