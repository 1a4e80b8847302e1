"""Which addresses are measured."""

import re

LIGHTHOUSE = {
    "Beranda": "/", "FAQ": "/faq/", "Service": "/layanan/mail-baru/", "Kontak": "/kontak/", "Login": "/akun/login/",
}  # fmt: skip
# What no sitemap names but everybody can reach.
BESIDE = (
    "/cari/", "/cari/?q=email", "/cari/?q=zzzzqqqq", "/faq/?q=email", "/layanan/?q=email", "/akun/login/", "/akun/signup/",
    "/akun/password/reset/", "/akun/password/reset/done/", "/tidak-ada/",
)  # fmt: skip
SERVICES = 3  # of these pages some are enough: one template draws them all


def in_sitemap(text):
    """Paths of a sitemap, only the first SERVICES of the services."""
    paths = [re.sub(r"^https?://[^/]+", "", address) for address in re.findall(r"<loc>([^<]+)</loc>", text)]
    services = [path for path in paths if path.count("/") > 2 and path.startswith("/layanan/")]
    return [path for path in paths if path not in services[SERVICES:]]
