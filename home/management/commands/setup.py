"""From an empty database to a site that works; again and again, for production too."""

import sys
from importlib import import_module

from django.conf import settings
from django.core.cache import caches
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email
from django.db import transaction

from config import env
from helpdesk.common.cache_table import CacheTable

# In this order; each adds what is missing and never overwrites what somebody edited.
STEPS = {
    "groups": "helpdesk.accounts.groups.ensure",
    "pages": "home.setup.pages",
    "catalogue": "helpdesk.catalogue.load.load",
    "working hours and holidays": "helpdesk.worktime.load.load",
    "evaluation questions": "helpdesk.evaluations.load.load",
    "FAQ": "faq.load.load",
    "approval of the FAQ": "faq.workflow.ensure",
}


class Command(BaseCommand):
    help = "Prepare the database: tables, pages, groups, catalogue, and the first Super Admin (SETUP_EMAIL or a prompt)."
    requires_system_checks = []

    def add_arguments(self, parser):
        parser.add_argument("--no-person", dest="person", action="store_false", help="invite no first Super Admin")

    def handle(self, person=True, **options):
        call_command("createcachetable", verbosity=0)  # first: what is saved meanwhile clears kept pages
        if isinstance(caches["default"], CacheTable):
            caches["default"].write_no_log()
        call_command("migrate", interactive=False, verbosity=0)
        from helpdesk.audit import origin

        with origin.silent():  # what is shipped was decided by nobody here
            for name, path in STEPS.items():
                if options.get("verbosity", 1) > 1:
                    self.stdout.write(f"{name} …")
                module, _, function = path.rpartition(".")
                getattr(import_module(module), function)()
        if person:
            self.first_super_admin()

    def first_super_admin(self):
        from helpdesk.accounts import addresses, mails
        from helpdesk.accounts.models import Role, User

        if User.objects.filter(role=Role.SUPERADMIN, is_active=True).exists():
            return
        email = env.text("SETUP_EMAIL")
        if not email and sys.stdin.isatty():
            email = input("Email of the first Super Admin (empty: none now): ").strip()
        if not email:
            self.stdout.write("There is no Super Admin yet: set SETUP_EMAIL and run setup again.")
            return
        try:
            validate_email(email)
        except ValidationError:
            raise CommandError(f"{email} is not an email address.") from None
        if User.objects.filter(email__iexact=email).exists():
            raise CommandError(f"{email} belongs to somebody already; choose another address.")
        with transaction.atomic():
            user = User.objects.create_user(
                username=free_username(), email=email, name=email.partition("@")[0], role=Role.SUPERADMIN
            )
            addresses.ensure_address(user, verified=True)
            mails.password_reset.enqueue(user.email, settings.LANGUAGE_CODE)
        self.stdout.write(f"An invitation to set a password is on its way to {email}.")


def free_username(wanted="superadmin"):
    from helpdesk.accounts.models import User

    taken = set(User.objects.filter(username__istartswith=wanted).values_list("username", flat=True))
    return next(name for name in (wanted, *(f"{wanted}{n}" for n in range(2, 10_000))) if name not in taken)
