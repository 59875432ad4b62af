"""How right the answers are: runs, scores, figures, reports, and the fit of how sure an answer is."""
