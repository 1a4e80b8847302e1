"""Addresses of the screens about people; the same steps below each of the four."""

from django.urls import path

from helpdesk.accounts.views.people import steps
from helpdesk.accounts.views.people.kinds import KINDS
from helpdesk.accounts.views.people.lists import PeopleList
from helpdesk.accounts.views.people.person import NewPerson, Person
from helpdesk.common import converters  # noqa: F401  (registers `number`)

STEPS = (
    ("nonaktifkan", "deactivate", steps.Deactivate),
    ("aktifkan", "reactivate", steps.Reactivate),
    ("peran", "role", steps.ChangeRole),
    ("undang", "invite", steps.Invite),
    ("dua-langkah", "second_factor", steps.ForgetSecondFactor),
)
DECISIONS = (("setujui", "approve", steps.Approve), ("tolak", "refuse", steps.Refuse))


def of(kind):
    decisions = DECISIONS if kind.slug == "client" else ()
    return [
        path(f"{kind.slug}/", PeopleList.as_view(kind=kind), name=f"{kind.slug}_list"),
        path(f"{kind.slug}/baru/", NewPerson.as_view(kind=kind), name=f"{kind.slug}_new"),
        path(f"{kind.slug}/<number:pk>/", Person.as_view(kind=kind), name=f"{kind.slug}_person"),
        *(
            path(f"{kind.slug}/<number:pk>/{word}/", view.as_view(kind=kind), name=f"{kind.slug}_{name}")
            for word, name, view in (*STEPS, *decisions)
        ),
    ]


urlpatterns = [pattern for kind in KINDS for pattern in of(kind)]
