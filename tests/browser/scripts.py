"""The desk must work with scripts and without; what scripts do not do depends on no database."""

import pytest

WITH_AND_WITHOUT_SCRIPTS = pytest.mark.parametrize(
    "javascript",
    [
        pytest.param(True, id="with scripts"),
        pytest.param(False, id="without scripts"),
    ],
)
