"""Texts of articles are corrected: what history calls it, and what a published statement may do."""

from django.db import migrations, models

from archive import integrity

VERBS = [
    ("created", "created"), ("changed", "changed"), ("imported", "imported"),
    ("submitted", "submitted"), ("returned", "returned"), ("rejected", "rejected"),
    ("approved", "approved"), ("revised", "taken back for revision"),
    ("retraction_asked", "retraction asked"), ("retracted", "retracted"),
    ("retraction_refused", "retraction refused"), ("reopened", "reopened"),
    ("deleted", "deleted"), ("merged", "merged"), ("unmerged", "merge undone"),
    ("distinguished", "told apart"), ("taken_over", "review taken over"),
    ("prioritised", "priority set"), ("noted", "internal notes changed"),
    ("commented", "commented"), ("budget_lifted", "longer excerpt allowed"),
    ("taken_up", "taken from a suggestion"), ("dismissed", "dismissed"),
    ("reconsidered", "reconsidered"), ("taken_back", "taken back"),
    ("corrected", "text corrected"),
]  # fmt: skip


class Migration(migrations.Migration):

    dependencies = [("archive", "0006_workbench")]

    operations = [
        migrations.RunPython(integrity.lift, integrity.set_all),
        migrations.AlterField(
            model_name="event",
            name="verb",
            field=models.CharField(choices=VERBS, max_length=20, verbose_name="what"),
        ),
        migrations.RunPython(integrity.set_all, integrity.lift),
    ]
