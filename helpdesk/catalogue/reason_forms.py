"""The form of a reason to ask for a document again."""

from django import forms
from django.utils.text import slugify
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from helpdesk.catalogue.models import DocumentRequirement, RefusalReason
from helpdesk.common.text import PlainText


class ReasonForm(forms.ModelForm):
    """The code follows from the first words, once."""

    label = PlainText(
        label=_("Words to the client"), max_length=120,
        help_text=_("Sent word for word, after the document's name: what is wrong and what to do."),
    )
    label_en = PlainText(label=_("The same in English"), max_length=120, required=False, help_text=_("For officers who work in English; letters go out in Indonesian."))
    documents = forms.MultipleChoiceField(
        label=_("Only for these documents"), widget=forms.CheckboxSelectMultiple, required=False,
        help_text=_("None chosen: for every document."),
    )  # fmt: skip

    class Meta:
        model = RefusalReason
        fields = ["label", "label_en", "sort_order", "is_active", "documents"]
        help_texts = {"sort_order": _("Smaller numbers stand first; the first nine have a number key.")}

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        known = document_names()
        # A code that no service asks for any more stays ticked.
        known |= {code: code for code in self.instance.documents or [] if code not in known}
        self.fields["documents"].choices = sorted(known.items(), key=lambda pair: pair[1].lower())

    def clean_label(self):
        label = " ".join(self.cleaned_data["label"].split())
        if RefusalReason.objects.filter(label__iexact=label).exclude(pk=self.instance.pk).exists():
            raise forms.ValidationError(gettext("This reason stands in the list already."), code="twice")
        return label

    def save(self, commit=True):
        if not self.instance.code:
            self.instance.code = free_code(self.cleaned_data["label"])
        return super().save(commit)


def document_names():
    """{code: name} of every document that a service asks for; where services name one differently, the first name."""
    return dict(DocumentRequirement.objects.order_by("code", "-pk").values_list("code", "name"))


def free_code(label):
    """A code of the first words that no other reason has."""
    stem = slugify(label)[:50].strip("-") or "alasan"
    taken = set(RefusalReason.objects.filter(code__startswith=stem).values_list("code", flat=True))
    number, code = 1, stem
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code
