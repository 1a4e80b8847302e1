"""Being away: meanwhile a deputy answers."""

from django.utils import timezone

LONGEST_CHAIN = 5


class Absence:
    """Mixin of User: `away_until` is the last day of the absence, in the site's zone."""

    def is_absent(self, on=None):
        """Away on this day (today), whether somebody stands in or not."""
        return bool(self.away_until and self.away_until >= (on or timezone.localdate()))

    def is_away(self, on=None):
        """Away on this day (today), with a deputy who answers instead."""
        return bool(self.deputy_id and self.is_absent(on))

    def answering(self, on=None):
        """Who answers on this day: the person, or the deputy, or the deputy's deputy.

        Nobody who is deactivated or has left the desk stands in; a circle of absent people leaves it to the first.
        """
        person, seen = self, {self.pk}
        while person.is_away(on):
            deputy = person.deputy
            if not deputy.is_active or not deputy.is_desk or deputy.pk in seen or len(seen) > LONGEST_CHAIN:
                return self
            seen.add(deputy.pk)
            person = deputy
        return person
