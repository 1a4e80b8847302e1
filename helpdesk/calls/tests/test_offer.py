from datetime import date, time

from helpdesk.calls import verbs
from helpdesk.calls.models import CallException
from helpdesk.calls.offer import offers, offers_of
from helpdesk.calls.tests.conftest import MONDAY, hours, moment
from helpdesk.worktime.models import NonWorkingDay


def starts(found):
    return [offer.starts_at for offer in found]


def test_a_weekly_hour_gives_four_times_each_week(office):
    hours(office.officer)
    found = offers(office.department, at=MONDAY, days=8)
    assert starts(found) == [moment(7, 10, m) for m in (0, 15, 30, 45)] + [moment(14, 10, m) for m in (0, 15, 30, 45)]
    assert {offer.officer_id for offer in found} == {office.officer.pk}


def test_only_what_lies_in_working_hours_is_offered(office):
    hours(office.officer, weekday=1, begins=time(11, 30), ends=time(17))
    found = starts(offers(office.department, at=MONDAY, days=3))
    assert moment(7, 11, 45) in found
    assert moment(7, 12, 0) not in found, "the break"
    assert all(moment(7, 12, 30) > at or at >= moment(7, 13, 0) for at in found)
    assert max(found) <= moment(7, 15, 45), "the desk closes at 16.00"


def test_a_public_holiday_and_a_day_off_offer_nothing(office):
    hours(office.officer)
    hours(office.colleague)
    CallException.objects.create(officer=office.colleague, day=date(2020, 7, 7))
    assert {o.officer_id for o in offers(office.department, at=MONDAY, days=2)} == {office.officer.pk}
    NonWorkingDay.objects.create(date=date(2020, 7, 7), name="Libur", kind=NonWorkingDay.Kind.values[0])
    assert offers(office.department, at=MONDAY, days=2) == []


def test_an_exception_with_hours_takes_that_stretch_or_adds_one(office):
    hours(office.officer)
    CallException.objects.create(officer=office.officer, day=date(2020, 7, 7), begins=time(10, 30), ends=time(11))
    CallException.objects.create(officer=office.officer, day=date(2020, 7, 8), is_open=True, begins=time(14), ends=time(14, 30))
    assert starts(offers_of(office.officer, at=MONDAY, days=3)) == [
        moment(7, 10), moment(7, 10, 15), moment(8, 14), moment(8, 14, 15)
    ]  # fmt: skip


def test_nobody_is_offered_who_is_away_deactivated_or_of_another_department(office):
    for person in (office.officer, office.colleague):
        hours(person)
    office.officer.away_until = date(2020, 7, 10)
    office.officer.save()
    assert {o.officer_id for o in offers(office.department, at=MONDAY, days=3)} == {office.colleague.pk}
    assert {o.officer_id for o in offers(office.department, at=MONDAY, days=10)} == {office.officer.pk, office.colleague.pk}
    office.colleague.is_active = False
    office.colleague.save()
    assert offers(office.department, at=MONDAY, days=3) == []
    assert offers(office.other, at=MONDAY, days=10) == []


def test_what_begins_within_the_hour_is_not_offered_any_more(office):
    hours(office.officer)
    assert starts(offers(office.department, at=moment(7, 9, 10), days=1))[0] == moment(7, 10, 15)


def test_capacity_counts_what_is_booked(office, ticket):
    office.officer.call_patterns.update(capacity=2)
    assert offers(office.department, at=MONDAY, days=2)[0].free == 2
    verbs.book(ticket, moment(7, 10), by=office.client, at=MONDAY)
    first = offers(office.department, at=MONDAY, days=2)[0]
    assert (first.starts_at, first.free) == (moment(7, 10), 1)


def test_offers_cost_the_same_for_many_officers(office, django_assert_max_num_queries):
    from helpdesk.tests import factories

    for _n in range(10):
        hours(factories.make_staff(department=office.department))
    with django_assert_max_num_queries(7):
        assert len(offers(office.department, at=MONDAY, days=2)) == 40
