"""In which order, and turned how, the waiting pages stand: what the sender's form says, held against what is there."""

from dataclasses import dataclass

from django.utils.translation import gettext as _

from helpdesk.attachments.waiting_pages import warnings_of

TURNS = (0, 90, 180, 270)


@dataclass
class Page:
    """`turn`: degrees to the right."""

    name: str
    turn: int = 0

    def __str__(self):
        return f"{self.name}~{self.turn}"

    @property
    def warnings(self):
        """What the person should look at before sending."""
        words = {
            "dark": _("This page is dark. Can it be read? If not, take it again with more light."),
            "blurred": _("This page looks blurred. Can it be read? If not, take it again and hold still."),
        }
        return [words[found] for found in warnings_of(self.name)]


class Order:
    """`pages`: those of the form that are still there, then those that the form does not know yet."""

    def __init__(self, said, there):
        left, self.pages = set(there), []
        for one in said:
            name, _sign, turn = one.partition("~")
            if name in left:
                left.discard(name)
                self.pages.append(Page(name, int(turn) if turn in {str(known) for known in TURNS} else 0))
        self.append(sorted(left))

    def append(self, names):
        self.pages += [Page(name) for name in names]

    def change(self, act, name):
        """Move a page up or down, turn it, or take it out; what is not known changes nothing."""
        place = next((number for number, page in enumerate(self.pages) if page.name == name), None)
        if place is None:
            return
        if act == "turn":
            self.pages[place].turn = (self.pages[place].turn + 90) % 360
        elif act == "remove":
            del self.pages[place]
        elif act in ("up", "down"):
            other = place + (1 if act == "down" else -1)
            if 0 <= other < len(self.pages):
                self.pages[place], self.pages[other] = self.pages[other], self.pages[place]
