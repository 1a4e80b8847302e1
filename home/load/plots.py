"""What becomes of the tickets of a load. Each plot ends where the ticket rests, or with Today."""

from bisect import bisect_right
from itertools import accumulate
from math import exp

from helpdesk.tickets.models import Status
from home.load.life import Today
from home.load.moments import DAY
from home.load.vocabulary import OFFICES

# Of those that end, and of those that lie about; the second kind is frequent among the newest only: some per cent of all.
ENDING = {"ordinary": 62, "corrected": 12, "questioned": 10, "escalated": 5, "rejected": 4, "cancelled": 3}
LYING = {"forgotten": 5, "unfinished": 3, "answered": 5, "asked": 3, "refused": 3, "passed_on": 2, "waiting_for_call": 3, "unchecked": 4}
LYING_NOW, FADES, LYING_ALWAYS = 0.35, 60 * DAY, 0.005
EVALUATED = 0.3


class _Dice:
    def __init__(self, weights):
        self.names, self.ends = list(weights), list(accumulate(weights.values()))

    def throw(self, dice):
        return self.names[bisect_right(self.ends, dice * self.ends[-1])]


_ending, _lying = _Dice(ENDING), _Dice(LYING)


def plot_for(age, random):
    """The name of a plot for a ticket that came `age` seconds ago."""
    lies = random() < LYING_NOW * exp(-age / FADES) + LYING_ALWAYS
    return (_lying if lies else _ending).throw(random())


def live(life, name):
    """Tell it as far as it has come, and write it down."""
    try:
        PLOTS[name](life)
        if life.closed_at:
            _after(life)
    except Today:
        pass
    if life.closed_at:
        life.delete_papers()
    life.end()


def _after(life):
    if life.status is Status.CLOSED and life.random() < EVALUATED:
        life.wait(4)
        life.evaluate()


def _arrive(life, *, refuse=False):
    """Documents come, an officer takes the ticket and checks them."""
    life.send_papers()
    life.wait(1)
    life.take()
    if not life.unchecked:
        return
    life.wait(2)
    life.check(refuse=refuse)
    if life.status is Status.PENDING:
        life.wait(9)
        life.correct()
        life.wait(3)
        life.check()


def _call(life):
    life.wait(3)
    if life.random() < 0.15:
        life.call("no_answer")
        life.wait(5)
    life.call("matches")


def _talk(life):
    """Some replies: with the answer at the closing and the result of a check there are about four messages a ticket."""
    writer = life.world.writer
    for _turn in range(1 + int(life.random() * 2.2)):
        life.wait(2)
        life.answer(writer.officer())
        if life.random() < 0.2:
            life.note()
        if life.random() < 0.75:
            life.wait(3)
            life.reply(writer.client())


def _finish(life):
    life.wait((1, 2, 4, 8, 16)[int(life.random() * 5)])
    life.close()


def _ordinary(life, *, refuse=False):
    _arrive(life, refuse=refuse)
    if life.status is Status.VIDEO_CALL:
        _call(life)
    _talk(life)
    _finish(life)


def _corrected(life):
    _ordinary(life, refuse=True)


def _asked(life):
    life.send_papers()
    life.wait(1)
    life.take()
    life.wait(2)
    life.ask()


def _questioned(life):
    _asked(life)
    life.wait(6)
    life.reply(life.world.writer.client())
    _talk(life)
    _finish(life)


def _passed_on(life):
    life.send_papers()
    life.wait(1)
    life.take()
    life.wait(3)
    life.escalate(life.world.writer.pick(OFFICES), f"{int(life.random() * 9000) + 1000}")


def _escalated(life):
    _passed_on(life)
    life.wait(12)
    life.come_back()
    _talk(life)
    _finish(life)


def _rejected(life):
    life.send_papers()
    life.wait(1)
    life.take()
    life.wait(4)
    life.reject()


def _cancelled(life):
    life.wait(5)
    life.cancel()


def _forgotten(life):
    """Lies in the queue: this is how tickets become overdue."""
    life.send_papers()
    if life.random() < 0.4:
        life.wait(1)
        life.take()


def _unfinished(life):
    """The client has not sent everything yet."""
    life.send_papers(all_of_them=False)


def _answered(life):
    _arrive(life)
    _talk(life)


def _replied(life):
    """The desk has written; the client has not read it yet."""
    _arrive(life)
    life.wait(2)
    life.answer(life.world.writer.officer())


def _refused(life):
    """A document was refused; the client has not sent it again."""
    life.send_papers()
    life.wait(1)
    life.take()
    life.wait(2)
    if life.unchecked:
        life.check(refuse=True)


def _waiting_for_call(life):
    _arrive(life)


def _unchecked(life):
    life.send_papers()


def _taken(life):
    life.send_papers()
    life.wait(0.1)
    life.take()


PLOTS = {
    "ordinary": _ordinary, "corrected": _corrected, "questioned": _questioned, "escalated": _escalated, "rejected": _rejected,
    "cancelled": _cancelled, "forgotten": _forgotten, "unfinished": _unfinished, "answered": _answered, "asked": _asked,
    "replied": _replied, "refused": _refused, "passed_on": _passed_on, "waiting_for_call": _waiting_for_call, "unchecked": _unchecked,
    "taken": _taken,
}  # fmt: skip
