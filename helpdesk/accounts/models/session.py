from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models


class SessionOfPerson(AbstractBaseSession):
    """Django's table of sessions, read together with the list of logins, which knows whose a session is."""

    login = models.ForeignObject(
        "usersessions.UserSession", models.DO_NOTHING, from_fields=["session_key"], to_fields=["session_key"], null=True, related_name="+"
    )

    class Meta(AbstractBaseSession.Meta):
        managed = False
        db_table = "django_session"
