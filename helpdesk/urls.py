"""The desk's addresses, a table of contents. The whole list is locked once; see common/locked.py."""

app_name = "helpdesk"
urlpatterns = []
