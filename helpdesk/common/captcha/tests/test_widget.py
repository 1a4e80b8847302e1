"""What the browser is told about the proof of work."""

import pytest
from django.conf import settings


@pytest.mark.django_db
def test_the_widget_knows_how_far_to_count(client):
    """Otherwise it shares a million among its workers, and a cheap phone counts for ten seconds."""
    page = client.get("/akun/signup/").content.decode()
    assert f'maxnumber="{settings.CAPTCHA_MAX_NUMBER}"' in page
    assert client.get("/captcha/").json()["max_number"] == settings.CAPTCHA_MAX_NUMBER
