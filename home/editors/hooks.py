"""What the public side adds to the CMS for its editors; `home.wagtail_hooks` lists it."""

from django.templatetags.static import static
from django.urls import path, reverse
from django.utils.html import format_html
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page
from wagtail.permissions import policy_registry

from home.editors import checks, panels, reviewing, views


@hooks.register("register_admin_urls")
def addresses():
    return [
        path("pages/<int:pk>/reviewed/", views.MarkAsReviewed.as_view(), name="home_review"),
        path("reports/reviews/", views.Reviews.as_view(), name="home_reviews"),
        path("reports/reviews/results/", views.Reviews.as_view(results_only=True), name="home_reviews_results"),
    ]


@hooks.register("construct_homepage_panels")
def first_screen(request, shown):
    shown += [panels.UnansweredMessages(request), panels.NotFound(request), panels.PagesToReview(request)]


@hooks.register("register_page_header_buttons")
def review_button(page, user, view_name, next_url=None):
    if reviewing.may_review(page, user):
        yield Button(_("Mark as reviewed"), reverse("home_review", args=[page.pk]), icon_name="glasses", priority=63)


class ReviewsMenuItem(MenuItem):
    def is_shown(self, request):
        return policy_registry.get_by_type(Page).user_has_permission(request.user, "change")


@hooks.register("register_reports_menu_item")
def reviews_in_the_menu():
    return ReviewsMenuItem(_("Review of pages"), reverse("home_reviews"), name="reviews", icon_name="glasses", order=1050)


@hooks.register("register_log_actions")
def words_of_the_history(actions):
    actions.register_action(reviewing.ACTION, _("Review"), _("Read over and found true"))


@hooks.register("insert_global_admin_css")
def in_the_colours_of_the_site():
    return format_html('<link rel="stylesheet" href="{}">', static("cms/office.css"))


hooks.register("construct_wagtail_userbar", checks.ours)
