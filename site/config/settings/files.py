"""Where files lie. Private is the default: whoever forgets to choose publishes nothing."""

from pathlib import Path

from config import env

# clamd: `/run/clamav/clamd.ctl` or `host:3310`. Empty: files are not scanned.
CLAMD_ADDRESS = env.text("CLAMD_ADDRESS")


def storages(private: Path, public: Path) -> dict:
    """`default` and `private`: read through a view that asks who you are; `public`: pictures made for pages."""
    private_files = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {
            "location": private / "media",
            "file_permissions_mode": 0o600,
            "directory_permissions_mode": 0o700,
        },
    }
    return {
        "default": private_files,
        "private": private_files,
        "public": {
            "BACKEND": "django.core.files.storage.FileSystemStorage",
            "OPTIONS": {"location": public, "base_url": "/media/", "file_permissions_mode": 0o644},
        },
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
