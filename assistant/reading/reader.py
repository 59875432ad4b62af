"""What a reader is, and the three that there are: the one that comes with the project, any CrossEncoder, and none."""

from __future__ import annotations

import json
import logging
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any, Protocol

import numpy as np

from indexer.disk import file_digest
from indexer.errors import SoOrderedError, UsageError

WEIGHTS = Path(__file__).with_name("weights")
# Word pieces of the question that are read; the statement has the rest of the window.
QUESTION_PIECES = 56
# Pairs that go through the model at once; those of like length together.
AT_ONCE = 8
# Of so many statements, the most relevant, the second half of the reader is asked for yes or no, too.
DECIDED = 2
# The answer's words are at most so many pieces.
LONGEST_SPAN = 48


@dataclass(frozen=True, slots=True)
class Judgement:
    """Of one statement: relevance, a logit, above 0 where it answers the question; yes, no, neither, probabilities
    that sum to 1; span, where in the statement's text the answer's words stand (None where nothing is pointed at) and
    how surely, 0 to 1."""

    relevance: float
    yes: float = 0.0
    no: float = 0.0
    neither: float = 1.0
    span: tuple[int, int] | None = None
    span_score: float = 0.0


class Reader(Protocol):
    """Judges statements of one order against one question. name: as `explain` shows it. verdicts: whether it says yes
    and no; one that does not leaves them to the rules."""

    name: str
    verdicts: bool

    def judge(self, question: str, texts: Sequence[str]) -> list[Judgement]:
        """One judgement for each text, in their order."""
        ...


class ReaderDamaged(SoOrderedError):
    """The weights of the reader are not what was shipped."""


class OnnxReader:
    """The reader that comes with the project, by ONNX Runtime. May be used from several threads."""

    verdicts = True

    def __init__(self, folder: Path = WEIGHTS, threads: int = 1):
        """Raises ReaderDamaged where a file is missing or its digest is not the datasheet's."""
        self.folder, self.threads = folder, threads
        try:
            self.facts: dict[str, Any] = json.loads((folder / "reader.json").read_text(encoding="utf-8"))
            for name, digest in self.facts["files"].items():
                if file_digest(folder / name) != digest:
                    raise ReaderDamaged(
                        f"{folder / name} is damaged: install So Ordered again; until then rules answer alone"
                    )
        except (OSError, ValueError, KeyError) as error:
            raise ReaderDamaged(f"the reader in {folder} is not whole ({error}): install So Ordered again") from error
        self.name = str(self.facts["name"])
        self.window = int(self.facts["window"])

    @cached_property
    def session(self) -> Any:
        """The half that finds: relevance, verdict and span of every statement."""
        return self._session("model.onnx")

    @cached_property
    def deciding(self) -> Any:
        """The half that decides: a verdict, of the most relevant statements; None where the weights have no such."""
        return self._session("verdicts.onnx") if "verdicts.onnx" in self.facts["files"] else None

    def _session(self, name: str) -> Any:
        import onnxruntime

        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = self.threads
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        return onnxruntime.InferenceSession(str(self.folder / name), options, providers=["CPUExecutionProvider"])

    @cached_property
    def tokenizer(self) -> Any:
        from tokenizers import Tokenizer

        tokenizer = Tokenizer.from_file(str(self.folder / "tokenizer.json"))
        tokenizer.no_padding()
        tokenizer.no_truncation()
        return tokenizer

    def judge(self, question: str, texts: Sequence[str]) -> list[Judgement]:
        asked = self.tokenizer.encode(question, add_special_tokens=False).ids[:QUESTION_PIECES]
        first, last = self._marks
        pairs, offsets = [], []
        room = self.window - len(asked) - 3
        for text in texts:
            encoded = self.tokenizer.encode(text, add_special_tokens=False)
            pairs.append([first, *asked, last, *encoded.ids[:room], last])
            offsets.append(encoded.offsets[:room])
        relevance, verdicts, spans = self._run(self.session, pairs, len(asked) + 2)
        if self.deciding is not None and pairs:
            best = sorted(range(len(pairs)), key=lambda row: -relevance[row])[:DECIDED]
            _, second, _ = self._run(self.deciding, [pairs[row] for row in best], len(asked) + 2)
            for row, logits in zip(best, second, strict=True):
                verdicts[row] = (verdicts[row] + logits) / 2
        found = []
        for row, logits in enumerate(verdicts):
            yes, no, neither = (float(share) for share in _softmax(logits))
            span, sure = _span(spans[row][len(asked) + 2 :][: len(offsets[row])], offsets[row])
            found.append(Judgement(float(relevance[row]), yes, no, neither, span, sure))
        return found

    def _run(self, session: Any, pairs: list[list[int]], second: int) -> tuple[list, list, list]:
        """Relevance, verdict logits and span logits of each pair; those of like length go through together. second:
        where the statement begins in a pair."""
        relevance: list[Any] = [None] * len(pairs)
        verdicts, spans = relevance.copy(), relevance.copy()
        by_length = sorted(range(len(pairs)), key=lambda row: len(pairs[row]))
        for begin in range(0, len(by_length), AT_ONCE):
            rows = by_length[begin : begin + AT_ONCE]
            width = max(len(pairs[row]) for row in rows)
            ids = np.zeros((len(rows), width), dtype=np.int64)
            mask, kinds = np.zeros_like(ids), np.zeros_like(ids)
            for place, row in enumerate(rows):
                ids[place, : len(pairs[row])] = pairs[row]
                mask[place, : len(pairs[row])] = 1
                kinds[place, second : len(pairs[row])] = 1
            got = session.run(None, {"input_ids": ids, "attention_mask": mask, "token_type_ids": kinds})
            for place, row in enumerate(rows):
                relevance[row], verdicts[row], spans[row] = (part[place] for part in got)
        return relevance, verdicts, spans

    @cached_property
    def _marks(self) -> tuple[int, int]:
        """The numbers of the pieces that begin a pair and end each half."""
        return self.tokenizer.token_to_id("[CLS]"), self.tokenizer.token_to_id("[SEP]")


