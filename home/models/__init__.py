"""Table of contents: the pages of the public side."""

from home.models.home_page import HomePage, HomePageService
from home.models.service_index_page import ServiceIndexPage
from home.models.standard_page import StandardPage

__all__ = ["HomePage", "HomePageService", "ServiceIndexPage", "StandardPage"]
