"""The engine `config.pg`: Django's PostgreSQL, with the server behind it started when somebody connects."""

from django.db.backends.postgresql import base
from django.db.utils import OperationalError

from . import lease, server


class DatabaseWrapper(base.DatabaseWrapper):
    """Started at the first connection and not from the settings: `manage.py check` needs no server."""

    @property
    def folder(self):
        return self.settings_dict["FOLDER"]

    def get_connection_params(self):
        self.settings_dict.update(HOST=str(server.socket_folder(self.folder)), USER=server.SUPERUSER)
        return super().get_connection_params()

    def get_new_connection(self, conn_params):
        if not lease.is_held(self.folder):
            self.ensure()
        try:
            return super().get_new_connection(conn_params)
        except base.Database.OperationalError as error:
            if getattr(error, "pgcode", None) or server.answers(self.folder):
                raise  # the server is there, something else is wrong, e.g. the database does not exist
            self.ensure()  # it was killed beneath us
            return super().get_new_connection(conn_params)

    def ensure(self):
        try:
            server.ensure(self.folder, "helpdesk")
        except base.Database.OperationalError as error:
            raise OperationalError(str(error)) from error
