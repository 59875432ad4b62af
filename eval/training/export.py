"""`python -m eval.training.export CHECKPOINT --out FOLDER`: the trained reader as ONNX with 8-bit weights."""

from __future__ import annotations

import argparse
import datetime as dt
import json
import tempfile
from pathlib import Path

import numpy as np
import torch

from assistant.reading.reader import OnnxReader
from eval.training.model import WINDOW, ReaderModel, base_model, fresh
from indexer.disk import file_digest

NAMES = ["input_ids", "attention_mask", "token_type_ids"]


def load_trained(checkpoint: Path) -> tuple[ReaderModel, object]:
    """The model of a checkpoint of `train`, and its tokenizer."""
    model, tokenizer = fresh()
    model.load_state_dict(torch.load(checkpoint, map_location="cpu", weights_only=False)["model"])
    return model.eval(), tokenizer


def export(checkpoint: Path, folder: Path, name: str, verdicts: Path | None = None) -> None:
    """Write model.onnx, of `verdicts` verdicts.onnx, tokenizer.json and reader.json (name, window, digests)."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {"model.onnx": checkpoint, **({"verdicts.onnx": verdicts} if verdicts else {})}
    for file, trained in files.items():
        quantized(trained, folder / file)
    (folder / "tokenizer.json").write_bytes((base_model() / "tokenizer.json").read_bytes())
    facts = {
        "name": name, "window": WINDOW, "made": dt.date.today().isoformat(),
        "files": {file: file_digest(folder / file) for file in (*files, "tokenizer.json")},
    }  # fmt: skip
    (folder / "reader.json").write_text(json.dumps(facts, indent=2) + "\n", encoding="utf-8")


def quantized(checkpoint: Path, file: Path) -> None:
    """The model of a checkpoint as ONNX with 8-bit weights."""
    from onnxruntime.quantization import QuantType, quantize_dynamic

    model, _ = load_trained(checkpoint)
    example = tuple(torch.ones(2, 16, dtype=torch.long) for _ in NAMES)
    axes = {name: {0: "pairs", 1: "pieces"} for name in NAMES}
    axes |= {"relevance": {0: "pairs"}, "verdict": {0: "pairs"}, "span": {0: "pairs", 1: "pieces"}}
    with tempfile.TemporaryDirectory() as scratch:
        plain = Path(scratch) / "plain.onnx"
        torch.onnx.export(
            model, example, str(plain), input_names=NAMES, output_names=["relevance", "verdict", "span"],
            dynamic_axes=axes, dynamo=False, opset_version=17,
        )  # fmt: skip
        # Seven bits of eight: processors without VNNI add pairs of products in sixteen bits, which eight overflow.
        quantize_dynamic(plain, file, weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)


def agreement(checkpoint: Path, folder: Path, pairs: list[tuple[str, list[str]]]) -> dict[str, float]:
    """How the 8-bit reader agrees with the trained model: share of questions with the same best statement, of pairs
    with the same verdict, and the mean difference of relevance."""
    model, tokenizer = load_trained(checkpoint)
    reader = OnnxReader(folder, threads=2)
    same_best, same_verdict, differences = [], [], []
    with torch.no_grad():
        for question, texts in pairs:
            encoded = tokenizer(  # type: ignore[operator]
                [question] * len(texts),
                texts,
                truncation="only_second",
                max_length=WINDOW,
                padding=True,
                return_tensors="pt",
            )
            relevance, verdict, _ = model(**{name: encoded[name] for name in NAMES})
            judged = reader.judge(question, texts)
            quick = np.array([one.relevance for one in judged])
            same_best.append(int(relevance.argmax()) == int(quick.argmax()))
            differences += list(np.abs(relevance.numpy() - quick))
            said = [int(np.argmax([one.yes, one.no, one.neither])) for one in judged]
            same_verdict += list(verdict.argmax(1).numpy() == np.array(said))
    return {
        "same best statement": float(np.mean(same_best)), "same verdict": float(np.mean(same_verdict)),
        "mean difference of relevance": float(np.mean(differences)),
    }  # fmt: skip


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--out", type=Path, required=True)
    parser.add_argument("--name", default="so-ordered-reader-1")
    parser.add_argument("--examples", type=Path, help="to measure the agreement of the two forms on its dev part")
    parser.add_argument("--verdicts", type=Path, help="the checkpoint of `verdicts`")
    given = parser.parse_args()
    export(given.checkpoint, given.out, given.name, given.verdicts)
    if given.examples:
        from eval.training.train import load

        pairs = [(one.question, [one.texts[n] for n in one.ranks[:16]]) for one in load(given.examples, "dev")[:150]]
        print(agreement(given.checkpoint, given.out, pairs))


if __name__ == "__main__":
    main()
