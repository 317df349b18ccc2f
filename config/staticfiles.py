"""Static files in production: hashed and compressed, with what scripts import of one another."""

from whitenoise.storage import CompressedManifestStaticFilesStorage


class HashedFiles(CompressedManifestStaticFilesStorage):
    """A changed script has another name, also for the scripts that import it."""

    support_js_module_import_aggregation = True
