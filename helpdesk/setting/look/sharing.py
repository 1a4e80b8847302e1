"""The picture beside a link that somebody passes on: the title of the page on the office's colours."""

import hashlib
import io
import textwrap

from django.core import signing
from django.core.cache import cache
from PIL import Image, ImageDraw, ImageFont

from . import mark
from .colours import BRAND, DARK_BRAND, SIGNAL, WHITE
from .icons import fitted, logo_of, version_of

SIZE = (1200, 630)  # what the services that show such pictures ask for
EDGE = 80
LINES, SIGNS = 4, 30
KEEP = 30 * 24 * 3600  # seconds
DRAWING = "1"  # raise it when the drawing changes
SALT = "helpdesk.setting.look.sharing"


def ticket_for(title, desk):
    """The signed name of the picture: without our signature nobody makes us draw, or say, anything."""
    state = hashlib.sha256(f"{DRAWING}:{version_of(desk)}:{desk.name}:{desk.owner}".encode()).hexdigest()[:8]
    return signing.Signer(salt=SALT).sign_object([state, title[: LINES * SIGNS]]).replace(":", ".")


def title_of(ticket):
    """The title that the signed name carries; raises BadSignature."""
    payload, _dot, signature = ticket.rpartition(".")
    return signing.Signer(salt=SALT).unsign_object(f"{payload}:{signature}")[1]


def rendition_of(image):
    """The editors' own picture, cut to SIZE and public; None where its file is lost."""
    spec = f"fill-{SIZE[0]}x{SIZE[1]}|format-jpeg"
    try:
        focus = image.get_focal_point()
        key = f"{focus.centroid_x}-{focus.centroid_y}-{focus.width}x{focus.height}" if focus else ""
        return image.renditions.filter(filter_spec=spec, focal_point_key=key).first() or image.get_rendition(spec)
    except (OSError, ValueError):
        return None


def picture(title, desk):
    """Return PNG bytes; drawn once for each title and state of the settings, then kept."""
    key = "share-picture:" + hashlib.sha256(ticket_for(title, desk).encode()).hexdigest()
    made = cache.get(key)
    if made is None:
        made = _drawn(title, desk)
        cache.set(key, made, KEEP)
    return made


def _drawn(title, desk):
    canvas = Image.new("RGB", SIZE, DARK_BRAND)
    pen = ImageDraw.Draw(canvas)
    _fade(canvas)
    logo = logo_of(desk)
    sign = fitted(logo, 120, 0.86) if logo else mark.drawn(120)
    if logo:
        corners = Image.new("L", sign.size)
        ImageDraw.Draw(corners).rounded_rectangle([0, 0, 119, 119], 24, fill=255)
        sign.putalpha(corners)
    canvas.paste(sign, (EDGE, EDGE), sign)
    pen.text((EDGE + 150, EDGE + 18), _cut(desk.name, 40), font=_font(44), fill=WHITE)
    pen.text((EDGE + 150, EDGE + 74), _cut(desk.owner, 60), font=_font(28), fill="#dbeefa")
    lines = textwrap.wrap(title, SIGNS, max_lines=LINES, placeholder=" …") or [desk.name]
    size = 72 if len(lines) < LINES else 62
    top = SIZE[1] - EDGE - 20 - round(len(lines) * size * 1.18)
    for number, line in enumerate(lines):
        pen.text((EDGE, top + round(number * size * 1.18)), line, font=_font(size), fill=WHITE)
    pen.rectangle([0, SIZE[1] - 16, SIZE[0], SIZE[1]], fill=SIGNAL)
    made = io.BytesIO()
    canvas.quantize(256, dither=Image.Dither.NONE).save(made, "PNG", optimize=True)
    return made.getvalue()


def _fade(canvas):
    """From the dark blue at the left to the brand's at the right, as the hero of Beranda."""
    step = Image.linear_gradient("L").rotate(90).resize(SIZE)
    canvas.paste(Image.new("RGB", SIZE, BRAND), (0, 0), step.point(lambda value: value * 3 // 4))


def _font(size):
    return ImageFont.load_default(size)  # Pillow's own: no font of the system is needed


def _cut(text, signs):
    return text if len(text) <= signs else text[: signs - 1] + "…"
