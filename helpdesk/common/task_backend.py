"""Tasks in the database, written by a statement that is put together once: nearly every post leaves one."""

from contextlib import contextmanager
from contextvars import ContextVar

from django_tasks_db import DatabaseBackend
from django_tasks_db.compat import normalize_json

from helpdesk.common import writing

_along = ContextVar("rows_that_go_along", default=())


@contextmanager
def along(task, rows):
    """`with along(task, rows):` a `task` that is enqueued inside takes these new rows of one model, which have their keys, into
    its own statement. Where tasks are kept elsewhere, or run at once, the rows are written first."""
    if not isinstance(task.get_backend(), TaskBackend):
        writing.insert(*rows)
        rows = ()
    token = _along.set(rows)
    try:
        yield
    finally:
        _along.reset(token)


class TaskBackend(DatabaseBackend):
    """The package's own, but for how the row of a task is written."""

    def _task_to_db_task(self, task, args, kwargs):
        from django_tasks_db.models import DBTaskResult, get_date_max  # a backend is made before the models are

        row = DBTaskResult(
            id=self._get_id(), args_kwargs=normalize_json({"args": args, "kwargs": kwargs}), priority=task.priority,
            task_path=task.module_path, queue_name=task.queue_name, backend_name=self.alias,
            run_after=task.run_after or get_date_max(),  # as its listener would put it
        )  # fmt: skip
        writing.insert(row, along=_along.get())
        _along.set(())  # written; a second task inside takes nothing
        return row
