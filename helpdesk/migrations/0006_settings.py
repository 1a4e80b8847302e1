import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('helpdesk', '0005_people'),
        ('wagtailimages', '0027_image_description'),
    ]

    operations = [
        migrations.AddField(
            model_name='desksettings',
            name='clients_edit_tickets',
            field=models.BooleanField(default=False, help_text='Title and description, until the ticket is done; the old text stays in the history.', verbose_name='Client can edit tickets'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='footer_logo',
            field=models.ForeignKey(blank=True, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='wagtailimages.image', verbose_name='Footer logo'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='mail_on_new_ticket',
            field=models.BooleanField(default=True, help_text='To the staff of the department, and to the client when the desk made the ticket.', verbose_name='Send email on new ticket'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='registration',
            field=models.CharField(choices=[('open', 'Open: everybody may register'), ('approval', 'By approval: an Admin decides about each registration'), ('off', 'Off: accounts are given out by the helpdesk')], default='open', max_length=10, verbose_name='Self-registration'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='second_factor_for_desk',
            field=models.BooleanField(default=False, help_text='Without it nobody of the desk gets further than the page that sets it up.', verbose_name='Two-step login is compulsory for staff and above'),
        ),
        migrations.AddField(
            model_name='desksettings',
            name='staff_edit_tickets',
            field=models.BooleanField(default=False, help_text='Title and description, until the ticket is done; the old text stays in the history.', verbose_name='Staff can edit tickets'),
        ),
    ]
