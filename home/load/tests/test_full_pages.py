"""What growth is measured with is as full in a small load as in a big one."""

from collections import Counter
from datetime import date

import pytest
from django.core.files.storage import FileSystemStorage

from helpdesk.attachments.models import Attachment
from helpdesk.catalogue import load as catalogue
from helpdesk.evaluations import load as evaluations
from helpdesk.tickets.models import Status, Ticket
from helpdesk.worktime import load as worktime
from home.load import telling
from home.load.seed import seed
from home.load.vocabulary import RARE

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("few_people")]


@pytest.fixture
def loaded(tmp_path, monkeypatch):
    """Load so many tickets; returns the department with the longest queue."""
    monkeypatch.setattr(Attachment._meta.get_field("file"), "storage", FileSystemStorage(tmp_path))
    for noun in (catalogue, evaluations, worktime):
        noun.load()

    def load(tickets):
        seed(tickets, seed=3, today=date(2026, 11, 18), password="kata-sandi-beban")
        return Counter(Ticket.objects.values_list("department", flat=True)).most_common(1)[0][0]

    return load


def test_the_longest_queue_has_tickets_in_each_state_that_a_list_shows(loaded, monkeypatch):
    monkeypatch.setattr(telling, "AT_MOST", 30)
    queue = Ticket.objects.open().filter(department=loaded(360))
    waiting = queue.filter(clock_started_at__isnull=False, unchecked_documents=0, status=Status.OPEN)
    found = {
        "replied": queue.filter(status=Status.REPLIED).count(), "pending": queue.filter(status=Status.PENDING).count(),
        "taken": waiting.exclude(assignee=None).count(), "new": waiting.filter(assignee=None).count(),
    }  # fmt: skip
    assert min(found.values()) >= 5, found


def test_a_department_finds_as_many_rare_words_whatever_the_size(loaded):
    def departments(size):
        loaded(size)
        return Counter(Ticket.objects.filter(description__contains=RARE).values_list("department__name", flat=True))

    small = departments(220)
    assert sum(small.values()) == 10 and small == departments(330)
