"""What the workers of the web server share, and what they must not share by accident."""

import gc

import pytest
from django.db import connection

from config import gunicorn


@pytest.mark.django_db(transaction=True)
def test_the_site_is_loaded_once_and_no_line_to_the_database_is_inherited():
    """A worker that inherits an open line talks into its sister's."""
    connection.ensure_connection()
    before = gc.get_threshold()
    try:
        gunicorn.share()
        assert gunicorn.preload_app and connection.connection is None
        assert gc.get_freeze_count() > 100_000
        assert gc.get_threshold() == (gunicorn.OFTEN, *gunicorn.RARELY)
    finally:
        gc.unfreeze()
        gc.set_threshold(*before)
