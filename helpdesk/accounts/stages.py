"""The steps of a login between the right password and the session."""

from allauth.account.app_settings import EmailVerificationMethod
from allauth.account.stages import EmailVerificationStage


class ConfirmAtSignup(EmailVerificationStage):
    """allauth asks for a confirmed address at each login, and then does something at the first one only."""

    def handle(self):
        if self.login.email_verification == EmailVerificationMethod.OPTIONAL and not self.login.signup:
            return None, True
        return super().handle()


INSTEAD = {"allauth.account.stages.EmailVerificationStage": f"{__name__}.{ConfirmAtSignup.__name__}"}


def with_ours(stages):
    """allauth's list of steps, ours in the places of those that they replace."""
    return [INSTEAD.get(path, path) for path in stages]
