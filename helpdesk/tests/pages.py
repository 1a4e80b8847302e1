"""Comparing answers: what is not yours must look exactly like what never was."""

import re


def bare(answer):
    """Status, headers and body without what differs by nature: the number in the address, the clock, tokens, lengths."""
    # Only the addresses' own numbers and keys are masked.
    body = re.sub(r"(?:/|%2F)tiket(?:/|%2F)[^\"'&?]*", "/tiket/…", answer.content.decode())
    body = re.sub(r"<server-clock.*?</server-clock>", "clock", body, flags=re.DOTALL)
    body = re.sub(r'name="csrfmiddlewaretoken" value="[^"]+"', "token", body)
    headers = {k: v for k, v in answer.items() if k not in {"Content-Length", "Expires"}}  # the second may turn over
    if "Location" in headers:
        headers["Location"] = re.sub(r"tiket/.*", "tiket/…", headers["Location"])
    return answer.status_code, headers, body
