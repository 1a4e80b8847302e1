"""Sessions in the database, as Django keeps them, with fewer statements."""

from datetime import datetime

from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.utils import timezone
from django.utils.crypto import get_random_string

from helpdesk.accounts.sessions.person import its_person, with_person
from helpdesk.common.first_read import as_first
from helpdesk.common.planned import Planned


def _living(key, now):
    return with_person().filter(session_key=key, expire_date__gt=now)


_session = Planned(_living, key=str, now=datetime)


class SessionStore(DatabaseStore):
    """`SESSION_ENGINE` names this module."""

    has_row_to_come, person = False, None

    def _get_session_from_db(self):
        """Asked by every request of a person; who is noted as its person comes along, once (person.py)."""
        found = as_first(lambda: _session.first(key=self.session_key, now=timezone.now()))
        if found is None:
            self._session_key = None
        self.person = its_person(found)
        return found

    def _get_new_session_key(self):
        """A key of 165 bits is not looked for before it is used: the row is inserted, and a key that is taken refused."""
        return get_random_string(32, VALID_KEY_CHARS)

    def cycle_key(self):
        """A new key for what the session holds, at login. The row is written once, with the answer, instead of empty
        now and filled then; the old row goes at once."""
        kept, old = self._session, self.session_key
        self._session_key = self._get_new_session_key()
        self._session_cache = kept
        self.has_row_to_come = self.modified = True
        if old:
            self.delete(old)

    def save(self, must_create=False):
        must_create, self.has_row_to_come = must_create or self.has_row_to_come, False
        super().save(must_create=must_create)

    def flush(self):
        super().flush()
        self.has_row_to_come = False
