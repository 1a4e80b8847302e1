"""Who somebody is: by username, or by a confirmed e-mail address, with exactly one password hash per try."""

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth import get_user_model
from django.db.models import Value
from django.db.models.functions import Lower
from django.db.models.lookups import Exact

from helpdesk.accounts import addresses
from helpdesk.accounts.sessions.person import person_along, with_frame
from helpdesk.common.planned import Planned

LONGEST_LOGIN = 254
LONGEST_PASSWORD = 1024


class Backend(AuthenticationBackend):
    """allauth's backend, except that an unconfirmed address opens nothing and nobody learns who is deactivated."""

    def _authenticate(self, request, **credentials):
        name = (credentials.get("username") or credentials.get("email") or "").strip().lower()
        password = credentials.get("password") or ""
        if not name or "\0" in name + password or len(name) > LONGEST_LOGIN or len(password) > LONGEST_PASSWORD:
            return None
        # A username never holds an @, so each name can mean one person only, and costs one hash.
        person = self._check_password(addresses.owner_of(name) if "@" in name else person_called(name), password)
        if person is not None and not self.user_can_authenticate(person):
            # Deactivated: refused in the same words as a wrong password. Who waits for approval and knows the
            # password may know that they wait; the login form says so.
            if request is not None:
                request.waits_for_approval = person.awaits_approval
            return None
        return person

    def _check_password(self, user, password):
        """The person whose password this is, or None; one hash."""
        if user is None:
            return None
        self._did_check_password = True
        return user if user.check_password(password) else None

    def get_user(self, user_id):
        """The person of a session with all that a page's frame shows: the one that came with the session, or in one query."""
        if not isinstance(user_id, int):
            return None
        user = person_along(user_id) or _person_of_session.first(pk=user_id)
        return user if user is not None and self.user_can_authenticate(user) else None


def people_of_sessions():
    """Everybody, with what the frame of a page shows."""
    return with_frame(get_user_model().objects.order_by())


_person_of_session = Planned(lambda pk: people_of_sessions().filter(pk=pk), pk=int)


def people_called(username):
    """Who has this username in any case (uses the unique index), and whether a second step will be asked of them."""
    from helpdesk.accounts.second_factor import with_second_step  # it asks for settings that stand on people

    people = get_user_model().objects.filter(Exact(Lower("username"), Value(username)))
    return with_second_step(people).order_by()


_person_called = Planned(lambda username: people_called(username), username=str)


def person_called(username):
    """The person with this username in any case, or None."""
    return _person_called.first(username=username.lower())
