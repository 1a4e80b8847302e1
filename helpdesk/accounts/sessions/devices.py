"""What a browser says of itself, in words that people know. It is a claim, good enough to recognise one's own."""

from django.utils.translation import gettext as _

# The first that fits: many browsers name others before themselves.
BROWSERS = (
    ("Edg", "Edge"), ("OPR", "Opera"), ("SamsungBrowser", "Samsung Internet"), ("UCBrowser", "UC Browser"), ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"), ("CriOS", "Chrome"), ("HeadlessChrome", "Chrome"), ("Chrome", "Chrome"), ("Safari", "Safari"),
)  # fmt: skip
SYSTEMS = (
    ("Android", "Android"), ("iPhone", "iPhone"), ("iPad", "iPad"), ("CrOS", "ChromeOS"), ("Windows", "Windows"),
    ("Mac OS X", "macOS"), ("Linux", "Linux"),
)  # fmt: skip


def device_of(user_agent):
    """“Chrome, Android”; “Unknown device” where nothing is recognised."""
    parts = [next((name for sign, name in table if sign in user_agent), "") for table in (BROWSERS, SYSTEMS)]
    return ", ".join(filter(None, parts)) or _("Unknown device")


def is_phone(user_agent):
    """Whether to draw a telephone."""
    return any(sign in user_agent for sign in ("Android", "iPhone", "Mobile"))
