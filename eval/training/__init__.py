"""Training of the reader: data, model, calibration, and what is measured of it."""
