import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('helpdesk', '0007_event_kinds'),
    ]

    operations = [
        migrations.CreateModel(
            name='AuditEntry',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('at', models.DateTimeField(default=django.utils.timezone.now, verbose_name='when')),
                ('action', models.CharField(choices=[('created', 'added'), ('changed', 'changed'), ('deleted', 'deleted')], max_length=10, verbose_name='action')),
                ('kind', models.CharField(max_length=60, verbose_name='kind')),
                ('object_id', models.CharField(max_length=40)),
                ('object_name', models.CharField(max_length=200, verbose_name='what')),
                ('old', models.JSONField(default=dict, verbose_name='old')),
                ('new', models.JSONField(default=dict, verbose_name='new')),
                ('address', models.GenericIPAddressField(null=True, verbose_name='from where')),
                ('path', models.CharField(blank=True, max_length=200)),
            ],
            options={
                'verbose_name': 'change',
                'verbose_name_plural': 'changes',
                'ordering': ['-id'],
                'default_permissions': [],
            },
        ),
        migrations.AddField(
            model_name='auditentry',
            name='actor',
            field=models.ForeignKey(null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to=settings.AUTH_USER_MODEL, verbose_name='who'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['kind', 'object_id', '-id'], name='audit_of_object'),
        ),
        migrations.AddIndex(
            model_name='auditentry',
            index=models.Index(fields=['actor', '-id'], name='audit_of_actor'),
        ),
        # Nobody edits the past: not by a form, not by a slip of code. TRUNCATE (tests) fires no row trigger.
        migrations.RunSQL(
            """
            CREATE FUNCTION helpdesk_audit_is_final() RETURNS trigger LANGUAGE plpgsql AS $$
            BEGIN
                RAISE EXCEPTION 'entries of the audit are neither changed nor deleted' USING ERRCODE = 'restrict_violation';
            END $$;
            CREATE TRIGGER audit_is_final BEFORE UPDATE OR DELETE ON helpdesk_auditentry
            FOR EACH ROW EXECUTE FUNCTION helpdesk_audit_is_final();
            """,
            "DROP TRIGGER audit_is_final ON helpdesk_auditentry; DROP FUNCTION helpdesk_audit_is_final();",
        ),
    ]
