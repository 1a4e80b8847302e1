"""Django's table of sessions under a name that leads to the person; nothing changes in the database."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [
        ("helpdesk", "0021_late_and_to_check"),
    ]

    operations = [
        migrations.CreateModel(
            name="SessionOfPerson",
            fields=[
                ("session_key", models.CharField(max_length=40, primary_key=True, serialize=False, verbose_name="session key")),
                ("session_data", models.TextField(verbose_name="session data")),
                ("expire_date", models.DateTimeField(db_index=True, verbose_name="expire date")),
            ],
            options={
                "verbose_name": "session", "verbose_name_plural": "sessions", "db_table": "django_session", "abstract": False,
                "managed": False,
            },
        ),
    ]
