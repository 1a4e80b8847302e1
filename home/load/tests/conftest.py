"""A small load, made once for all tests that read it."""

from datetime import date
from types import SimpleNamespace

import pytest
from django.core.files.storage import FileSystemStorage
from django.db import transaction

from helpdesk.attachments.models import Attachment
from helpdesk.catalogue import load as catalogue
from helpdesk.evaluations import load as evaluations
from helpdesk.worktime import load as worktime
from home.load import cast
from home.load.seed import seed
from home.load.tests.schema import constraints_and_indexes

TICKETS, SEED, TODAY = 260, 5, date(2026, 11, 18)


@pytest.fixture(scope="session")
def few_people():
    """The cast of a test: enough of each kind, and no more."""
    with pytest.MonkeyPatch.context() as patch:
        for name, number in {"CLIENTS": 60, "COMPANIES": 12, "SOLE_TRADERS": 4}.items():
            patch.setattr(cast, name, number)
        yield


@pytest.fixture(scope="module")
def load(django_db_setup, django_db_blocker, few_people, tmp_path_factory):
    """`facts` of the command, the `storage` with the files, and what tables looked like before; gone with the module."""
    storage = FileSystemStorage(tmp_path_factory.mktemp("load"))
    with django_db_blocker.unblock(), transaction.atomic():
        for noun in (catalogue, evaluations, worktime):
            noun.load()
        before = constraints_and_indexes()
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(Attachment._meta.get_field("file"), "storage", storage)
            facts = seed(TICKETS, seed=SEED, today=TODAY, password="kata-sandi-beban")
        yield SimpleNamespace(facts=facts, storage=storage, before=before)
        transaction.set_rollback(True)
