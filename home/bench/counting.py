"""How many statements an answer took, and how long the database had them: header Server-Timing, where it is asked for."""

import os
import time

from django.db import connection

from home.bench.guard import refuse_elsewhere

ASK = "Bench-Count"


class Statements:
    """An execute wrapper: counts, and adds up the time (seconds)."""

    def __init__(self):
        self.count, self.seconds, self.told = 0, 0.0, []

    def __call__(self, execute, sql, params, many, context):
        started = time.perf_counter()
        try:
            return execute(sql, params, many, context)
        finally:
            took = time.perf_counter() - started
            self.count += 1
            self.seconds += took
            self.told.append((sql, params, took))


class Counting:
    """Outermost middleware. A request without the header `Bench-Count` passes untouched, so that nothing is timed with it."""

    def __init__(self, get_response):
        refuse_elsewhere()
        self.get_response = get_response

    def __call__(self, request):
        if ASK not in request.headers:
            return self.get_response(request)
        statements, started = Statements(), time.perf_counter()
        with connection.execute_wrapper(statements):
            answer = self.get_response(request)
        answer["Server-Timing"] = timing(statements.count, statements.seconds, time.perf_counter() - started)
        answer["Bench-Process"] = str(os.getpid())
        return answer


def timing(count, seconds, total):
    return f'sql;dur={seconds * 1000:.3f};desc="{count}", app;dur={total * 1000:.3f}'
