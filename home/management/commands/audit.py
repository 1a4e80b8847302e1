"""`make audit`: Lighthouse on a phone profile for five pages, the Nu HTML checker for every public one."""

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from home.audit import html, lighthouse, pages, server, tools


class Command(BaseCommand):
    help = "Measure the public pages as production serves them (needs Node.js, npm, Java and Chromium)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--html-only", action="store_true", help="Leave Lighthouse out.")
        parser.add_argument("--install-checker", action="store_true", help="Install the HTML checker for the tests, measure nothing.")

    def handle(self, *, html_only, install_checker, **options):
        if settings.SETTINGS_MODULE != "config.settings.audit":
            raise CommandError("Please start it by “make audit”, which chooses the settings of production.")
        try:
            tools.install("html-checker")
            tools.program("java")
            if not (html_only or install_checker):
                tools.install("lighthouse")
                tools.chromium()
        except tools.Missing as missing:
            raise CommandError(str(missing)) from missing
        if install_checker:
            return
        prepare()
        with server.running() as address:
            is_well = self.check_html(address)
            is_well = (html_only or self.measure(address)) and is_well
        if not is_well:
            raise CommandError("Not good enough yet.")

    def check_html(self, address):
        paths = [*pages.in_sitemap(server.get(f"{address}/sitemap.xml")), *pages.BESIDE]
        documents = {f"{path} ({code})": server.get(address + path, code) for code, _name in settings.LANGUAGES for path in paths}
        found = html.errors(documents)
        self.stdout.write(f"HTML: {len(documents)} documents, {len(found)} errors")
        self.stdout.writelines(f"  {sentence}\n" for sentence in found)
        return not found

    def measure(self, address):
        is_well = True
        self.stdout.write(f"{'Lighthouse (phone)':<20}" + "".join(f"{name:>16}" for name in (*lighthouse.CATEGORIES, "weight", "requests")))
        for name, path in pages.LIGHTHOUSE.items():
            server.get(address + path)  # the first visitor of the minute has drawn it
            found = lighthouse.best_of(address + path)
            cells = [*found.scores.values(), f"{found.weight / 1000:.1f} kB", len(found.requests)]
            self.stdout.write(f"{name:<20}" + "".join(f"{cell:>16}" for cell in cells))
            self.stdout.writelines(f"    {sentence}\n" for sentence in found.lost)
            is_well = is_well and min(found.scores.values()) >= lighthouse.ENOUGH
        return is_well


def prepare():
    """As `make run` does, on the same data; the demo's people are not needed for pages that visitors read."""
    call_command("translations", compile=True, verbosity=0)
    # What only the CMS needs is left out: compressing it takes minutes.
    call_command("collectstatic", interactive=False, clear=True, ignore_patterns=["wagtail*", "rest_framework"], verbosity=0)
    call_command("setup", person=False, verbosity=0)
