from django.contrib.postgres.operations import AddIndexConcurrently
from django.db import migrations, models


class Migration(migrations.Migration):

    # Tickets may be many: their table stays open for writing meanwhile.
    atomic = False

    dependencies = [
        ('helpdesk', '0009_notifications'),
    ]

    operations = [
        AddIndexConcurrently(
            model_name='ticket',
            index=models.Index(fields=['created_at'], name='ticket_created'),
        ),
        AddIndexConcurrently(
            model_name='ticket',
            index=models.Index(condition=models.Q(('closed_at__isnull', False)), fields=['closed_at'], name='ticket_closed'),
        ),
        AddIndexConcurrently(
            model_name='user',
            index=models.Index(condition=models.Q(('awaits_approval', True)), fields=['id'], name='user_waiting'),
        ),
    ]
