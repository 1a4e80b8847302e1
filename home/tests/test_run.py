import socket

import pytest
from django.core.management import CommandError

from home.management.commands import run


def test_an_occupied_port_is_a_sentence_that_offers_another():
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]
        with pytest.raises(CommandError, match=rf"cannot listen on 127.0.0.1:{port} .* make run PORT="):
            run.refuse_an_occupied_port("127.0.0.1", port, patience=0.3)
    run.refuse_an_occupied_port("127.0.0.1", port)
