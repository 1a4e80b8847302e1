from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('helpdesk', '0006_settings'),
    ]

    operations = [
        migrations.AlterField(
            model_name='ticketevent',
            name='kind',
            field=models.CharField(choices=[('submitted', 'submitted'), ('file_sent', 'file sent'), ('file_removed', 'file removed'), ('documents_arrived', 'all documents arrived'), ('result_sent', 'result of the document check'), ('requirement_changed', 'document requirement changed'), ('check_ticked', 'check made'), ('assigned', 'assigned'), ('transferred', 'moved to another department'), ('replied', 'reply'), ('noted', 'internal note'), ('waiting', 'waiting for the client'), ('resumed', 'resumed'), ('escalated', 'escalated'), ('came_back', 'came back from escalation'), ('call_scheduled', 'video call arranged'), ('call_recorded', 'video call recorded'), ('closed', 'closed'), ('rejected', 'rejected'), ('cancelled', 'cancelled'), ('reopened', 'reopened'), ('evaluated', 'evaluated'), ('edited', 'title or description corrected'), ('watcher_added', 'watcher added'), ('watcher_removed', 'watcher removed'), ('privacy_changed', 'who may read it changed')], max_length=24),
        ),
    ]