@lru_cache(maxsize=1)
def own_reader() -> Reader | None:
    """The project's own reader, shared by all who ask; None, told once on the log, where its weights are damaged:
    rules alone go on."""
    try:
        return OnnxReader()
    except ReaderDamaged as error:
        logging.getLogger("so_ordered").warning("%s", error)
        return None


def reader_of(name: str | None) -> Reader | None:
    """What `--reader` names: None, the project's own; "none", rules alone; else a folder with a CrossEncoder."""
    if name is None:
        return own_reader()
    return None if name == "none" else CrossEncoderReader(Path(name))


class CrossEncoderReader:
    """Any local sentence-transformers CrossEncoder with one output: it says what answers, not yes or no."""

    verdicts = False

    def __init__(self, folder: Path):
        """Raises UsageError for a folder that is no CrossEncoder."""
        try:
            from sentence_transformers import CrossEncoder

            self.model = CrossEncoder(str(folder), local_files_only=True, device=None)
        except ImportError as error:
            raise UsageError(
                "--reader with a folder needs sentence-transformers: install it, or leave --reader out"
            ) from error
        except Exception as error:  # whatever the library says of a folder that is none
            raise UsageError(
                f"{folder} is no sentence-transformers CrossEncoder: name a folder with config.json and weights"
            ) from error
        if self.model.num_labels != 1:
            raise UsageError(f"{folder} has {self.model.num_labels} outputs; a reader has one: how well a text answers")
        self.name = folder.name

    def judge(self, question: str, texts: Sequence[str]) -> list[Judgement]:
        import torch

        scores = self.model.predict([(question, text) for text in texts], activation_fn=torch.nn.Identity())
        return [Judgement(float(score)) for score in scores]


def _softmax(logits: np.ndarray) -> np.ndarray:
    raised = np.exp(logits - logits.max())
    return raised / raised.sum()


def _span(logits: np.ndarray, offsets: list[tuple[int, int]]) -> tuple[tuple[int, int] | None, float]:
    """The likeliest stretch of at most LONGEST_SPAN pieces, in characters, and its probability."""
    if not len(logits):
        return None, 0.0
    starts, ends = _softmax(logits[:, 0]), _softmax(logits[:, 1])
    best, chosen = -1.0, (0, 0)
    for start in np.argsort(-starts)[:6]:
        stop = min(len(ends), start + LONGEST_SPAN)
        end = start + int(np.argmax(ends[start:stop]))
        if starts[start] * ends[end] > best:
            best, chosen = float(starts[start] * ends[end]), (int(start), int(end))
    return (offsets[chosen[0]][0], offsets[chosen[1]][1]), math.sqrt(best)
