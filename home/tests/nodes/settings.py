"""Production, as each of the nodes of the test runs it; only what would need a build or a minute is left out."""

import os

from django.core.mail.utils import DNS_NAME

from config.settings.production import *  # noqa: F403
from config.settings.production import STORAGES

# Nothing was collected; static files are another test's.
STORAGES["staticfiles"] = {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # as the people of the test were made
EMAIL_PORT, EMAIL_USE_TLS = int(os.environ["EMAIL_PORT"]), False
DNS_NAME._fqdn = "nodes.example.go.id"  # asking the network for this machine's own name can take seconds where there is none
