"""The annotation desk: acts that are undone, who is there, keys, and the same words elsewhere."""

import archive.models.fields
import django.db.models.deletion
import django.utils.timezone
from django.conf import settings
from django.db import migrations, models

from archive import integrity
from archive.quotes.text import words_key


def fill_keys(apps, schema_editor):
    """Statements made before the column have their key computed as a save would."""
    statements = apps.get_model("archive", "Statement").objects
    for number, words in statements.values_list("pk", "exact").iterator():
        statements.filter(pk=number).update(words_key=words_key(words))


class Migration(migrations.Migration):
    dependencies = [
        ("archive", "0005_suggestions"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.RunPython(integrity.lift, integrity.set_all),
        migrations.AddField(
            model_name="editorprofile",
            name="keys",
            field=models.JSONField(
                blank=True, default=dict, editable=False, verbose_name="keys of the annotation desk"
            ),
        ),
        migrations.AddField(
            model_name="statement",
            name="words_key",
            field=archive.models.fields.WordsKeyField(source="exact"),
        ),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(
                choices=[
                    ("created", "created"),
                    ("changed", "changed"),
                    ("imported", "imported"),
                    ("submitted", "submitted"),
                    ("returned", "returned"),
                    ("rejected", "rejected"),
                    ("approved", "approved"),
                    ("revised", "taken back for revision"),
                    ("retraction_asked", "retraction asked"),
                    ("retracted", "retracted"),
                    ("retraction_refused", "retraction refused"),
                    ("reopened", "reopened"),
                    ("deleted", "deleted"),
                    ("merged", "merged"),
                    ("unmerged", "merge undone"),
                    ("distinguished", "told apart"),
                    ("taken_over", "review taken over"),
                    ("prioritised", "priority set"),
                    ("noted", "internal notes changed"),
                    ("commented", "commented"),
                    ("budget_lifted", "longer excerpt allowed"),
                    ("taken_up", "taken from a suggestion"),
                    ("dismissed", "dismissed"),
                    ("reconsidered", "reconsidered"),
                    ("taken_back", "taken back"),
                ],
                max_length=20,
                verbose_name="what",
            ),
        ),
        migrations.CreateModel(
            name="Act",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("key", models.UUIDField(editable=False, unique=True)),
                (
                    "name",
                    models.CharField(
                        choices=[
                            ("create", "new statement"),
                            ("edit", "change of a statement"),
                            ("move", "decision on a statement"),
                            ("accept", "suggestion accepted"),
                            ("accept_many", "suggestions accepted together"),
                            ("dismiss", "suggestion dismissed"),
                            ("undo", "undoing"),
                            ("redo", "redoing"),
                        ],
                        max_length=12,
                    ),
                ),
                ("steps", models.JSONField(default=list)),
                ("is_undone", models.BooleanField(default=False)),
                ("at", models.DateTimeField(auto_now_add=True)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="acts",
                        to="archive.article",
                    ),
                ),
                (
                    "reverts",
                    models.ForeignKey(
                        null=True,
                        on_delete=django.db.models.deletion.PROTECT,
                        related_name="reverted_by",
                        to="archive.act",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="acts",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "act at the desk",
                "verbose_name_plural": "acts at the desk",
                "indexes": [models.Index(fields=["user", "article", "-id"], name="act_of_user")],
            },
        ),
        migrations.CreateModel(
            name="Presence",
            fields=[
                (
                    "id",
                    models.BigAutoField(
                        auto_created=True, primary_key=True, serialize=False, verbose_name="ID"
                    ),
                ),
                ("seen_at", models.DateTimeField(default=django.utils.timezone.now)),
                (
                    "article",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to="archive.article",
                    ),
                ),
                (
                    "user",
                    models.ForeignKey(
                        on_delete=django.db.models.deletion.CASCADE,
                        related_name="presences",
                        to=settings.AUTH_USER_MODEL,
                    ),
                ),
            ],
            options={
                "verbose_name": "presence",
                "verbose_name_plural": "presences",
                "constraints": [
                    models.UniqueConstraint(fields=("article", "user"), name="presence_once")
                ],
            },
        ),
        migrations.RunPython(fill_keys, migrations.RunPython.noop),
        migrations.RunPython(integrity.set_all, integrity.lift),
    ]
