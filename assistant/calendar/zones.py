"""The time zone that a court keeps, from the state and district where it sits, or from the order's own words.

49 U.S.C. 263 and 49 C.F.R. part 71 set the zones. A state that lies in two zones has the zone of its larger
part; districts and divisions that differ as a whole are listed. A printed zone always goes first.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from assistant.calendar.dates import parse_zone
from indexer.errors import BadFact
from indexer.orders import Caption

_NAMES = {
    "America/New_York": "CT DE DC FL GA IN KY ME MD MA MI NH NJ NY NC OH PA RI SC VT VA WV",
    "America/Chicago": "AL AR IL IA KS LA MN MS MO NE ND OK SD TN TX WI",
    "America/Denver": "CO ID MT NM UT WY",
    "America/Phoenix": "AZ",
    "America/Los_Angeles": "CA NV OR WA",
    "America/Anchorage": "AK",
    "Pacific/Honolulu": "HI",
    "America/Puerto_Rico": "PR VI",
    "Pacific/Guam": "GU MP",
}
_OF_STATE = {state: name for name, states in _NAMES.items() for state in states.split()}
# Districts that keep another zone than most of their state.
_OF_DISTRICT = {("TN", "eastern"): "America/New_York", ("KY", "western"): "America/Chicago"}


def court_zone(caption: Caption, printed: str | None = None) -> ZoneInfo | None:
    """The zone for a time that an order prints: `printed` ("EDT") if any, else the court's; None: unknown."""
    if printed:
        try:
            return parse_zone(printed)
        except BadFact:
            pass
    if caption.state is None:
        return None
    where = f"{caption.district or ''} {caption.court or ''}".casefold()
    for (state, part), kept in _OF_DISTRICT.items():
        if state == caption.state and (part in where or f"{part[0]}.d." in where):
            return ZoneInfo(kept)
    name = _OF_STATE.get(caption.state)
    return ZoneInfo(name) if name else None
