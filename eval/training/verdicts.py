"""`python -m eval.training.verdicts EXAMPLES --start CHECKPOINT`: the second half of the reader, which says yes or no.

It begins with the reader's own weights and sees nothing but questions with the statement that answers them, so in the
same time it sees several times as many; what it learns is then asked of the best statements alone.
"""

from __future__ import annotations

import argparse
import random
import time
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional

from eval.training.examples import Example
from eval.training.train import (
    CHECKPOINT_SECONDS,
    NEITHER,
    ROUND,
    Pair,
    Trainer,
    load,
    mistyped,
    verdict_pairs,
)

# Pairs of a batch that are yes or no, and that are neither: another kind of question, or a statement beside the point.
DECIDED, UNDECIDED = 24, 8
# Of how many nearest statements that don't answer one is drawn.
NEAREST = 6


def undecided_pairs(pool: list[Example], count: int, chance: random.Random) -> list[Pair]:
    """Pairs to which neither is right: mostly yes/no questions with a statement that is only near, also other kinds."""
    made: list[Pair] = []
    while len(made) < count:
        example = chance.choice(pool)
        wrong = [number for number in example.ranks if example.labels[number] < 0.3][:NEAREST]
        if example.near is not None and example.labels[example.near] < 0.3 and chance.random() < 0.7:
            wrong = [example.near]
        if wrong and (example.verdict is not None or not example.answered or chance.random() < 0.3):
            text = example.texts[chance.choice(wrong)]
            made.append(Pair(mistyped(example.question, chance), text, -1, False, NEITHER))
    return made


class VerdictTrainer(Trainer):
    """The same model, moved by its verdicts alone."""

    def decide(self, pool: list[Example], rest: list[Example]) -> None:
        began = self.clock()
        pairs = verdict_pairs(pool, DECIDED, self.chance) + undecided_pairs(rest, UNDECIDED, self.chance)
        _, verdicts, _, _ = self._read(pairs)
        said = torch.tensor([pair.verdict for pair in pairs], device=self.device)
        loss = functional.cross_entropy(verdicts, said)
        for group in self.optimizer.param_groups:
            group["lr"] = self.rate * self.pace()
        self.optimizer.zero_grad()
        loss.backward()
        nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        self.steps += 1
        self.spent += self.clock() - began
        right = (verdicts.argmax(1) == said).float()
        parts = {"loss": float(loss.detach()), "right": float(right[:DECIDED].mean())}
        for name, value in parts.items():
            self.means[name] = 0.98 * self.means.get(name, value) + 0.02 * value


def train(path: Path, start: Path, folder: Path, minutes: float, rate: float) -> None:
    """Train until the time is up; the checkpoint in `folder` is the verdict's half."""
    trainer = VerdictTrainer(folder, minutes, rate)
    if not trainer.checkpoint.exists():
        trainer.model.load_state_dict(torch.load(start, map_location=trainer.device, weights_only=False)["model"])
    trainer.model.train()
    saved = time.monotonic()
    data: list[Example] = []
    while trainer.spent < trainer.seconds:
        if trainer.steps % ROUND == 0 or not data:
            data = load(path)
            pool = [one for one in data if one.verdict]
            print(f"{len(pool)} yes/no questions", flush=True)
        trainer.decide(pool, data)
        if trainer.steps % 50 == 0:
            means = " ".join(f"{name} {value:.3f}" for name, value in trainer.means.items())
            print(f"step {trainer.steps} {trainer.spent / 60:.1f} min {means}", flush=True)
        if time.monotonic() - saved > CHECKPOINT_SECONDS:
            trainer.save()
            saved = time.monotonic()
    trainer.save()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("examples", type=Path)
    parser.add_argument("--start", type=Path, required=True, help="the checkpoint of `train`")
    parser.add_argument("--out", type=Path, default=Path("var/training/verdicts"))
    parser.add_argument("--minutes", type=float, default=30)
    parser.add_argument("--rate", type=float, default=1e-4)
    given = parser.parse_args()
    train(given.examples, given.start, given.out, given.minutes, given.rate)


if __name__ == "__main__":
    main()
