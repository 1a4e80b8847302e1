from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    # Files may be many: their table stays open for writing meanwhile.
    atomic = False

    dependencies = [
        ('helpdesk', '0014_call_kind'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='attachment',
            index=models.Index(condition=models.Q(('removed_at', None)), fields=['ticket'], name='attachment_present'),
        ),
    ]
