"""`python -m eval.training.train EXAMPLES --out FOLDER`: trains the reader; goes on from its last checkpoint.

The time is given (`--minutes`, of training, of one processor core or of the GPU; pauses, and what other programs take
meanwhile, are not counted); warm-up and decay follow it. Every `ROUND` batches
EXAMPLES is read anew, so that questions that were added meanwhile are learnt too; those seen least come first.
"""

from __future__ import annotations

import argparse
import random
import time
from collections import Counter
from pathlib import Path
from typing import Any

import msgspec
import torch
from torch import nn
from torch.nn import functional

from eval.training.examples import Example
from eval.training.model import WINDOW, ReaderModel, fresh
from eval.training.turned import turned_question, turned_statement

YES, NO, NEITHER, UNKNOWN = 0, 1, 2, -100
VERDICTS = {"yes": YES, "no": NO, None: NEITHER}
ANSWERS = 0.8
# Statements read for each question, and of how many nearest the wrong ones are drawn.
PAIRS, HARD = 4, 10
# Of so many questions the statements are another order's, so that what is off the point is known as such.
FOREIGN = 0.1
QUESTIONS, VERDICT_PAIRS, AT_ONCE = 12, 8, 14
# The parts of the loss.
POINTWISE, VERDICT, SPAN, TURNED = 0.5, 0.5, 0.5, 1.5
WARM_UP, LEAST = 0.05, 0.03
CHECKPOINT_SECONDS = 300
ROUND = 150


class Pair(msgspec.Struct):
    """A question with a statement: which question of the batch, whether it answers, verdict, the answer's words."""

    question: str
    text: str
    own: int
    answers: bool = False
    verdict: int = UNKNOWN
    span: str | None = None


def pairs_of(example: Example, own: int, chance: random.Random) -> list[Pair]:
    """One or two statements that answer, and the rest of `PAIRS` from the nearest that don't."""
    right = [n for n, label in enumerate(example.labels) if label >= ANSWERS]
    wrong = [n for n in example.ranks if example.labels[n] < 0.3]
    hard = wrong[:HARD]
    chance.shuffle(hard)
    if len(wrong) > HARD and chance.random() < 0.5:
        hard[-1:] = [chance.choice(wrong[HARD:])]
        hard = hard[-1:] + hard[:-1]
    best = [n for n in right if example.labels[n] == 1.0] or right
    chosen = [chance.choice(best)] if right else []
    if len(right) > 1 and chance.random() < 0.3:
        chosen = chance.sample(right, 2)
    near = example.near if example.near is not None and example.labels[example.near] < 0.3 else None
    others = ([near] if near is not None else []) + [n for n in hard if n != near]
    question = mistyped(example.question, chance)
    made = []
    for number in chosen + others[: PAIRS - len(chosen)]:
        answers = number in chosen
        text = example.texts[number]
        span = example.span if answers and example.span and example.span in text else None
        verdict = VERDICTS[example.verdict] if answers else NEITHER if number == near else UNKNOWN
        made.append(Pair(question, text, own, answers, verdict, span))
    return made


def foreign_pairs(example: Example, other: Example, own: int, chance: random.Random) -> list[Pair]:
    """The question put to statements of another order, which don't answer it."""
    if other.order == example.order:
        return pairs_of(example, own, chance)
    chosen = chance.sample(range(len(other.texts)), min(PAIRS, len(other.texts)))
    question = mistyped(example.question, chance)
    return [Pair(question, other.texts[number], own, verdict=NEITHER) for number in chosen]


def verdict_pairs(pool: list[Example], count: int, chance: random.Random) -> list[Pair]:
    """Further yes/no pairs; of two in three a deciding word of statement or question is turned, if there is one."""
    made: list[Pair] = []
    while len(made) < count:
        example = chance.choice(pool)
        text = example.texts[chance.choice([n for n, label in enumerate(example.labels) if label == 1.0] or [0])]
        question, verdict = example.question, VERDICTS[example.verdict]
        draw = chance.random()
        if draw < 0.45 and (other := turned_statement(text, example.type, chance)):
            text, verdict = other, 1 - verdict
        elif draw > 0.75 and (other := turned_question(question, chance)):
            question, verdict = other, 1 - verdict
        made.append(Pair(mistyped(question, chance), text, -1, False, verdict))
    return made


def mistyped(question: str, chance: random.Random) -> str:
    """One question in six as it is typed on a phone: a letter lost, doubled or exchanged, no question mark."""
    if chance.random() > 0.17 or len(question) < 12:
        return question
    letters = list(question.rstrip("?"))
    for _ in range(chance.choice((0, 1, 1, 2))):
        at = chance.randrange(1, len(letters) - 1)
        what = chance.random()
        if what < 0.4:
            del letters[at]
        elif what < 0.6:
            letters.insert(at, letters[at])
        else:
            letters[at], letters[at + 1 : at + 2] = (
                letters[-1] if at + 1 >= len(letters) else letters[at + 1],
                [letters[at]],
            )
    return "".join(letters)


