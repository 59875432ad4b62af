"""The embedding model: its files, its ONNX form, its tokens, and the passages that it reads."""
