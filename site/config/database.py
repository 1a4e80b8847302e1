"""DATABASE_URL, or the embedded PostgreSQL below DATA_DIR."""

from pathlib import Path
from urllib.parse import parse_qsl, unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured


def database(url: str, data_dir: Path) -> dict:
    """Django's description of the database that `url` names; without one, of the embedded PostgreSQL."""
    if not url:
        return {"ENGINE": "config.pg", "NAME": "helpdesk", "FOLDER": data_dir / "postgres"}
    parts = urlsplit(url)
    name = unquote(parts.path.lstrip("/"))
    if parts.scheme not in {"postgres", "postgresql"} or not name:
        raise ImproperlyConfigured(
            "DATABASE_URL must read postgresql://user:password@host:port/name; this site runs on PostgreSQL only."
        )
    options = dict(parse_qsl(parts.query))
    pool = options.pop("pool", "")
    if pool not in {"", "session", "transaction"}:
        raise ImproperlyConfigured(f"DATABASE_URL says pool={pool}; write pool=transaction for a PgBouncer in that mode, or leave it out.")
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": name,
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        # A socket folder has no place in the host part of an address: ?host=/run/postgresql
        "HOST": options.pop("host", "") or unquote(parts.hostname or ""),
        "PORT": str(parts.port or ""),
        "CONN_MAX_AGE": 60,
        "CONN_HEALTH_CHECKS": True,
        # A cursor that the server keeps would stay behind on a connection that the pool gives to somebody else.
        "DISABLE_SERVER_SIDE_CURSORS": pool == "transaction",
        "OPTIONS": options,
    }
