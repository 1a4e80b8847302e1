"""The weekly hours of Perpres 21/2023 article 4, for a site whose calendar has not been filled in.

37 h 30 min a week, from 07.30, break 60 minutes (Friday 90); in Ramadan 32 h 30 min, from 08.00, break 30 minutes (Friday
60). Closing times follow from equal days; where the break lies within the day is our proposal, which a region may change.
"""

from datetime import time

MON_THU, FRIDAY = range(4), 4

NORMAL = {
    **{day: ((time(7, 30), time(12)), (time(13), time(16))) for day in MON_THU},
    FRIDAY: ((time(7, 30), time(11, 30)), (time(13), time(16, 30))),
}
RAMADAN = {
    **{day: ((time(8), time(12)), (time(12, 30), time(15))) for day in MON_THU},
    FRIDAY: ((time(8), time(11, 30)), (time(12, 30), time(15, 30))),
}
