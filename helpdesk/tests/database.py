"""Test databases: migrated once into a template, then copied. A copy takes 0.2 s, the migrations 10 s."""

import hashlib
import os

from django.conf import settings
from django.core.management import call_command
from django.db import connection

LOCK = 0x48454C50  # any number; the same for all who build templates on this server


def create() -> str:
    """Make the database of this process and point the connection at it; returns its name."""
    template, name = template_name(), f"test_helpdesk_{os.getpid()}"
    with connection._nodb_cursor() as cursor:
        cursor.execute("SELECT pg_advisory_lock(%s)", [LOCK])
        try:
            if not exists(cursor, template):
                build(cursor, template)
            for left_over in [name, *abandoned(cursor)]:
                cursor.execute(f'DROP DATABASE IF EXISTS "{left_over}" WITH (FORCE)')
            cursor.execute(f'CREATE DATABASE "{name}" TEMPLATE "{template}"')
        finally:
            cursor.execute("SELECT pg_advisory_unlock(%s)", [LOCK])
    point_at(name)
    return name


def drop(name: str) -> None:
    connection.close()
    with connection._nodb_cursor() as cursor:
        cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')


KEPT = {"django_content_type", "auth_permission"}  # the same after every migration


def empty() -> bool:
    """Take out all rows after a transactional test; False where only a superuser of the server could.

    Django's flush truncates: a hundred tables and all their indexes get new files, which takes 0.5 to 2 s. The few rows
    of a test are deleted in a tenth of that. As a replica would, so that neither order nor triggers stand in the way.
    """
    tables = [name for name in connection.introspection.django_table_names(only_existing=True) if name not in KEPT]
    with connection.cursor() as cursor:
        cursor.execute("SELECT rolsuper FROM pg_roles WHERE rolname = current_user")
        if not cursor.fetchone()[0]:
            return False
        deletes = "; ".join(f'DELETE FROM "{name}"' for name in tables)
        cursor.execute(f"SET session_replication_role = replica; {deletes}; SET session_replication_role = DEFAULT")
    return True


def point_at(name: str) -> None:
    connection.close()
    connection.settings_dict["NAME"] = name


def template_name() -> str:
    """One name for each state of what shapes an empty database."""
    base = settings.BASE_DIR
    files = [base / "requirements.txt", *sorted((base / "site/config/settings").glob("*.py"))]
    for app in ("home", "faq", "contact", "helpdesk"):
        files += sorted((base / app / "migrations").glob("*.py"))
    digest = hashlib.sha256()
    for file in files:
        digest.update(str(file.relative_to(base)).encode() + b"\0" + file.read_bytes())
    return f"tpl_{digest.hexdigest()[:16]}"


def exists(cursor, name: str) -> bool:
    cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
    return cursor.fetchone() is not None


def build(cursor, template: str) -> None:
    """Migrate into a name of its own first, so that a killed run leaves no half template."""
    cursor.execute("SELECT datname FROM pg_database WHERE datname LIKE 'tpl\\_%'")
    for (old,) in cursor.fetchall():
        cursor.execute(f'DROP DATABASE IF EXISTS "{old}" WITH (FORCE)')
    unfinished = f"{template}_unfinished"
    cursor.execute(f'CREATE DATABASE "{unfinished}"')
    point_at(unfinished)
    call_command("migrate", verbosity=0, interactive=False)
    call_command("createcachetable", verbosity=0)
    connection.close()
    cursor.execute(f'ALTER DATABASE "{unfinished}" RENAME TO "{template}"')


def abandoned(cursor) -> list[str]:
    """Databases of test processes that are gone (on this machine)."""
    cursor.execute(
        "SELECT datname FROM pg_database d WHERE datname LIKE 'test\\_helpdesk\\_%'"
        " AND NOT EXISTS (SELECT 1 FROM pg_stat_activity a WHERE a.datid = d.oid)"
    )
    return [name for (name,) in cursor.fetchall() if not is_running(name.rpartition("_")[2])]


def is_running(pid: str) -> bool:
    try:
        os.kill(int(pid), 0)
    except ProcessLookupError:
        return False
    except (PermissionError, ValueError):
        pass
    return True
