"""Draws the data set selection_simulation: 100 inputs of which five carry the risk, one by its square alone and two by their product alone.

    python3 datasets/scripts/selection_simulation.py selection_simulation.csv.gz        # needs numpy
"""

import gzip
import sys

import numpy as np

ROWS, INPUTS = 1200, 100

draw = np.random.default_rng(20261122)
x = np.round(draw.standard_normal((ROWS, INPUTS)), 3)
risk = x[:, 0] - x[:, 1] + 0.8 * (x[:, 2] ** 2 - 1) + 1.2 * x[:, 3] * x[:, 4]
event_time = draw.exponential(1.0, ROWS) * np.exp(-risk)
censoring = draw.exponential(2.5, ROWS)
time = np.maximum(np.round(np.minimum(event_time, censoring), 5), 1e-5)
event = (event_time <= censoring).astype(int)

lines = [",".join([f"x{j}" for j in range(INPUTS)] + ["time", "event", "log_risk"])]
for i in range(ROWS):
    lines.append(",".join([f"{v:.3f}" for v in x[i]] + [f"{time[i]:.5f}", str(event[i]), f"{risk[i]:.6f}"]))
with open(sys.argv[1], "wb") as file, gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0) as packed:
    packed.write(("\n".join(lines) + "\n").encode())
print(ROWS, "rows,", int(event.sum()), "events")