class Trainer:
    """The model, what moves it, and how far it is. `step` takes one batch of examples."""

    def __init__(self, folder: Path, minutes: float, rate: float, start: Path | None = None):
        torch.manual_seed(1)
        torch.set_flush_denormal(True)
        self.folder, self.seconds = folder, minutes * 60
        self.chance = random.Random(1)
        self.device = "cuda" if torch.cuda.is_available() else "cpu"
        model, self.tokenizer = fresh(start)
        self.model: ReaderModel = model.to(self.device)
        moving = [parameter for parameter in self.model.parameters() if parameter.requires_grad]
        self.optimizer = torch.optim.AdamW(moving, lr=rate, weight_decay=0.01)
        self.rate, self.spent, self.steps = rate, 0.0, 0
        self.means: dict[str, float] = {}
        self.seen: Counter[str] = Counter()
        self._go_on()

    @property
    def checkpoint(self) -> Path:
        return self.folder / "checkpoint.pt"

    def _go_on(self) -> None:
        if self.checkpoint.exists():
            state = torch.load(self.checkpoint, map_location=self.device, weights_only=False)
            self.model.load_state_dict(state["model"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.spent, self.steps = state["spent"], state["steps"]
            self.chance.setstate(state["chance"])
            self.seen.update(state["seen"])
            print(f"going on after {self.spent / 60:.0f} minutes")

    def clock(self) -> float:
        """Seconds of training: the processor's time shared by the threads, or on a GPU the wall's."""
        return time.monotonic() if self.device == "cuda" else time.process_time() / torch.get_num_threads()

    def save(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        state = {
            "model": self.model.state_dict(), "optimizer": self.optimizer.state_dict(), "spent": self.spent,
            "steps": self.steps, "chance": self.chance.getstate(), "seen": dict(self.seen),
        }  # fmt: skip
        whole = self.checkpoint.with_suffix(".new")
        torch.save(state, whole)
        whole.replace(self.checkpoint)

    def pace(self) -> float:
        """The learning rate's share now: up to 1 over the warm-up, then down in a line."""
        done = self.spent / self.seconds
        return min(1.0, done / WARM_UP + 0.02) * max(LEAST, 1.0 - done)

    def step(self, batch: list[Example], pool: list[Example]) -> None:
        began = self.clock()
        pairs = [
            pair
            for own, example in enumerate(batch)
            for pair in (
                foreign_pairs(example, batch[own - 1], own, self.chance)
                if self.chance.random() < FOREIGN
                else pairs_of(example, own, self.chance)
            )
        ]
        further = verdict_pairs(pool, VERDICT_PAIRS, self.chance)
        loss, parts = self._loss(pairs, further, len(batch))
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * self.pace()
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.steps += 1
        self.spent += self.clock() - began
        for name, value in parts.items():
            self.means[name] = 0.98 * self.means.get(name, value) + 0.02 * value

    def _loss(self, pairs: list[Pair], further: list[Pair], questions: int) -> tuple[torch.Tensor, dict[str, float]]:
        relevance, verdicts, spans, encoded = self._read(pairs + further)
        count = len(pairs)
        answers = torch.tensor([pair.answers for pair in pairs], device=self.device)
        own = torch.tensor([pair.own for pair in pairs], device=self.device)
        rel, nothing = relevance[:count], torch.zeros(1, device=self.device)
        listwise = torch.zeros((), device=self.device)
        for number in range(questions):
            mine = own == number
            scores, right = rel[mine], answers[mine]
            target = torch.logsumexp(scores[right], 0) if right.any() else nothing[0]
            listwise = listwise + torch.logsumexp(torch.cat([scores, nothing]), 0) - target
        listwise = listwise / questions
        pointwise = functional.binary_cross_entropy_with_logits(rel, answers.float())
        said = torch.tensor([pair.verdict for pair in pairs], device=self.device)
        verdict = (
            functional.cross_entropy(verdicts[:count], said, ignore_index=UNKNOWN)
            if (said >= 0).any()
            else 0 * listwise
        )
        turned_said = torch.tensor([pair.verdict for pair in further], device=self.device)
        turned = functional.cross_entropy(verdicts[count:], turned_said)
        right_said = (verdicts[count:].argmax(1) == turned_said).float().mean()
        span = self._span_loss(pairs, spans, encoded)
        whole = listwise + POINTWISE * pointwise + VERDICT * verdict + SPAN * span + TURNED * turned
        parts = {
            "listwise": float(listwise.detach()), "verdict": float(verdict.detach()), "span": float(span.detach()),
            "turned": float(turned.detach()), "turned right": float(right_said),
        }  # fmt: skip
        return whole, parts

    def _read(self, pairs: list[Pair]) -> tuple[torch.Tensor, torch.Tensor, list[torch.Tensor], Any]:
        """All pairs through the model, those of like length at once."""
        encoded = self.tokenizer(
            [pair.question for pair in pairs], [pair.text for pair in pairs], truncation="only_second",
            max_length=WINDOW, return_offsets_mapping=True,
        )  # fmt: skip
        lengths = [len(ids) for ids in encoded["input_ids"]]
        by_length = sorted(range(len(pairs)), key=lengths.__getitem__)
        relevance: list = [None] * len(pairs)
        verdicts: list = [None] * len(pairs)
        spans: list = [None] * len(pairs)
        for first in range(0, len(pairs), AT_ONCE):
            rows = by_length[first : first + AT_ONCE]
            width = max(lengths[row] for row in rows)
            made = {
                name: torch.zeros(len(rows), width, dtype=torch.long)
                for name in ("input_ids", "attention_mask", "token_type_ids")
            }
            for place, row in enumerate(rows):
                for name, tensor in made.items():
                    tensor[place, : lengths[row]] = torch.tensor(encoded[name][row])
            got = self.model(**{name: tensor.to(self.device) for name, tensor in made.items()})
            for place, row in enumerate(rows):
                relevance[row], verdicts[row], spans[row] = got[0][place], got[1][place], got[2][place, : lengths[row]]
        return torch.stack(relevance), torch.stack(verdicts), spans, encoded

    def _span_loss(self, pairs: list[Pair], spans: list[torch.Tensor], encoded: Any) -> torch.Tensor:
        losses = []
        for row, pair in enumerate(pairs):
            if pair.span is None:
                continue
            ids, offsets = encoded["input_ids"][row], encoded["offset_mapping"][row]
            start = pair.text.find(pair.span)
            end = start + len(pair.span)
            begin = ids.index(self.tokenizer.sep_token_id) + 1
            inside = [
                place for place in range(begin, len(ids))
                if offsets[place][1] > offsets[place][0] and offsets[place][0] >= start and offsets[place][1] <= end
            ]  # fmt: skip
            if not inside:
                continue
            logits = spans[row][begin:]
            for column, place in ((0, inside[0]), (1, inside[-1])):
                target = torch.tensor([place - begin], device=self.device)
                losses.append(functional.cross_entropy(logits[None, :, column], target))
        return torch.stack(losses).mean() if losses else torch.zeros((), device=self.device)


def load(path: Path, part: str = "train", share: float = 1.0) -> list[Example]:
    """The examples of a part; a share of them, by a fixed draw, for a learning curve."""
    found = [one for one in msgspec.msgpack.decode(path.read_bytes(), type=list[Example]) if one.part == part]
    return random.Random(7).sample(found, int(len(found) * share)) if share < 1 else found


def train(path: Path, folder: Path, minutes: float, rate: float, share: float = 1.0, start: Path | None = None) -> None:
    """Train until the time is up; the checkpoint in `folder` is the reader."""
    trainer = Trainer(folder, minutes, rate, start)
    trainer.model.train()
    saved = time.monotonic()
    while trainer.spent < trainer.seconds:
        data = load(path, share=share)
        pool = [one for one in data if one.verdict]
        trainer.chance.shuffle(data)
        data.sort(key=lambda one: trainer.seen[one.id])
        print(f"{len(data)} questions, {len(pool)} of them yes or no", flush=True)
        for first in range(0, min(len(data) - QUESTIONS + 1, ROUND * QUESTIONS), QUESTIONS):
            batch = data[first : first + QUESTIONS]
            trainer.step(batch, pool)
            trainer.seen.update(one.id for one in batch)
            if trainer.steps % 25 == 0:
                means = " ".join(f"{name} {value:.3f}" for name, value in trainer.means.items())
                print(f"step {trainer.steps} {trainer.spent / 60:.1f} min {means}", flush=True)
            if time.monotonic() - saved > CHECKPOINT_SECONDS:
                trainer.save()
                saved = time.monotonic()
            if trainer.spent >= trainer.seconds:
                break
    trainer.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--out", type=Path, default=Path("var/training/reader"))
    parser.add_argument("--minutes", type=float, default=90)
    parser.add_argument("--rate", type=float, default=1e-4)
    parser.add_argument("--share", type=float, default=1.0, help="of the questions, for a learning curve")
    parser.add_argument("--start", type=Path, help="a folder of a BERT to start from; as a rule the embedding model's")
    given = parser.parse_args()
    train(given.examples, given.out, given.minutes, given.rate, given.share, given.start)


if __name__ == "__main__":
    main()
