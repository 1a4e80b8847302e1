"""Setting (row B15): the row of the CMS's settings, in three tabs that each have an address of their own."""

from dataclasses import dataclass

from django.urls import reverse

from helpdesk.common import seen
from helpdesk.common.views.records import RecordView
from helpdesk.setting.forms import TABS
from helpdesk.setting.permissions import SettingPermissions
from helpdesk.settings import DeskSettings


@dataclass(frozen=True)
class Tab:
    """One tab as it is drawn."""

    label: str
    url: str
    is_current: bool


class Setting(RecordView):
    """One tab: `tab` is a key of forms.TABS."""

    permissions = SettingPermissions
    template_name = "helpdesk/setting/setting.html"
    tab = "general"

    @property
    def form_class(self):
        return TABS[self.tab]

    def get_record(self, *, lock):
        if not lock:
            return DeskSettings.current()
        return DeskSettings.objects.select_for_update().order_by("pk").first() or DeskSettings()

    def make_form(self, record, data=None, files=None):
        return self.form_class(data, files, instance=record, user=self.request.user)

    def state_of(self, record):
        return seen.of_record(record, self.form_class.stored_fields())

    def get_success_url(self):
        return address(self.tab)

    def more_context(self, record):
        tabs = [Tab(form.label, address(key), key == self.tab) for key, form in TABS.items()]
        return {"tabs": tabs, "tab": self.tab, "label": self.form_class.label, "picture": self.picture_of(record),
                "tab_template": f"helpdesk/setting/{self.tab}.html"}

    def picture_of(self, record):
        """The picture that this tab shows as the present one, or None."""
        return {"general": record.logo_picture, "footer": record.footer_picture}.get(self.tab)


def address(tab):
    return reverse("helpdesk:setting" if tab == "general" else f"helpdesk:setting_{tab}")
