"""Admins, staff, clients, editors: who may call which address (helpdesk/tests/permission_table.py)."""

from helpdesk.tests.rows.words import MANAGERS, Row

SUPER = {"super admin"}


def new(stage, ticket):
    return {"name": "Dewi Lestari", "username": "dewi.l", "email": "dewi.l@example.id", "token": "t" * 32}


def screen(kind, who, name, role):
    """The rows of one screen; `name`: whose account is opened there."""

    def of(stage):
        return [stage.people[name].pk]

    def edited(stage, ticket):
        return {"name": "Nama Baru", "username": stage.people[name].username, "email": stage.people[name].email}

    return [
        Row(f"helpdesk:{kind}_list",       200, 405, who),
        Row(f"helpdesk:{kind}_new",        200, 302, who, data=new),
        Row(f"helpdesk:{kind}_person",     200, 409, who, of=of, data=edited),  # without “seen”: made from another state
        Row(f"helpdesk:{kind}_deactivate", 200, 302, who, of=of),
        Row(f"helpdesk:{kind}_reactivate", 409, 409, who, of=of),
        Row(f"helpdesk:{kind}_role",       200, 302, who, of=of, data=lambda stage, ticket: {"role": role}),
        Row(f"helpdesk:{kind}_invite",     200, 302, who, of=of),
        Row(f"helpdesk:{kind}_second_factor", 409, 409, who, of=of),  # they have none
    ]  # fmt: skip


ROWS = [
    *screen("admin", SUPER, "admin", "editor"),
    *screen("staff", MANAGERS, "other staff", "editor"),
    *screen("client", MANAGERS, "other client", "editor"),
    *screen("editor", MANAGERS, "editor", "client"),
    Row("helpdesk:admin_reactivate", 200, 302, SUPER, of=lambda stage: [stage.people["deactivated"].pk]),
    Row("helpdesk:client_approve", 409, 409, MANAGERS, of=lambda stage: [stage.people["other client"].pk]),
    Row("helpdesk:client_refuse", 409, 409, MANAGERS, of=lambda stage: [stage.people["other client"].pk]),
    # On the screen of another kind nobody stands.
    Row("helpdesk:staff_person", 404, 404, MANAGERS, of=lambda stage: [stage.people["super admin"].pk]),
    Row("helpdesk:staff_deactivate", 404, 404, MANAGERS, of=lambda stage: [stage.people["super admin"].pk]),
    Row("helpdesk:client_person", 404, 404, MANAGERS, of=lambda stage: [stage.people["admin"].pk]),
]
