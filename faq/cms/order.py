"""The order of the entries within their department, by dragging or by the arrow keys."""

from django.db import transaction
from django.http import JsonResponse
from django.shortcuts import get_object_or_404
from wagtail.log_actions import log
from wagtail.snippets.views.snippets import IndexView, ReorderView

from faq.models import FAQEntry

STEP = 10


class EntryIndexView(IndexView):
    # SECURITY: Wagtail exports every list by ?export=csv and writes the cells raw, formulas and all (LESSONS 49).
    FORMATS = ()

    def order_queryset(self, queryset):
        """While entries are dragged: as the public reads them, department after department."""
        return queryset.in_order() if self.show_ordering_column else super().order_queryset(queryset)


class EntryReorderView(ReorderView):
    """Wagtail's own moves by the numbers, which here repeat in every department and among new entries."""

    @transaction.atomic
    def post(self, request, *args, **kwargs):
        moved = get_object_or_404(FAQEntry, pk=kwargs["pk"])
        list(FAQEntry.objects.select_for_update(of=("self",)).filter(department=moved.department_id).values_list("pk"))
        shown = [one for one in FAQEntry.objects.in_order() if one.pk != moved.pk]
        place = request.GET.get("position", "")
        before = shown[: int(place)] if place.isascii() and place.isdigit() and len(place) < 6 else shown
        mine = [one for one in shown if one.department_id == moved.department_id]
        mine.insert(sum(one.department_id == moved.department_id for one in before), moved)
        for number, one in enumerate(mine, start=1):
            if one.sort_order != number * STEP:
                one.sort_order = number * STEP
                one.save(update_fields=["sort_order"])
        log(instance=moved, action="wagtail.reorder", user=request.user)
        return JsonResponse({"success": True})
