from django.contrib.postgres.operations import ValidateConstraint
from django.db import migrations


class Migration(migrations.Migration):

    dependencies = [("helpdesk", "0012_document_desk")]

    operations = [ValidateConstraint(model_name="ticket", name="held_by_somebody_for_a_reason")]
