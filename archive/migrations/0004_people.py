"""People as authority records: periods in order, pairs and undone merges explained, their rules."""

from django.db import migrations, models
from django.db.models import F, Q

from archive import integrity


def in_order(name):
    return models.CheckConstraint(
        name=name,
        condition=Q(began_from__isnull=True)
        | Q(ended_to__isnull=True)
        | Q(began_from__lte=F("ended_to")),
        violation_error_message="This ends before it begins.",
    )


class Migration(migrations.Migration):

    dependencies = [("archive", "0003_the_desk")]

    operations = [
        migrations.RunPython(integrity.lift, integrity.set_all),
        migrations.AlterField(
            model_name="identifier",
            name="value",
            field=models.CharField(
                help_text="The number, or the address of the page that shows it.",
                max_length=60,
                verbose_name="identifier",
            ),
        ),
        migrations.AddConstraint(
            model_name="persondistinction",
            constraint=models.CheckConstraint(
                name="persondistinction_explained",
                condition=~Q(reason=""),
                violation_error_message="Say how to tell these two apart.",
            ),
        ),
        migrations.AddConstraint(
            model_name="personmerge",
            constraint=models.CheckConstraint(
                name="personmerge_undoing_explained",
                condition=Q(undone_at__isnull=True) | ~Q(undone_reason=""),
                violation_error_message="Say why they are not the same person after all.",
            ),
        ),
        migrations.AddConstraint("personname", in_order("personname_dates_in_order")),
        migrations.AddConstraint("role", in_order("role_dates_in_order")),
        migrations.RunPython(integrity.set_all, integrity.lift),
    ]
