#!/usr/bin/env python
"""Every command of the site: `python manage.py help`."""

import os
import sys
from pathlib import Path

# `site/` is a plain folder on the path, never a package: the standard library owns that name.
sys.path.insert(0, str(Path(__file__).resolve().parent / "site"))


def main():
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    from django.core.management import execute_from_command_line

    from config.supervision import end_with_the_supervisor

    end_with_the_supervisor()
    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
