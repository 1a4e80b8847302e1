"""The web server, for `make run` and for production."""

import gc
import signal

from config import env
from config.memory import give_back
from config.supervision import end_with_the_supervisor

bind = f"{env.text('HOST', '127.0.0.1')}:{env.number('PORT', 8000)}"
pythonpath = "site"
worker_class = "gthread"
workers = env.number("WEB_CONCURRENCY", 2)
threads = env.number("WEB_THREADS", 4)
preload_app = True  # once, by the process that the workers are forked from: they share what they do not change
timeout = 60  # seconds; what takes longer belongs into a task
graceful_timeout = 30
max_requests, max_requests_jitter = 2000, 200
# Otherwise a socket in the home folder, the same one for every site of this user.
control_socket_disable = True
# The proxy in front says over which scheme a request came.
forwarded_allow_ips = env.text("FORWARDED_ALLOW_IPS", "127.0.0.1")
# No access log: addresses hold one-time links. The proxy in front keeps one.
accesslog = None
loglevel = "warning"

# New objects between two looks for circles among them; Python's own 700 are made and gone several times within one page.
OFTEN = 10_000
RARELY = 5, 5  # so many of these, and what has stayed is looked at too: fewer than Python's ten, since each takes in more


def on_starting(server):
    end_with_the_supervisor(how=signal.SIGQUIT)  # at once: the next start waits for the port


def when_ready(server):
    from helpdesk.attachments import sandbox

    sandbox.stand_ready()  # before the workers are forked: one for all of them
    share()


def share():
    """What every worker would have to make for itself is made here; none of it holds a line to anywhere."""
    from django.db import connections
    from django.urls import reverse

    reverse("helpdesk:ticket_list")  # for which every address of the site is read
    give_back()
    connections.close_all()  # a worker that inherited one would talk into its sister's
    gc.collect()
    gc.freeze()  # the collector writes into all that it looks at, and what is written is no longer shared
    gc.set_threshold(OFTEN, *RARELY)
