from collections import Counter

from .app import readings


def counts() -> dict[str, int]:
    return dict(Counter(device_id for device_id, _ in readings))
