"""From a candidate's score to how sure it is: a logistic curve, fitted and kept as data.

`assistant/confidence.json` is written by `python -m eval fit` with the date, the questions and the scores that
it was fitted on; the threshold between answering and silence is in it too.
"""

from __future__ import annotations

import json
import math
from functools import lru_cache
from pathlib import Path
from typing import Any

from assistant.answerers.base import Found

DATA = Path(__file__).with_name("confidence.json")
FEATURES = ("score",)


@lru_cache(maxsize=1)
def fitted() -> dict[str, Any]:
    """The fitted curves: {"threshold": 0.5, "curves": {asks: {"bias": ..., "score": ..., ...}}, ...}."""
    data: dict[str, Any] = json.loads(DATA.read_text(encoding="utf-8"))
    return data


def features(found: Found) -> dict[str, float]:
    """The numbers that the curve reads of a candidate."""
    return {
        "score": found.score,
        "coverage": found.features.get("coverage", 0.0),
        "meaning": found.features.get("meaning", 0.0),
        "missing": found.features.get("missing", 0.0),
    }


def confidence(found: Found, asks: str) -> float:
    """How sure a candidate is, 0 to 1."""
    data = fitted()
    curve = data["curves"].get(found.answerer) or data["curves"].get(asks) or data["curves"]["*"]
    logit = curve["bias"] + sum(curve.get(name, 0.0) * value for name, value in features(found).items())
    return 1.0 / (1.0 + math.exp(-max(min(logit, 30.0), -30.0)))


def threshold() -> float:
    """Below this confidence nothing is answered."""
    return float(fitted()["threshold"])
