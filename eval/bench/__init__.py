"""How long things take, with how many orders. `python -m eval.bench` is the ordinary measurement."""
