"""The FAQ's listeners."""

from django.dispatch import receiver
from wagtail.signals import published

from faq.models import FAQEntry


@receiver(published, sender=FAQEntry, dispatch_uid="faq.published")
def tell_whoever_asked(sender, instance, **kwargs):
    instance.tell_the_asker()
