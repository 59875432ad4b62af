"""A sentence-transformers model of BERT's kind as an ONNX graph, drawn from its files alone, without torch.

The graph is the paper's: embeddings of words, places and segments; layers of attention and of two dense steps, each
with its residual and normalisation (https://arxiv.org/abs/1810.04805); then the mean over the words, or the first
word's vector, brought to length 1.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

if TYPE_CHECKING:
    from onnx import ModelProto

# What the graph's operators mean is told by these versions.
_OPSET, _IR = 20, 9
# Added to the weight that a word gives to padding: what is left of it is zero.
_NEVER = -1e9
# What this module draws; all else is torch's to export.
_KINDS = [
    ["sentence_transformers.models.Transformer", "sentence_transformers.models.Pooling"],
    ["sentence_transformers.models.Transformer", "sentence_transformers.models.Pooling",
     "sentence_transformers.models.Normalize"],
]  # fmt: skip
_POOLINGS = ("pooling_mode_mean_tokens", "pooling_mode_cls_token")


def can_draw(model: Path) -> bool:
    """Whether the model in that folder is of a form that `drawn` knows."""
    try:
        config, pooling = read(model / "config.json"), read(model / "1_Pooling/config.json")
        kinds = [part["type"] for part in read(model / "modules.json")]
        facts(model)
    except (OSError, ValueError, KeyError, TypeError):
        return False
    chosen = [name for name, on in pooling.items() if name.startswith("pooling_mode_") and on is True]
    return (
        config.get("model_type") == "bert"
        and config.get("hidden_act") == "gelu"
        and config.get("position_embedding_type", "absolute") == "absolute"
        and kinds in _KINDS
        and len(chosen) == 1 and chosen[0] in _POOLINGS
        and (model / "model.safetensors").is_file() and (model / "tokenizer.json").is_file()
    )  # fmt: skip


def facts(model: Path) -> dict[str, int]:
    """dimension: of its vectors; limit: word pieces that it reads."""
    config = read(model / "config.json")
    # As sentence-transformers has it: the shorter of what was set and what there are places for.
    most = read(model / "sentence_bert_config.json").get("max_seq_length") or config["max_position_embeddings"]
    return {
        "dimension": int(config["hidden_size"]), "limit": min(int(most), int(config["max_position_embeddings"]))
    }  # fmt: skip


def read(file: Path) -> Any:
    return json.loads(file.read_text("utf-8"))


def drawn(model: Path) -> ModelProto:
    """The model as one graph: input_ids and attention_mask, (rows, columns) of int64, to sentence_vector. Raises
    KeyError and ValueError where the weights are not those of a BERT."""
    from safetensors.numpy import load_file

    config, pooling = read(model / "config.json"), read(model / "1_Pooling/config.json")
    weights = load_file(model / "model.safetensors")
    prefix = "bert." if any(name.startswith("bert.") for name in weights) else ""
    graph = Graph({name.removeprefix(prefix): array for name, array in weights.items()}, config["layer_norm_eps"])
    hidden, heads = int(config["hidden_size"]), int(config["num_attention_heads"])
    flags = graph.node("Cast", "attention_mask", to=1)
    # (rows, columns) → (rows, 1, 1, columns): for every head and every word that looks.
    away = graph.node("Mul", graph.node("Sub", graph.number(1.0), flags), graph.number(_NEVER))
    away = graph.node("Unsqueeze", away, graph.numbers([1, 2]))
    states = embeddings(graph)
    for layer in range(int(config["num_hidden_layers"])):
        states = encoded(graph, f"encoder.layer.{layer}", states, away, hidden, heads)
    if pooling.get("pooling_mode_cls_token"):
        first = graph.node("Slice", states, graph.numbers([0]), graph.numbers([1]), graph.numbers([1]))
        vector = graph.node("Reshape", first, graph.numbers([-1, hidden]))
    else:
        flags = graph.node("Unsqueeze", flags, graph.numbers([2]))
        summed = graph.node("ReduceSum", graph.node("Mul", states, flags), graph.numbers([1]), keepdims=0)
        count = graph.node("ReduceSum", flags, graph.numbers([1]), keepdims=0)
        vector = graph.node("Div", summed, graph.node("Max", count, graph.number(1e-9)))
    length = graph.node("Max", graph.node("ReduceL2", vector, graph.numbers([1]), keepdims=1), graph.number(1e-12))
    graph.node("Div", vector, length, out="sentence_vector")
    return graph.model(hidden)


def embeddings(graph: Graph) -> str:
    """The sum of each word's, its place's and the first segment's vector, normalised."""
    columns = graph.node("Shape", "input_ids", start=1, end=2)
    words = graph.node("Gather", graph.weight("embeddings.word_embeddings.weight"), "input_ids")
    segment = graph.array(graph.weights["embeddings.token_type_embeddings.weight"][0])
    every = graph.weight("embeddings.position_embeddings.weight")
    placed = graph.node("Slice", every, graph.numbers([0]), columns, graph.numbers([0]))
    summed = graph.node("Add", graph.node("Add", words, segment), placed)
    # Nothing tells that there are as many places as words; ONNX Runtime joins steps only where it knows their shapes.
    graph.shapes[summed] = ("rows", "columns", graph.weights["embeddings.LayerNorm.bias"].size)
    return graph.normalised("embeddings.LayerNorm", summed)


