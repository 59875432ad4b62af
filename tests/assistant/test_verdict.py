"""Yes or no by rule from one sentence: said where question and sentence meet plainly, else left open."""

from __future__ import annotations

import pytest

from assistant.reading.verdict import verdict_of


@pytest.mark.parametrize(
    ("question", "sentence", "said"),
    [
        ("did the court give me a lawyer?", "ORDER denying 32 Motion to Appoint Counsel.", "no"),
        ("Was a lawyer appointed for him?", "The motion for appointment of counsel (ECF No. 9) is GRANTED.", "yes"),
        ("was the motion to compel granted?", "Plaintiff's motion to compel (ECF No. 32) is DENIED.", "no"),
        ("was the motion to compel denied?", "Plaintiff's motion to compel (ECF No. 32) is DENIED.", "yes"),
        ("Did the judge turn down the motion to compel?", "The Court GRANTS the motion to compel.", "no"),
        ("is the case thrown out?", "This case is DISMISSED with prejudice.", "yes"),
        ("did the judge throw out the complaint?", "The motion to dismiss the complaint is DENIED.", "no"),
        ("is the case on hold?", "This case is STAYED.", "yes"),
        ("did we get more time?", "ORDER granting 14 Motion for Extension of Time to Answer.", "yes"),
        ("did the judge say ok to the amended complaint?",
         "The motion for leave to file an amended complaint is GRANTED.", "yes"),
        ("is the magistrate recommending that the motion to suppress be granted?",
         "It is recommended that the motion to suppress be DENIED.", "no"),
        ("Do I have to file a status report?", "Plaintiff shall file a status report by May 3, 2021.", "yes"),
        ("Do we have to file a joint report?", "The parties are excused from filing a joint report.", "no"),
        ("Can I bring a telephone to the hearing?", "No visitor may bring a telephone to the hearing.", "no"),
    ],
)  # fmt: skip
def test_what_is_plain_is_said(question: str, sentence: str, said: str) -> None:
    assert verdict_of(question, sentence).said == said


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        # The sentence turns, or decides two ways.
        ("was the motion granted?", "The motion is GRANTED in part and DENIED in part."),
        ("was the motion to strike granted?", "The motion to strike is GRANTED, except as to Exhibit 4."),
        ("was the motion to strike granted?", "The motion to strike is GRANTED as to Count I."),
        ("did we win the motion?", "ORDER granting 12 Motion to Compel; denying 13 Motion to Compel."),
        ("May I file a reply?", "Plaintiff may not file a reply unless the Court allows it."),
        ("Must I appear?", "***VACATED*** Plaintiff shall appear at the hearing on May 3, 2021."),
        # The question asks about a part, a time, or denies.
        ("did I get everything I asked for?", "The motion is GRANTED."),
        ("is the hearing still on?", "The hearing is VACATED."),
        ("were both motions granted?", "The motions are GRANTED."),
        ("was only the motion to compel granted?", "The motion to compel is GRANTED."),
        ("can I file it again?", "The motion is DENIED without prejudice."),
        # Another thing, another side, another number; what is only told or recommended.
        ("was bail granted?", "The motion to compel is GRANTED."),
        ("was the defendant's motion to strike granted?", "Plaintiff's motion to strike is GRANTED."),
        ("was motion 12 granted?", "The motion (ECF No. 14) is GRANTED."),
        ("was the motion to stay denied?", "On May 3, 2012, the Court denied the motion to stay."),
        ("was the motion to suppress denied?", "It is recommended that the motion to suppress be DENIED."),
        ("Does the defendant have to file a status report?", "Plaintiff shall file a status report."),
        ("why was it denied?", "The motion is DENIED."),
        ("", ""),
    ],
)
def test_what_is_not_plain_is_left_open(question: str, sentence: str) -> None:
    verdict = verdict_of(question, sentence)
    assert verdict.said is None
    assert verdict.reason
