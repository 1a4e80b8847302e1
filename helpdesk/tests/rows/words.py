"""The words of the permission table: who there is, and what a row says."""

from collections.abc import Callable
from dataclasses import dataclass

from helpdesk.tests.stage import PEOPLE

NOBODY_HERE = {"anonymous", "deactivated"}
EVERYBODY = set(PEOPLE)
LOGGED_IN = EVERYBODY - NOBODY_HERE
DESK_USERS = LOGGED_IN - {"editor"}
CLIENTS = {"requester", "other client", "colleague"}
DESK = {"staff", "admin", "super admin"}
OWNER = {"requester"}
OWNER_OR_DESK = OWNER | DESK
SEES = OWNER_OR_DESK | {"colleague"}
MANAGERS = {"admin", "super admin"}


@dataclass(frozen=True)
class Row:
    """`on`: the state of the ticket (stage.py); `data` makes the POST from (stage, ticket); `more` gives further parts
    of the address (`of` where there is no ticket)."""

    name: str
    get: int
    post: int
    who: set
    on: str = ""
    data: Callable = lambda stage, ticket: {}
    more: Callable = lambda ticket: []
    path: str = ""
    of: Callable = lambda stage: []  # the parts of an address that belongs to no ticket