def encoded(graph: Graph, layer: str, states: str, away: str, hidden: int, heads: int) -> str:
    """One layer: every word looks at the others, then goes through two dense steps."""
    size = hidden // heads
    apart = graph.numbers([0, 0, heads, size])  # 0: as it is

    def looked(name: str, order: Sequence[int]) -> str:
        """(rows, columns, hidden) → each head's share, its axes in that order."""
        dense = graph.dense(f"{layer}.attention.self.{name}", states)
        return graph.node("Transpose", graph.node("Reshape", dense, apart), perm=list(order))

    query, key, value = looked("query", (0, 2, 1, 3)), looked("key", (0, 2, 3, 1)), looked("value", (0, 2, 1, 3))
    scores = graph.node("Mul", graph.node("MatMul", query, key), graph.number(size**-0.5))
    shares = graph.node("Softmax", graph.node("Add", scores, away), axis=-1)
    seen = graph.node("Transpose", graph.node("MatMul", shares, value), perm=[0, 2, 1, 3])
    seen = graph.dense(f"{layer}.attention.output.dense", graph.node("Reshape", seen, graph.numbers([0, 0, hidden])))
    states = graph.normalised(f"{layer}.attention.output.LayerNorm", graph.node("Add", seen, states))
    inner = graph.node("Gelu", graph.dense(f"{layer}.intermediate.dense", states))
    outer = graph.dense(f"{layer}.output.dense", inner)
    return graph.normalised(f"{layer}.output.LayerNorm", graph.node("Add", outer, states))


class Graph:
    """An ONNX graph under construction; what its methods return are names of values in it."""

    def __init__(self, weights: dict[str, np.ndarray], epsilon: float):
        self.weights, self.epsilon = weights, epsilon
        self.nodes: list[Any] = []
        self.constants: dict[str, Any] = {}
        # Of values whose shape can't be told from the graph.
        self.shapes: dict[str, tuple[str | int, ...]] = {}

    def node(self, kind: str, *inputs: str, out: str = "", **attributes: Any) -> str:
        from onnx import helper

        name = out or f"v{len(self.nodes)}"
        self.nodes.append(helper.make_node(kind, inputs, [name], **attributes))
        return name

    def array(self, values: np.ndarray, name: str = "") -> str:
        from onnx import numpy_helper

        name = name or f"c{len(self.constants)}"
        if name not in self.constants:
            self.constants[name] = numpy_helper.from_array(np.ascontiguousarray(values), name)
        return name

    def number(self, value: float) -> str:
        return self.array(np.array(value, np.float32))

    def numbers(self, values: Sequence[int]) -> str:
        return self.array(np.array(values, np.int64))

    def weight(self, name: str) -> str:
        return self.array(self.weights[name].astype(np.float32), name)

    def dense(self, name: str, value: str) -> str:
        """value · weightᵀ + bias."""
        turned = self.array(self.weights[f"{name}.weight"].astype(np.float32).T, f"{name}.weight")
        return self.node("Add", self.node("MatMul", value, turned), self.weight(f"{name}.bias"))

    def normalised(self, name: str, value: str) -> str:
        named = self.weight(f"{name}.weight"), self.weight(f"{name}.bias")
        return self.node("LayerNormalization", value, *named, axis=-1, epsilon=self.epsilon)

    def model(self, dimension: int) -> ModelProto:
        from onnx import TensorProto, helper

        inputs = [
            helper.make_tensor_value_info(name, TensorProto.INT64, ["rows", "columns"])
            for name in ("input_ids", "attention_mask")
        ]
        output = helper.make_tensor_value_info("sentence_vector", TensorProto.FLOAT, ["rows", dimension])
        known = [helper.make_tensor_value_info(name, TensorProto.FLOAT, shape) for name, shape in self.shapes.items()]
        constants = list(self.constants.values())
        graph = helper.make_graph(self.nodes, "sentence", inputs, [output], constants, value_info=known)
        return helper.make_model(graph, opset_imports=[helper.make_opsetid("", _OPSET)], ir_version=_IR)
