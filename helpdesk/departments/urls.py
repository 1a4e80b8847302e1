"""Addresses of departments, below /helpdesk/."""

from django.urls import path

from helpdesk.departments import views

urlpatterns = [
    path("department/", views.DepartmentList.as_view(), name="department_list"),
    path("department/baru/", views.DepartmentNew.as_view(), name="department_new"),
    path("department/<number:pk>/", views.DepartmentEdit.as_view(), name="department_edit"),
    path("department/<number:pk>/urutan/", views.DepartmentMove.as_view(), name="department_move"),
    path("department/<number:pk>/nonaktif/", views.DepartmentDeactivate.as_view(), name="department_deactivate"),
    path("department/<number:pk>/aktif/", views.DepartmentReactivate.as_view(), name="department_reactivate"),
    path("department/<number:pk>/hapus/", views.DepartmentDelete.as_view(), name="department_delete"),
]
