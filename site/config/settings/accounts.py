"""Who comes in, and how: django-allauth is the one door, for the CMS too."""

from config import env

AUTH_USER_MODEL = "helpdesk.User"
# One backend only: each login costs exactly one hash, for known and unknown names alike.
AUTHENTICATION_BACKENDS = ["helpdesk.accounts.backends.Backend"]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "helpdesk:dashboard"
LOGOUT_REDIRECT_URL = "/"

PASSWORD_HASHERS = ["helpdesk.accounts.hashers.Argon2id"]
AUTH_PASSWORD_VALIDATORS = [
    {
        "NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator",
        "OPTIONS": {"user_attributes": ["username", "name", "email"]},
    },
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 8}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
PASSWORD_RESET_TIMEOUT = 24 * 3600  # seconds; a link also dies with its first use

ACCOUNT_ADAPTER = "helpdesk.accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "helpdesk.accounts.forms.login.LoginForm",
    "signup": "helpdesk.accounts.forms.signup.SignupForm",
    "reset_password": "helpdesk.accounts.forms.password.ResetPasswordForm",
    "user_token": "helpdesk.accounts.forms.password.LinkForm",
    "reset_password_from_key": "helpdesk.accounts.forms.password.ResetPasswordKeyForm",
    "change_password": "helpdesk.accounts.forms.password.ChangePasswordForm",
    "add_email": "helpdesk.accounts.forms.email.ChangeEmailForm",
}
ACCOUNT_LOGIN_METHODS = {"username", "email"}
# One password field with a button that shows it; two fields make people copy and paste.
ACCOUNT_SIGNUP_FIELDS = ["username*", "email*", "password1*"]
ACCOUNT_UNIQUE_EMAIL = True
# The new client logs in at once (row A2) and confirms the address later, by link.
ACCOUNT_EMAIL_VERIFICATION = "optional"
ACCOUNT_EMAIL_CONFIRMATION_EXPIRE_DAYS = 1
# Known and unknown addresses get the same answer everywhere.
ACCOUNT_PREVENT_ENUMERATION = "strict"
ACCOUNT_EMAIL_UNKNOWN_ACCOUNTS = False  # nobody gets mail from us because a stranger typed their address
ACCOUNT_EMAIL_NOTIFICATIONS = True  # “your password was changed”, to confirmed addresses
ACCOUNT_CHANGE_EMAIL = True  # one address per person; a new one replaces it once confirmed
ACCOUNT_REAUTHENTICATION_REQUIRED = True  # the password again before the address or the second factor changes
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_CONFIRM_EMAIL_ON_GET = False  # mail scanners open links; only a button confirms
ACCOUNT_SESSION_REMEMBER = None
ACCOUNT_USERNAME_MIN_LENGTH = 3
ACCOUNT_USERNAME_BLACKLIST = ["root", "administrator", "system", "sistem", "helpdesk", "support", "postmaster"]
# `login` stands below, as LOGIN_…: those are counted together. `login_failed` is left for codes of the second step, its
# key is the person. `signup` counts every post of an address, right or wrong; offices share one.
ACCOUNT_RATE_LIMITS = {
    "login": None,
    "login_failed": "5/5m/key",
    "signup": "20/h/ip",
    "reset_password": "20/h/ip,3/15m/key",
    "user_token": "helpdesk.accounts.forms.password.LinkForm",
    "reset_password_from_key": "20/m/ip",
    "change_password": "5/m/user",
    "reauthenticate": "10/m/user",
    "manage_email": "10/m/user",
    "confirm_email": "1/3m/key",
}
LOGIN_POSTS_PER_ADDRESS = (60, 60)  # every post of the login page, right or wrong, in seconds; offices share an address
# Wrong passwords for one name from one address: nobody can lock another person out from elsewhere.
LOGIN_FAILED_PER_NAME_AND_ADDRESS = (5, 5 * 60)
LOGIN_FAILED_PER_NAME = (100, 15 * 60)  # wrong passwords for one name from everywhere, in seconds
LOGIN_FAILED_PER_ADDRESS = (20, 60)  # wrong passwords from one address, for whatever name
LOGIN_CAPTCHA_AFTER = (3, 15 * 60)  # wrong passwords per name or address until a captcha is asked for

# How many proxies of ours stand before the site. 0: the header X-Forwarded-For is somebody's claim and is not read.
ALLAUTH_TRUSTED_PROXY_COUNT = env.number("TRUSTED_PROXIES", 0)

MFA_SUPPORTED_TYPES = ["totp", "recovery_codes", "webauthn"]
MFA_PASSKEY_LOGIN_ENABLED = False
MFA_ADAPTER = "helpdesk.accounts.second_factor.MFAAdapter"
MFA_FORMS = {
    "authenticate": "helpdesk.accounts.forms.second_factor.AuthenticateForm",
    "reauthenticate": "helpdesk.accounts.forms.second_factor.ReauthenticateForm",
    "activate_totp": "helpdesk.accounts.forms.second_factor.ActivateTOTPForm",
    "add_webauthn": "helpdesk.accounts.forms.second_factor.AddPasskeyForm",
    "edit_webauthn": "helpdesk.accounts.forms.second_factor.EditPasskeyForm",
}
MFA_TOTP_TOLERANCE = 1  # steps of 30 seconds: the clocks of telephones go wrong
# An unconfirmed address opens nothing here, so nobody can lock its owner out with it; and somebody who is changing
# the address can still do the duty of setting up a second step.
MFA_ALLOW_UNVERIFIED_EMAIL = True

# The notice at /kebijakan-privasi/ that people agree to at registration. Change it with the text.
PRIVACY_NOTICE_VERSION = "2026-11"
PRIVACY_NOTICE_URL = "/kebijakan-privasi/"

# How far a browser may have to count to show that it is none of a robot: some tenths of a second.
CAPTCHA_MAX_NUMBER = 10_000
