from helpdesk.common.captcha.models import SolvedChallenge
from helpdesk.common.clock import job


@job(hours=6)
def prune_solved_challenges(at=None):
    """Forget which captchas were answered two days ago; they expired long before."""
    return SolvedChallenge.prune(at)
