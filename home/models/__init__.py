"""Table of contents: the pages of the public side, the announcements, and the figures of Beranda."""

from home.models.announcement import Affected, Announcement
from home.models.announcement_index_page import AnnouncementIndexPage
from home.models.figures import Figures
from home.models.home_page import HomePage, HomePageService
from home.models.service_index_page import ServiceIndexPage
from home.models.standard_page import StandardPage

__all__ = [
    "Affected", "Announcement", "AnnouncementIndexPage", "Figures", "HomePage", "HomePageService", "ServiceIndexPage", "StandardPage",
]
