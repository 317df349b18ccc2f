"""Digests of records: SHA-256 over one canonical form, so that anybody can compute them again."""

import hashlib
import json
from typing import Any


def sha256_of_content(content: dict[str, Any]) -> str:
    """SHA-256 (hex) of the content as canonical JSON: sorted keys, UTF-8, no blanks."""
    canonical = json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()
