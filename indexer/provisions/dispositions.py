"""The verbs by which a court decides: one table of their forms, and of what each means.

Every reader of decisions draws on this table: rulings, operators, yes and no, suggestions, changes of one order by
another, and deadlines that are given up. `says`: what it means for whoever asked. `effect`: what becomes of the thing
that it is said of: "ended" (a hearing vacated, a paper stricken), "moved" (a date), "amended" (a paper), "paused",
"closed" (a case or claim), None where nothing that was alive changes. Each row stands beside sentences that decide so
and sentences that, for all their words, do not; the tests are made from them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Literal

from indexer.orders import Effect, Says

Shape = Literal["base", "participle", "gerund", "present", "noun"]


@dataclass(frozen=True, slots=True)
class Disposition:
    """One verb. outcome: as a ruling names it. base, participle, gerund, present, noun: its forms; empty where a form
    is never used to decide ("moving" is no ruling). unless: words before and behind the verb, which stands as "|" here,
    with which it says something else ("the Court refers | to")."""

    outcome: str
    says: Says
    effect: Effect | None
    base: tuple[str, ...]
    participle: tuple[str, ...]
    gerund: tuple[str, ...]
    present: tuple[str, ...]
    noun: tuple[str, ...]
    finds: tuple[str, ...] = ()
    ignores: tuple[str, ...] = ()
    unless: re.Pattern[str] | None = None

    def forms(self, shape: Shape) -> tuple[str, ...]:
        return {
            "base": self.base,
            "participle": self.participle,
            "gerund": self.gerund,
            "present": self.present,
            "noun": self.noun,
        }[shape]


def _row(
    forms: str, says: Says, effect: Effect | None = None, finds: tuple[str, ...] = (), ignores: tuple[str, ...] = (),
    outcome: str = "", unless: str = "",
) -> Disposition:  # fmt: skip
    """forms: base, participle, gerund, present, noun, parted by "|"; several of one form by "/"; "-" for none."""
    cells = [tuple(one for one in cell.strip().split("/") if one != "-") for cell in forms.split("|")]
    base, participle, gerund, present, noun = cells
    never = re.compile(unless, re.I) if unless else None
    return Disposition(
        outcome or participle[0], says, effect, base, participle, gerund, present, noun, finds, ignores, never
    )  # fmt: skip


DISPOSITIONS: tuple[Disposition, ...] = (
    # --- what was asked for is given ---------------------------------------------------------------------
    _row(
        "grant | granted | granting | grants | -", "given", None,
        ("The motion (ECF No. 4) is GRANTED", "ORDER granting 62 Motion to Stay", "The Court GRANTS the motion",
         "7 Motion for Leave to File - Granted"),
        ("Plaintiff may be granted more time", "If the motion is granted, the parties shall confer"),
    ),
    _row(
        "allow | allowed | allowing | allows | -", "given", None,
        ("Plaintiff's Motion to Amend (Docket No. 12) is ALLOWED", "ORDER allowing 12 Motion to Amend"),
        ("Rule 5 allows a party to reply", "Counsel is allowed to appear by telephone"),
    ),
    _row("approve | approved | approving | approves | approval", "given", None,
         ("The stipulation is APPROVED", "Order Approving Stipulation", "the Court approves the settlement")),
    _row("adopt | adopted | adopting | adopts | adoption", "given", None,
         ("the Report and Recommendation is ADOPTED", "ORDER ADOPTING 12 Report and Recommendation"),
         ("The county adopted the plan in May",)),
    _row("accept | accepted | accepting | accepts | acceptance", "given", None,
         ("the recommendation is accepted", "ORDER accepting 12 Report and Recommendation"),
         ("Plaintiff accepted the offer",)),
    _row("sustain | sustained | sustaining | sustains | -", "given", None,
         ("The objection is SUSTAINED", "ORDER sustaining 4 Objection"),
         ("Plaintiff sustained a broken leg",)),
    _row("affirm | affirmed | affirming | affirms | affirmance", "given", None,
         ("The decision of the Commissioner is AFFIRMED", "the Court affirms the decision"),
         ("He affirmed that it was so",)),
    _row("confirm | confirmed | confirming | confirms | confirmation", "given", None,
         ("the Referee's order is confirmed", "Order Confirming Chapter 13 Plan"),
         ("The parties confirmed their attendance",)),
    _row("award | awarded | awarding | awards | -", "given", None,
         ("Plaintiff is AWARDED costs", "the Court AWARDS her past benefits"),
         ("The jury awarded nothing",)),
    _row("reinstate | reinstated | reinstating | reinstates | reinstatement", "given", None,
         ("The case is REINSTATED", "ORDER reinstating case")),
    _row("reopen/re-open | reopened/re-opened | reopening/re-opening | reopens | reopening", "given", None,
         ("The case is REOPENED", "ORDER reopening case")),
    # --- what was asked for is refused -------------------------------------------------------------------
    _row(
        "deny | denied | denying/deyning | denies | denial", "refused", None,
        ("The motion is DENIED", "denying 514 Motion for Oral Argument", "The Court denies the request"),
        ("Defendant denies the allegation", "He denied it", "the request may be denied",
         "The Magistrate asks whether the motion should be denied"),
    ),
    _row("overrule | overruled | overruling | overrules | -", "refused", None,
         ("The objections are OVERRULED", "ORDER overruling 17 Objections")),
    _row("reject | rejected | rejecting | rejects | rejection", "refused", None,
         ("The filing is REJECTED", "the Court rejects the argument"),
         ("Plaintiff rejected the offer",)),
    _row("decline | declined | declining | declines | -", "refused", None,
         ("The Court declines to order such relief", "the court declines to hear the matter"),
         ("Plaintiff declines to consent",)),
    _row("refuse | refused | refusing | refuses | refusal", "refused", None,
         ("the Court refuses to certify the question",), ("Plaintiff refused to sign",)),
    _row("quash | quashed | quashing | quashes | -", "refused", "ended",
         ("The subpoena is QUASHED", "ORDER quashing subpoena")),
    _row("strike | stricken/struck | striking | strikes | -", "refused", "ended",
         ("The reply (Doc. 9) is STRICKEN", "ORDER STRIKING 14 Answer"),
         ("The motion may be stricken", "He was struck by a car")),
    _row(
        "dismiss | dismissed | dismissing | dismisses | dismissal", "refused", "closed",
        ("The complaint is DISMISSED WITH LEAVE TO AMEND", "ORDER DISMISSING CASE", "ORDER OF DISMISSAL"),
        ("why this case should not be dismissed", "Failure to comply may result in the case being dismissed"),
    ),
    # --- neither given nor refused -----------------------------------------------------------------------
    _row("moot | moot/mooted/found as moot/found moot/deemed moot | mooting/finding as moot/finding moot/deeming moot |"
         " moots/finds as moot/finds moot/deems moot | -", "neither", None,
         ("The motion is MOOT", "finding as moot 12 Motion to Compel", "the Court deems moot the motion",
          "all other motions are deemed moot"),
         ("The point is a moot court exercise",), outcome="moot"),
    _row("take under advisement | taken under advisement | taking under advisement | takes under advisement | -",
         "neither", None,
         ("The motion is taken under advisement", "TAKING UNDER ADVISEMENT 12 Motion to Dismiss"),
         ("take a seat",)),
    _row("hold in abeyance | held in abeyance | holding in abeyance | holds in abeyance | -", "neither", "paused",
         ("The motion is HELD IN ABEYANCE", "ORDER holding in abeyance 12 Motion to Dismiss")),
    _row("reserve | reserved | reserving | reserves | -", "neither", None,
         ("Ruling on the motion is RESERVED", "The Court RESERVES RULING on the bill of costs"),
         ("Plaintiff reserved a room", "all rights are reserved"), unless=r"rights\s\w+\s\||\|\s(?:all\s)?rights"),
    _row("defer | deferred | deferring | defers | deferral", "neither", "paused",
         ("Ruling on the motion is DEFERRED", "the Court defers ruling on the motion")),
    _row("withdraw | withdrawn | withdrawing | withdraws | withdrawal", "neither", "ended",
         ("The motion is WITHDRAWN", "withdrawing 12 Motion to Compel"),
         ("Counsel has withdrawn from the talks yesterday",)),
    _row("terminate | terminated | terminating | terminates | termination", "neither", "ended",
         ("The motion is TERMINATED", "terminating 42 Motion to Strike", "Motion terminated: 8 MOTION TO ADD"),
         ("The lease was terminated by the tenant",)),
    _row("close | closed | closing | closes | closure", "neither", "closed",
         ("This case is CLOSED", "the matter is administratively closed"),
         ("Discovery closes on May 3", "closing arguments"),
         unless=r"discovery\s\w*\s?\||\|\s(?:arguments?|statements?|time)"),
    # --- what was alive ends, stops or moves --------------------------------------------------------------
    _row("vacate | vacated | vacating | vacates | vacatur", "neither", "ended",
         ("All dates are hereby VACATED", "ORDER vacating 12 Order", "the Court vacates the hearing"),
         ("The tenant vacated the house",)),
    _row("set aside | set aside | setting aside | sets aside | -", "neither", "ended",
         ("Order of Dismissal is set aside", "ORDER setting aside default", "the Court sets aside the default")),
    _row("cancel | cancelled/canceled | cancelling/canceling | cancels | cancellation", "neither", "ended",
         ("The hearing is CANCELLED", "ORDER canceling hearing")),
    _row("discharge | discharged | discharging | discharges | -", "neither", "ended",
         ("The order to show cause is DISCHARGED", "ORDER discharging 12 Order to Show Cause"),
         ("He was discharged from the hospital",)),
    _row("rescind | rescinded | rescinding | rescinds | rescission", "neither", "ended",
         ("The referral is RESCINDED", "ORDER rescinding 4 Order")),
    _row("revoke | revoked | revoking | revokes | revocation", "neither", "ended",
         ("Pro hac vice admission is REVOKED", "ORDER revoking bond")),
    _row("dissolve | dissolved | dissolving | dissolves | dissolution", "neither", "ended",
         ("The injunction is DISSOLVED", "ORDER dissolving the writ")),
    _row("lift | lifted | lifting | lifts | -", "neither", "ended",
         ("The stay is LIFTED", "ORDER lifting stay")),
    _row("supersede | superseded | superseding | supersedes/replaces | -", "neither", "ended",
         ("The earlier order is SUPERSEDED",)),
    _row("take off calendar | taken off calendar/removed from the calendar/removed from calendar |"
         " taking off calendar | takes off calendar | -", "neither", "ended",
         ("The hearing is taken off calendar",)),
    _row("suspend | suspended | suspending | suspends | suspension", "neither", "paused",
         ("The deadlines are SUSPENDED",)),
    _row("stay | stayed | staying | stays | -", "neither", "paused",
         ("This case is STAYED", "ORDER staying case", "the Court stays discovery"),
         ("He stayed at home", "The stay remains")),
    _row("extend/enlarge | extended/enlarged | extending/enlarging | extends/enlarges | extension", "given", "moved",
         ("The deadline is extended to May 3", "ORDER extending time", "the court extends the discovery period"),
         ("The lease extends to May", "The time may be extended")),
    _row("continue | continued | continuing | continues | continuance", "neither", "moved",
         ("The hearing is CONTINUED to May 3, 2021", "ORDER continuing trial"),
         ("continuing objection", "The stay continues in effect"),
         unless=r"\|\s(?:objections?|jurisdiction|to\s(?!(?:the\s)?\w*\s?\d|[A-Z])|in\seffect|obligation|duty)"),
    _row("reset/re-set | reset/re-set | resetting/re-setting | resets/re-sets | -", "neither", "moved",
         ("The trial is RESET for May 3, 2021", "ORDER resetting hearing")),
    _row("reschedule/re-schedule | rescheduled/re-scheduled | rescheduling/re-scheduling |"
         " reschedules/re-schedules | -", "neither", "moved",
         ("The conference is RESCHEDULED", "ORDER rescheduling conference")),
    _row("postpone | postponed | postponing | postpones | postponement", "neither", "moved",
         ("The hearing is postponed",)),
    _row("adjourn | adjourned | adjourning | adjourns | adjournment", "neither", "moved",
         ("The conference is ADJOURNED to May 3", "ORDER adjourning conference")),
    _row("- | moved/advanced/changed | - | - | -", "neither", "moved",
         ("The trial is moved to June 1, 2021",), ("Plaintiff has moved to dismiss",)),
    _row("modify | modified | modifying | modifies | modification", "neither", "amended",
         ("The order is MODIFIED as follows", "ORDER modifying 12 Scheduling Order")),
    _row("amend | amended | amending | amends | -", "neither", "amended",
         ("The caption is AMENDED", "ORDER amending 12 Scheduling Order"),
         ("The plaintiff amends the complaint", "Plaintiff filed an amended complaint")),
    _row("revise/correct | revised/corrected | revising/correcting | revises/corrects | -", "neither", "amended",
         ("The schedule is REVISED",)),
    # --- where it goes next -------------------------------------------------------------------------------
    _row("remand | remanded | remanding | remands | remand", "neither", None,
         ("The case is REMANDED to the Circuit Court", "ORDER remanding case", "ORDER OF REMAND")),
    _row("transfer | transferred | transferring | transfers | -", "neither", None,
         ("This action is TRANSFERRED to the District of Utah", "ORDER transferring case"),
         ("The deed was transferred by Mr. Doe",)),
    _row("refer | referred | referring | refers | referral", "neither", None,
         ("The matter is REFERRED to Magistrate Judge Roe", "ORDER REFERRING CASE to Magistrate Judge Roe"),
         ("the Court refers to the plaintiff as Roe", "hereinafter referred to as the Agency"),
         unless=r"(?<!\bis\s)(?<!\bare\s)(?<!hereby\s)\|\sto|\|\sto\s(?:as|herein|in)\b|herein(?:after)?\s\|"),
    _row("reassign | reassigned | reassigning | reassigns | reassignment", "neither", None,
         ("This case is REASSIGNED to Judge Roe", "ORDER reassigning case")),
    _row("consolidate | consolidated | consolidating | consolidates | -", "neither", None,
         ("The actions are CONSOLIDATED", "ORDER consolidating cases"),
         ("the consolidated complaint shall be filed",)),
    _row("sever | severed | severing | severs | severance", "neither", None,
         ("The claims are SEVERED", "ORDER severing claims")),
    _row("convert | converted | converting | converts | -", "neither", None,
         ("The case is CONVERTED to Chapter 7", "ORDER converting case")),
    _row("seal | sealed | sealing | seals | -", "neither", None,
         ("The exhibit is SEALED", "ORDER sealing document")),
    _row("unseal | unsealed | unsealing | unseals | -", "neither", None,
         ("The indictment is UNSEALED", "ORDER unsealing case")),
    _row("compel | compelled | compelling | compels | -", "neither", None,
         ("Arbitration is COMPELLED", "ORDER compelling arbitration"),
         ("compelling reasons exist",), unless=r"\|\s(?:reasons?|need|interest)"),
    _row("appoint | appointed | appointing | appoints | -", "neither", None,
         ("Mr. Roe is APPOINTED as counsel", "ORDER APPOINTING Federal Public Defender", "the Court appoints Ann Roe")),
    _row("certify | certified | certifying | certifies | certification", "neither", None,
         ("The class is CERTIFIED", "ORDER certifying class")),
    _row("- | removed | - | - | removal", "neither", None, (), ("The case was removed from state court",)),
)  # fmt: skip

REFUSING = frozenset(row.outcome for row in DISPOSITIONS if row.says == "refused")
GIVING = frozenset(row.outcome for row in DISPOSITIONS if row.says == "given")
UNDECIDED = frozenset(("taken under advisement", "held in abeyance", "reserved", "deferred", "not considered"))

# Each form's verb and shape. A word that is a base and a participle ("reset", "set aside") is a participle here.
BY_FORM: dict[str, tuple[Disposition, Shape]] = {}
for _shape in ("noun", "base", "present", "gerund", "participle"):
    for _disposition in DISPOSITIONS:
        for _form in _disposition.forms(_shape):  # type: ignore[arg-type]
            BY_FORM[_form] = (_disposition, _shape)  # type: ignore[assignment]


def spelled(forms: Iterable[str]) -> str:
    """The forms as alternatives of a pattern, the longest first."""
    return "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in sorted(set(forms), key=lambda one: -len(one)))


def alternatives(shape: Shape, *effects: Effect | None, but: Iterable[str] = ()) -> str:
    """The forms of one shape, of the dispositions with these effects (of all where none is named), as alternatives."""
    left_out = frozenset(but)
    return spelled(
        form
        for row in DISPOSITIONS
        if not effects or row.effect in effects
        for form in row.forms(shape)
        if form not in left_out
    )
