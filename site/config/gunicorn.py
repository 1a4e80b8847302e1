"""The web server, for `make run` and for production."""

import signal

from config import env
from config.supervision import end_with_the_supervisor

bind = f"{env.text('HOST', '127.0.0.1')}:{env.number('PORT', 8000)}"
pythonpath = "site"
worker_class = "gthread"
workers = env.number("WEB_CONCURRENCY", 2)
threads = env.number("WEB_THREADS", 4)
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


def on_starting(server):
    end_with_the_supervisor(how=signal.SIGQUIT)  # at once: the next start waits for the port


def when_ready(server):
    from helpdesk.attachments import sandbox

    sandbox.stand_ready()  # before the workers are forked: one for all of them
