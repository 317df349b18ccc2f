"""An editor of people at another machine: ``tests.racer`` with the acts of ``merging_acts``."""

import django

from tests import racer

if __name__ == "__main__":
    django.setup()
    from tests import merging_acts  # noqa: F401  only now: it holds models

    racer.main()
