"""What the clock does for the site."""

from django.core.management import call_command

from helpdesk.common.clock import job
from home import figures


@job(hours=1)
def renew_figures(at=None):
    """Count the figures of Beranda anew."""
    return figures.renew(at).answered


@job(minutes=1)
def publish_scheduled_content(at=None):
    """Publish and take down pages and FAQ entries whose time has come."""
    call_command("publish_scheduled", verbosity=0)
    return 0
