import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('helpdesk', '0008_audit'),
    ]

    operations = [
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('state', models.CharField(choices=[('queued', 'queued'), ('sent', 'sent'), ('failed', 'failed'), ('skipped', 'not sent')], default='queued', max_length=8)),
                ('reason', models.CharField(blank=True, max_length=200)),
                ('attempts', models.PositiveSmallIntegerField(default=0)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='Notification',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('new_ticket', 'New ticket'), ('assigned', 'Ticket assigned to me'), ('reply', 'New reply'), ('note', 'Internal note'), ('documents', 'Documents sent'), ('refused', 'Documents to be sent again'), ('progress', 'Progress of a ticket'), ('done', 'Ticket closed, rejected or cancelled'), ('reopened', 'Ticket reopened'), ('watching', 'Ticket shared with me'), ('evaluated', 'Ticket evaluated'), ('membership', 'Membership of an organisation'), ('registration', 'New registration'), ('question', 'Question for the FAQ'), ('calendar', 'Calendar')], max_length=30)),
                ('facts', models.JSONField(default=dict)),
                ('path', models.CharField(blank=True, max_length=200)),
                ('created_at', models.DateTimeField(default=django.utils.timezone.now)),
                ('read_at', models.DateTimeField(null=True)),
            ],
            options={
                'verbose_name': 'notification',
                'verbose_name_plural': 'Notifications',
                'ordering': ['-id'],
                'default_permissions': [],
            },
        ),
        migrations.CreateModel(
            name='NotificationPreference',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('kind', models.CharField(choices=[('new_ticket', 'New ticket'), ('assigned', 'Ticket assigned to me'), ('reply', 'New reply'), ('note', 'Internal note'), ('documents', 'Documents sent'), ('refused', 'Documents to be sent again'), ('progress', 'Progress of a ticket'), ('done', 'Ticket closed, rejected or cancelled'), ('reopened', 'Ticket reopened'), ('watching', 'Ticket shared with me'), ('evaluated', 'Ticket evaluated'), ('membership', 'Membership of an organisation'), ('registration', 'New registration'), ('question', 'Question for the FAQ'), ('calendar', 'Calendar')], max_length=30)),
                ('by_email', models.BooleanField()),
            ],
            options={
                'default_permissions': [],
            },
        ),
        migrations.AddField(
            model_name='notification',
            name='event',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='helpdesk.ticketevent'),
        ),
        migrations.AddField(
            model_name='notification',
            name='recipient',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddField(
            model_name='notification',
            name='ticket',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.CASCADE, related_name='notifications', to='helpdesk.ticket'),
        ),
        migrations.AddField(
            model_name='delivery',
            name='notification',
            field=models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='delivery', to='helpdesk.notification'),
        ),
        migrations.AddField(
            model_name='notificationpreference',
            name='user',
            field=models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='notification_preferences', to=settings.AUTH_USER_MODEL),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(fields=['recipient', '-id'], name='notification_of_person'),
        ),
        migrations.AddIndex(
            model_name='notification',
            index=models.Index(condition=models.Q(('read_at', None)), fields=['recipient'], name='notification_unread'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.UniqueConstraint(fields=('recipient', 'event'), name='told_once_of_an_event'),
        ),
        migrations.AddConstraint(
            model_name='notification',
            constraint=models.CheckConstraint(condition=models.Q(('ticket__isnull', False), ('event', None), _connector='OR'), name='an_event_has_its_ticket'),
        ),
        migrations.AddIndex(
            model_name='delivery',
            index=models.Index(condition=models.Q(('state', 'failed')), fields=['-id'], name='delivery_trouble'),
        ),
        migrations.AddConstraint(
            model_name='notificationpreference',
            constraint=models.UniqueConstraint(fields=('user', 'kind'), name='one_choice_per_kind'),
        ),
    ]
