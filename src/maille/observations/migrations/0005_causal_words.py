"""Whether a person said, unasked, that the place is the cause."""

from django.db import migrations, models


class Migration(migrations.Migration):
    dependencies = [("observations", "0004_calendar_feeds")]

    operations = [
        migrations.AddField(
            model_name="observation", name="causal", field=models.BooleanField(default=False)
        ),
    ]
