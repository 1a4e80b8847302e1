"""Addresses below /akun/ that are ours instead of allauth's; they stand before its own."""

from django.urls import path

from helpdesk.accounts.views.login import Login
from helpdesk.accounts.views.second_factor import Authenticate, RemovePasskey
from helpdesk.accounts.views.sessions import sessions
from helpdesk.accounts.views.signup import Signup

urlpatterns = [
    path("login/", Login.as_view(), name="account_login"),
    path("signup/", Signup.as_view(), name="account_signup"),
    path("sessions/", sessions, name="usersessions_list"),
    path("2fa/authenticate/", Authenticate.as_view(), name="mfa_authenticate"),
    path("2fa/webauthn/keys/<int:pk>/remove/", RemovePasskey.as_view(), name="mfa_remove_webauthn"),
]
