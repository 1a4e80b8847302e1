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
SOME = 3  # of these some are enough: one template draws them all
DRAWN_ALIKE = ("/layanan/", "/faq/")


def in_sitemap(text):
    """Paths of a sitemap, only the first SOME of the services and of the answers."""
    paths = [re.sub(r"^https?://[^/]+", "", address) for address in re.findall(r"<loc>([^<]+)</loc>", text)]
    alike = [[path for path in paths if path.count("/") > 2 and path.startswith(above)] for above in DRAWN_ALIKE]
    left_out = {path for some in alike for path in some[SOME:]}
    return [path for path in paths if path not in left_out]
