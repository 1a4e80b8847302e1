"""Answer captchas as a browser does: by work, or by reading the question. There is no way around them in tests."""

import base64
import hashlib
import json
import re
from html import unescape

from django.conf import settings

from helpdesk.common.captcha import questions


def solved(client):
    """Fetch a challenge and count until it fits; returns what the widget would send."""
    challenge = client.get("/captcha/").json()
    for number in range(settings.CAPTCHA_MAX_NUMBER + 1):
        if hashlib.sha256(f"{challenge['salt']}{number}".encode()).hexdigest() == challenge["challenge"]:
            break
    payload = {key: challenge[key] for key in ("algorithm", "challenge", "salt", "signature")}
    return base64.b64encode(json.dumps({**payload, "number": number}).encode()).decode()


def question_on(html):
    """Return (token, words) of the question for people without JavaScript."""
    token = re.search(r'name="captcha-question" value="([^"]+)"', html)
    words = re.search(r'class="captcha__question"[^>]*>([^<]+)<', html)
    return unescape(token.group(1)), unescape(words.group(1))


def answer_to(words):
    """Read the question as a person would."""
    numbers = [questions.VALUES[word] for word in re.findall(r"[a-z]+", words.lower()) if word in questions.VALUES]
    first, second = numbers
    if any(word in words.lower() for word in ("minus", "kurang", "give away", "berikan", "memberikan")):
        return str(first - second)
    return str(first + second)
