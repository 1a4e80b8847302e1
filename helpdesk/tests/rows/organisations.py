"""Organisations: who may call which address (helpdesk/tests/permission_table.py).

Nobody on the stage is a contact person; what one may do stands in helpdesk/accounts/tests/test_organisation_pages.py.
"""

from helpdesk.accounts.forms.organisation import OrganisationForm
from helpdesk.common import seen
from helpdesk.tests.rows.words import CLIENTS, MANAGERS, OWNER, Row


def private(stage, ticket):
    return {"private": "yes", "seen": ticket.version}


def company(stage):
    return stage.people["requester"].organisation


def one(stage):
    return [company(stage).pk]


def pair(stage):
    return [company(stage).pk, stage.people["other client"].organisation_id]


def member(stage):
    return [company(stage).pk, stage.people["colleague"].pk]


def new(stage, ticket):
    return {"token": "t" * 32, "name": "CV Baru", "kind": "company"}


def edited(stage, ticket):
    return {"seen": seen.of_record(company(stage), OrganisationForm.Meta.fields), "name": "PT Maju", "kind": "company"}


def merged(stage, ticket):
    return {"people": "members"}


ROWS = [
    Row("helpdesk:ticket_private", 200, 302, OWNER, "open", private),
    Row("helpdesk:ticket_private", 200, 302, OWNER, "closed", private),
    Row("helpdesk:ticket_private", 200, 302, {"other client"}, "foreign", private),
    Row("helpdesk:organisation_list",       200, 405, MANAGERS),
    Row("helpdesk:organisation_new",        200, 302, MANAGERS, data=new),
    Row("helpdesk:organisation",            200, 302, MANAGERS, data=edited, of=one),
    Row("helpdesk:organisation_merge",      200, 405, MANAGERS, of=one),
    Row("helpdesk:organisation_merge_into", 200, 302, MANAGERS, data=merged, of=pair),
    Row("helpdesk:organisation_accept",     405, 409, MANAGERS, of=member),  # a member already
    Row("helpdesk:organisation_refuse",     405, 409, MANAGERS, of=member),
    Row("helpdesk:organisation_contact",    405, 302, MANAGERS, of=member),
    Row("helpdesk:organisation_no_contact", 200, 302, MANAGERS, of=member),
    Row("helpdesk:organisation_remove",     200, 302, MANAGERS, of=member),
    Row("helpdesk:own_organisation",        200, 405, CLIENTS),
    Row("helpdesk:own_organisation_join",   405, 409, CLIENTS),  # all of them belong to a company
    Row("helpdesk:own_organisation_share",  405, 404, CLIENTS),  # for a contact person alone
    Row("helpdesk:own_organisation_leave",  200, 302, CLIENTS),
]  # fmt: skip
