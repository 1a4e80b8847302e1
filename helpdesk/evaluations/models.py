"""The questionnaire of row A13 and its answers; each question carries an element of the SKM survey (DOMAIN 1.5)."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from helpdesk.common.language import in_language
from helpdesk.evaluations.verbs import EvaluationManager


class Score(models.IntegerChoices):
    """The four-point scale of PermenPANRB 14/2017, in the words of the manual."""

    NOT_SATISFACTORY = 1, _("Not Satisfactory")
    LESS_SATISFACTORY = 2, _("Less Satisfactory")
    SATISFYING = 3, _("Satisfying")
    VERY_SATISFACTORY = 4, _("Very Satisfactory")


class EvaluationSection(models.Model):
    """A heading of the questionnaire."""

    code = models.SlugField(_("code"), max_length=20, unique=True)
    title = models.CharField(_("title"), max_length=120)
    title_en = models.CharField(_("title in English"), max_length=120, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)

    class Meta:
        verbose_name = _("section of the evaluation")
        verbose_name_plural = _("sections of the evaluation")
        ordering = ["sort_order", "pk"]

    def __str__(self):
        return in_language(self.title, self.title_en)


class EvaluationQuestion(models.Model):
    """One question. Deactivate it instead of changing its meaning: old answers refer to it."""

    section = models.ForeignKey(EvaluationSection, models.PROTECT, related_name="questions", verbose_name=_("section"))
    code = models.SlugField(_("code"), max_length=20, unique=True)
    text = models.CharField(_("question"), max_length=300)
    text_en = models.CharField(_("question in English"), max_length=300, blank=True)
    skm_element = models.CharField(_("SKM element"), max_length=3, blank=True)
    sort_order = models.PositiveSmallIntegerField(_("order"), default=100)
    is_active = models.BooleanField(_("active"), default=True)

    class Meta:
        verbose_name = _("question of the evaluation")
        verbose_name_plural = _("questions of the evaluation")
        ordering = ["section__sort_order", "sort_order", "pk"]

    def __str__(self):
        return in_language(self.text, self.text_en)


class Evaluation(models.Model):
    """What the requester thought of a closed ticket: once (the one-to-one key refuses a second)."""

    ticket = models.OneToOneField("helpdesk.Ticket", models.PROTECT, related_name="evaluation")
    by = models.ForeignKey("helpdesk.User", models.PROTECT, related_name="+")
    comment = models.TextField(_("Your suggestions (optional)"), max_length=1000, blank=True)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = EvaluationManager()

    class Meta:
        verbose_name = _("evaluation")
        verbose_name_plural = _("evaluations")

    def __str__(self):
        return f"{self.ticket_id}"


class EvaluationAnswer(models.Model):
    """One score for one question."""

    evaluation = models.ForeignKey(Evaluation, models.PROTECT, related_name="answers")
    question = models.ForeignKey(EvaluationQuestion, models.PROTECT, related_name="+")
    score = models.PositiveSmallIntegerField(choices=Score)

    class Meta:
        ordering = ["question__section__sort_order", "question__sort_order", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["evaluation", "question"], name="one_answer_per_question"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=4), name="score_is_1_to_4"),
        ]

    def __str__(self):
        return f"{self.question_id}: {self.score}"
