import django.db.models.deletion
import django.db.models.functions.text
from django.conf import settings
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('helpdesk', '0004_event_subject'),
    ]

    operations = [
        migrations.AddField(
            model_name='organisation',
            name='merged_into',
            field=models.ForeignKey(blank=True, editable=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='duplicates', to='helpdesk.organisation'),
        ),
        migrations.AddField(
            model_name='user',
            name='awaits_approval',
            field=models.BooleanField(default=False, verbose_name='waits for approval'),
        ),
        migrations.AddField(
            model_name='user',
            name='away_until',
            field=models.DateField(blank=True, null=True, verbose_name='away until'),
        ),
        migrations.AddField(
            model_name='user',
            name='deputy',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='stands_in_for', to=settings.AUTH_USER_MODEL, verbose_name='deputy'),
        ),
        migrations.AddField(
            model_name='user',
            name='language',
            field=models.CharField(choices=[('id', 'Bahasa Indonesia'), ('en', 'English')], default='id', max_length=5, verbose_name='language of mails'),
        ),
        migrations.AddField(
            model_name='user',
            name='must_change_password',
            field=models.BooleanField(default=False, verbose_name='must choose a new password'),
        ),
        migrations.AddIndex(
            model_name='organisation',
            index=models.Index(django.db.models.functions.text.Lower('name'), models.F('id'), name='organisation_by_name'),
        ),
        migrations.AddIndex(
            model_name='user',
            index=models.Index(models.F('role'), django.db.models.functions.text.Lower('name'), models.F('id'), name='user_by_role_and_name'),
        ),
        migrations.AddIndex(
            model_name='user',
            index=models.Index(models.F('role'), models.F('date_joined'), models.F('id'), name='user_by_role_and_date'),
        ),
        migrations.AddConstraint(
            model_name='organisation',
            constraint=models.CheckConstraint(condition=models.Q(('merged_into', None), models.Q(('is_active', False), models.Q(('merged_into', models.F('id')), _negated=True)), _connector='OR'), name='merged_is_not_active'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('awaits_approval', False), ('is_active', False), _connector='OR'), name='who_waits_is_not_active'),
        ),
        migrations.AddConstraint(
            model_name='user',
            constraint=models.CheckConstraint(condition=models.Q(('deputy', None), models.Q(('deputy', models.F('id')), _negated=True), _connector='OR'), name='nobody_is_their_own_deputy', violation_error_message='Choose somebody else as deputy.'),
        ),
    ]
