"""The FAQ at the desk, below /helpdesk/faq/ (row B13); mounted by the configuration, behind the desk's lock."""

from helpdesk.common.locked import locked

app_name = "faq_desk"

urlpatterns = locked([])
