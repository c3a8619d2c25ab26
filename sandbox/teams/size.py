"""How large a message is, as Teams measures it (docs/platform.md#size)."""

import json
import re

LARGEST = 100 * 1024

_EMBEDDED_IMAGE = re.compile(r'"data:image/[^"]*"')


def too_large(raw: bytes, activity: object) -> bool:
    """Whether an activity exceeds 100 KB of UTF-16; embedded images do not count."""
    if len(raw) * 2 <= LARGEST:
        # UTF-8 never takes fewer bytes than half of what UTF-16 takes.
        return False
    text = json.dumps(activity, ensure_ascii=False, separators=(",", ":"))
    return len(_EMBEDDED_IMAGE.sub('""', text).encode("utf-16-le", "surrogatepass")) > LARGEST
