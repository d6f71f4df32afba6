"""A key that was used for another request is refused before anything else is looked at: each counts once here."""

import uuid

import schemathesis

USED = set()
KEY = "Idempotency-Key"


@schemathesis.hook
def before_call(context, case, kwargs):
    key = (case.headers or {}).get(KEY)
    if key in USED:
        case.headers[KEY] = str(uuid.uuid4())
    elif key is not None:
        USED.add(key)
