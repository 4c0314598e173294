import uuid

import django.db.models.deletion
import django.utils.timezone
from django.apps.registry import Apps
from django.conf import settings
from django.db import migrations, models
from django.db.backends.base.schema import BaseDatabaseSchemaEditor


def keep_what_was_agreed(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """Teams chose their networks themselves so far: whoever stands there has agreed."""
    apps.get_model("places", "Belonging").objects.update(agreed_at=django.utils.timezone.now())


def read_confirmations(apps: Apps, _editor: BaseDatabaseSchemaEditor) -> None:
    """The last change that somebody of the team made is the last confirmation."""
    changes = apps.get_model("db", "Change").objects.filter(thing="places.Place")
    places = apps.get_model("places", "Place").objects
    for membership in apps.get_model("places", "Membership").objects.select_related("place"):
        place = membership.place
        last = changes.filter(thing_id=place.public_id, by_id=membership.person_id).aggregate(
            at=models.Max("at")
        )["at"]
        if last:
            day = django.utils.timezone.localdate(last)
            places.filter(pk=place.pk).filter(
                models.Q(confirmed_on=None) | models.Q(confirmed_on__lt=day)
            ).update(confirmed_on=day)


class Migration(migrations.Migration):
    dependencies = [
        ("db", "0001_trail_of_changes"),
        ("geography", "0001_communes"),
        ("places", "0003_merging_contact_stops_and_sites"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            model_name="membership",
            name="reminders",
            field=models.BooleanField(default=True),
        ),
        migrations.AddField(
            model_name="network",
            name="asked_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AddField(
            model_name="network",
            name="communes",
            field=models.ManyToManyField(related_name="networks", to="geography.commune"),
        ),
        migrations.AddField(
            model_name="network",
            name="confirmed_at",
            field=models.DateTimeField(default=django.utils.timezone.now, null=True),
        ),
        migrations.AddField(
            model_name="network",
            name="departments",
            field=models.ManyToManyField(related_name="networks", to="geography.department"),
        ),
        migrations.AddField(
            model_name="network",
            name="description",
            field=models.TextField(blank=True, max_length=2000),
        ),
        migrations.AddField(
            model_name="place",
            name="confirmed_on",
            field=models.DateField(null=True),
        ),
        migrations.AddField(
            model_name="place",
            name="reminded_on",
            field=models.DateField(null=True),
        ),
        # The table that joined places and networks by itself gets a name and columns.
        migrations.SeparateDatabaseAndState(
            state_operations=[
                migrations.CreateModel(
                    name="Belonging",
                    fields=[
                        (
                            "id",
                            models.BigAutoField(
                                auto_created=True,
                                primary_key=True,
                                serialize=False,
                                verbose_name="ID",
                            ),
                        ),
                        (
                            "network",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="belongings",
                                to="places.network",
                            ),
                        ),
                        (
                            "place",
                            models.ForeignKey(
                                on_delete=django.db.models.deletion.CASCADE,
                                related_name="belongings",
                                to="places.place",
                            ),
                        ),
                    ],
                    options={
                        "db_table": "places_place_networks",
                        "unique_together": {("place", "network")},
                    },
                ),
                migrations.AlterField(
                    model_name="place",
                    name="networks",
                    field=models.ManyToManyField(
                        related_name="places", through="places.Belonging", to="places.network"
                    ),
                ),
            ],
        ),
        migrations.AddField(
            model_name="belonging",
            name="agreed_at",
            field=models.DateTimeField(null=True),
        ),
        migrations.AddField(
            model_name="belonging",
            name="agreed_by",
            field=models.ForeignKey(
                null=True,
                on_delete=django.db.models.deletion.SET_NULL,
                related_name="+",
                to=settings.AUTH_USER_MODEL,
            ),
        ),
        migrations.AlterUniqueTogether(name="belonging", unique_together=set()),
        migrations.AddConstraint(
            model_name="belonging",
            constraint=models.UniqueConstraint(fields=("place", "network"), name="belongs_once"),
        ),
        migrations.CreateModel(
            name="NetworkInvitation",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("public_id", models.UUIDField(default=uuid.uuid4, editable=False, unique=True)),
                ("invited_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "answer",
                    models.CharField(
                        blank=True,
                        choices=[("accepted", "accepted"), ("declined", "declined")],
                        max_length=8,
                    ),
                ),
                ("answered_at", models.DateTimeField(null=True)),
                (
                    "answered_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "invited_by",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.SET_NULL,
                        related_name="+",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
                (
                    "network",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="invitations",
                        to="places.network",
                    ),
                ),
                (
                    "place",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="network_invitations",
                        to="places.place",
                    ),
                ),
            ],
            options={"ordering": ["invited_at", "pk"]},
        ),
        migrations.AddConstraint(
            model_name="networkinvitation",
            constraint=models.UniqueConstraint(
                condition=models.Q(("answer", "")),
                fields=("network", "place"),
                name="asked_to_belong_once",
            ),
        ),
        migrations.RunPython(keep_what_was_agreed, migrations.RunPython.noop),
        migrations.RunPython(read_confirmations, migrations.RunPython.noop),
    ]
