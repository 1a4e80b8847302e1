"""The mails of a demo: read by Super Admins of a demo, by nobody else and nowhere else."""

from datetime import timedelta

import pytest
from django.core.mail import EmailMessage
from django.core.mail.backends.filebased import EmailBackend
from django.utils import timezone

from helpdesk.common.outbox import newest_mails
from helpdesk.tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def sent(settings, tmp_path):
    settings.EMAIL_FILE_PATH = tmp_path
    mail = EmailMessage("Konfirmasi <b>alamat</b>", "Buka https://helpdesk.example/x\nÉ 🙂", to=["budi@example.id"])
    EmailBackend(file_path=str(tmp_path)).send_messages([mail, mail])


def test_a_super_admin_of_a_demo_reads_what_was_sent(client):
    client.force_login(make.make_superadmin())
    text = client.get("/helpdesk/surat-keluar/").content.decode()
    assert text.count("Konfirmasi &lt;b&gt;alamat&lt;/b&gt;") == 2
    assert 'href="https://helpdesk.example/x"' in text and "budi@example.id" in text and "🙂" in text


@pytest.mark.parametrize("person", [make.make_admin, make.make_staff, make.make_client, make.make_editor])
def test_nobody_else_finds_the_screen(client, person):
    client.force_login(person())
    assert client.get("/helpdesk/surat-keluar/").status_code == 404


def test_outside_a_demo_the_screen_does_not_exist(client, settings):
    settings.IS_DEMO = False
    client.force_login(make.make_superadmin())
    assert client.get("/helpdesk/surat-keluar/").status_code == 404


def test_the_time_of_a_mail_is_a_moment_and_no_time_of_day_in_greenwich():
    for mail in newest_mails():
        assert mail.at.tzinfo is not None and abs(timezone.now() - mail.at) < timedelta(minutes=1)
