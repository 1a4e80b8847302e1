"""Fill the questionnaire of a fresh site, and add later what is still missing. Safe to run as often as one likes."""

from django.db import transaction

from helpdesk.common.domain import domain
from helpdesk.evaluations.models import EvaluationQuestion, EvaluationSection

STEP = 10


@transaction.atomic
def load() -> dict[str, int]:
    """Add the sections and questions of row A13 that no record's code names yet; return how many of each.

    A question has the code of its section and its number ("P1" … "M2"). A record that exists is never written to: old
    answers refer to it, and its text belongs to the people who edit it.
    """
    data = domain()["evaluation"]
    sections = _add(
        EvaluationSection,
        [
            EvaluationSection(
                code=row["code"], title=row["title"], title_en=row.get("title_en", ""), sort_order=number * STEP
            )
            for number, row in enumerate(data["sections"], start=1)
        ],
    )
    keys = dict(EvaluationSection.objects.values_list("code", "pk"))
    questions = _add(
        EvaluationQuestion,
        [
            EvaluationQuestion(
                code=f"{row['section_code']}{row['number']}",
                section_id=keys[row["section_code"]],
                text=row["text_id"],
                text_en=row["text_en"],
                skm_element=row["skm_unsur"],
                sort_order=row["number"] * STEP,
            )
            for row in data["questions"]
        ],
    )
    return {"sections": sections, "questions": questions}


def _add(model, rows):
    known = set(model.objects.values_list("code", flat=True))
    # Two set-ups at once may find the same gaps: the second one's rows are dropped by the unique codes.
    return len(model.objects.bulk_create([row for row in rows if row.code not in known], ignore_conflicts=True))
