"""Addresses of the screens about organisations, below /helpdesk/."""

from django.urls import path

from helpdesk.accounts.views.organisations import duplicates, lists, members, own, record

ONE = "organisasi/<number:pk>/"
PERSON = ONE + "orang/<number:person>/"

urlpatterns = [
    path("organisasi/", lists.OrganisationList.as_view(), name="organisation_list"),
    path("organisasi/baru/", record.NewOrganisation.as_view(), name="organisation_new"),
    path(ONE, record.OneOrganisation.as_view(), name="organisation"),
    path(ONE + "gabung/", duplicates.ChooseOther.as_view(), name="organisation_merge"),
    path(ONE + "gabung/<number:into>/", duplicates.MergeInto.as_view(), name="organisation_merge_into"),
    path(PERSON + "terima/", members.Accept.as_view(), name="organisation_accept"),
    path(PERSON + "tolak/", members.Refuse.as_view(), name="organisation_refuse"),
    path(PERSON + "narahubung/", members.MakeContact.as_view(), name="organisation_contact"),
    path(PERSON + "bukan-narahubung/", members.UnmakeContact.as_view(), name="organisation_no_contact"),
    path(PERSON + "keluarkan/", members.Remove.as_view(), name="organisation_remove"),
    path("organisasi-saya/", own.OwnOrganisation.as_view(), name="own_organisation"),
    path("organisasi-saya/bergabung/", own.Join.as_view(), name="own_organisation_join"),
    path("organisasi-saya/berbagi/", own.Share.as_view(), name="own_organisation_share"),
    path("organisasi-saya/keluar/", own.Leave.as_view(), name="own_organisation_leave"),
]
