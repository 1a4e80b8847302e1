"""Telling the tickets of a load one after the other, in batches of lines for COPY."""

from collections import Counter
from dataclasses import dataclass

from home.load import vocabulary
from home.load.life import Life
from home.load.moments import DAY
from home.load.plots import live, plot_for

BATCH = 1_000
SHARED = 0.02  # tickets that a colleague watches
BY_PHONE = 0.04  # tickets that an officer enters for the client
FIRST_NUMBER = 1001
# The two tickets that a benchmark opens: so many public messages, begun so many days ago.
LONG_TALKS = {20: 20, 500: 200}
# Growth compares pages of one length, so at every size the longest queue has a full page of what waits for the client, and something
# of each kind of work: (plots in turns, so many of each, the last of every so many tickets until so many days ago).
RESTING = ((("replied", "asked"), 30, 3, 6), (("unchecked", "taken"), 16, 1, 0))
AT_MOST = 200  # one ticket in so many of each, so that a small load has some per cent open too
UNCHECKED = {"unchecked", "taken"}  # work of its own kind only where no documents wait to be checked


@dataclass
class Named:
    """What a benchmark asks for by its number."""

    talks: dict
    rare: list


class Teller:
    """`batches(count)` gives ({table: lines}, how many tickets so far) until all are told."""

    def __init__(self, world, shelf, arrivals, sources):
        self.world, self.shelf, self.arrivals, self.sources = world, shelf, arrivals, sources
        self.named = Named({}, [])
        self.told = Counter()  # tickets of each department so far

    def batches(self, count):
        ledger = self.world.ledger
        rare = _places_of_the_rare_word(count)
        talks, resting = self._places_of_talks(count), self._places_of_resting(count)
        for place in range(count):
            if place in talks:
                self._long_talk(place, count, talks[place], is_rare=place in rare)
            elif place in rare or place not in resting or not self._rest(place, count, resting[place]):
                life = self._begin(place, count, share=rare.get(place))
                live(life, plot_for(self.world.base - life.created_at, self.world.random))
            if (place + 1) % BATCH == 0 or place + 1 == count:
                yield ledger.take(), place + 1

    def _places_of_talks(self, count):
        """A small load has them beside each other, so that they are two whatever its size."""
        places = {}
        for length, days in LONG_TALKS.items():
            place = self.arrivals.place_before(self.world.base - days * DAY, count)
            while place in places:
                place = place - 1 if place else place + 1
            places[place] = length
        return places

    def _places_of_resting(self, count):
        """{place: plot}."""
        found = {}
        for plots, enough, every, days in RESTING:
            end = self.arrivals.place_before(self.world.base - days * DAY, count)
            places = range(end, 0, -every)[: min(enough, count // AT_MOST) * len(plots)]
            found |= {place: plots[turn % len(plots)] for turn, place in enumerate(places) if place not in found}
        return found

    def _rest(self, place, count, plot):
        """Tell a ticket of the longest queue that takes its time; False where this client can ask that department for none."""
        client = self.world.cast.client(self.world.random())
        busiest = max(self.told, key=self.told.get, default=None)
        theirs = [offer for offer in self.shelf.of_kind[client.kind].offers if offer.department == busiest and not offer.has_call]
        offers = [offer for offer in theirs if plot not in UNCHECKED or not offer.papers]
        if offers:
            live(self._begin(place, count, client=client, offer=max(offers, key=lambda offer: offer.seconds)), plot)
        return bool(offers)

    def _begin(self, place, count, *, is_rare=False, client=None, offer=None, share=None):
        """Submit one ticket and return its life. `share`: of one with the rare word, and instead of the dice for who asks for what:
        so a department finds as many in a load of any size."""
        world, random, writer = self.world, self.world.random, self.world.writer
        client = client or world.cast.client(random() if share is None else share)
        offer = offer or self.shelf.choose(client.kind, random() if share is None else share)
        self.told[offer.department] += 1
        at = self.arrivals.of(place, count, 0.05 + 0.9 * random())
        people = world.cast.staff.get(offer.department) or [world.cast.admin]
        life = Life(world, offer, client, people[int(random() * len(people))], at)
        life.is_by_proxy = random() < 0.1
        title = writer.frame(vocabulary.TOPICS) if offer.is_free else offer.title
        by_phone = random() < BY_PHONE
        source = self.sources[int(random() ** 2 * len(self.sources))]
        life.submit(
            title, self._description(life, title, is_rare or share is not None), source, by=life.officer if by_phone else None, number=FIRST_NUMBER + place
        )
        if random() < SHARED:
            watcher = world.cast.admin if len(people) == 1 or life.officer == people[0] else people[0]
            life.watch(watcher, life.officer)
        return life

    def _description(self, life, title, is_rare):
        writer, client, offer = self.world.writer, life.client, life.offer
        values = self.shelf.inputs | {"nama": client.name, "nama_badan_usaha": client.acting_for, "npwp": client.npwp or "belum ada"}
        parts = [offer.describe(values) if len(offer.template) > 1 or offer.template[0] else f"{title}.", writer.frame()]
        if writer.random() < 0.6:
            parts.append(writer.frame())
        if writer.random() < 0.5:
            parts.append(writer.letter(offer.code, 1970 + life.created_at // (365 * DAY + DAY // 4)))
        if is_rare:
            parts.append(vocabulary.RARE_SENTENCE)
            self.named.rare.append(life.pk)
        if writer.random() < vocabulary.PHRASE_SHARE:
            parts.append(vocabulary.PHRASE_SENTENCE)
        return " ".join(parts)

    def _long_talk(self, place, count, length, *, is_rare):
        """An open ticket with exactly `length` public messages, of the first client, for an officer of its department."""
        world, client = self.world, self.world.cast.clients[0]
        offer = next(offer for offer in self.shelf.of_kind[client.kind].offers if offer.is_free)
        life = self._begin(place, count, is_rare=is_rare, client=client, offer=offer)
        life.wait(1)
        life.take()
        step = max(60, world.ruler.between(life.at, world.base) // (length + 2))
        for number in range(length):
            life.be_at(min(world.ruler.add(life.at, step), world.base - length + number))
            life.reply(world.writer.client()) if number % 2 else life.answer(world.writer.officer())
        self.named.talks[length] = life.number
        life.end()


def _places_of_the_rare_word(count):
    """{place: share}: spread over all the years, and over all who ask."""
    shares = [(number + 0.5) / vocabulary.RARE_TICKETS for number in range(vocabulary.RARE_TICKETS)]
    return {int(share * count): share for share in shares}
