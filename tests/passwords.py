"""How tests keep passwords: by a digest that costs nothing, as nobody's are at stake."""

HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
