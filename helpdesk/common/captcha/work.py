"""A solved proof of work as the browser sends it: is it sound, and does it still count?"""

import base64
import json

import altcha
from django.conf import settings

from helpdesk.common.captcha.models import SolvedChallenge

MAX_PAYLOAD = 4000


def is_solved(payload):
    """Whether it answers a challenge of ours that has not expired. Whether it was used already is not asked."""
    try:
        return altcha.verify_solution(payload[:MAX_PAYLOAD], settings.ALTCHA_HMAC_KEY, check_expires=True)[0]
    except Exception:
        return False


def key_of(payload):
    """The name under which a payload that is_solved is spent."""
    return f"w:{json.loads(base64.b64decode(payload).decode())['challenge']}"


def still_counts(payload):
    """Whether it would be accepted now, without spending it."""
    return bool(payload) and is_solved(payload) and SolvedChallenge.is_open(key_of(payload), allowed=1)
