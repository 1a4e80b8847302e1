"""Table of contents: the pages of the public side, and the announcements."""

from home.models.announcement import Affected, Announcement
from home.models.announcement_index_page import AnnouncementIndexPage
from home.models.home_page import HomePage, HomePageService
from home.models.service_index_page import ServiceIndexPage
from home.models.standard_page import StandardPage

__all__ = [
    "Affected", "Announcement", "AnnouncementIndexPage", "HomePage", "HomePageService", "ServiceIndexPage", "StandardPage",
]
