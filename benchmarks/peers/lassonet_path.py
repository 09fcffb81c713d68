"""Times one LassoNet path on the head-and-neck cohort beside the authors' package (PyPI lassonet 0.0.21), in alternating runs, one thread each.

usage: lassonet_path.py [ROUNDS]     (after `mvn package -pl benchmarks -am -DskipTests`, from the project's root)

Both do the dense training and follow the path to its empty end, with the same network, steps and patience; each is timed from prepared arrays in
memory to the finished path. Printed: medians of the seconds, the ratio, and the number of penalties on the path.
"""

import csv
import os
import statistics
import subprocess
import sys
import tempfile

here = os.path.dirname(os.path.abspath(__file__))


def follow(table):
    import time

    import numpy
    import torch
    from lassonet import LassoNetCoxRegressor

    torch.set_num_threads(1)
    with open(table) as lines:
        rows = list(csv.reader(lines))
    names, values = rows[0], numpy.array(rows[1:], dtype=numpy.float64)
    outcome = [names.index("duration"), names.index("event")]
    x = numpy.delete(values, outcome, axis=1)
    x = ((x - x.mean(0)) / x.std(0, ddof=1)).astype(numpy.float32)
    y = values[:, outcome].astype(numpy.float32)
    model = LassoNetCoxRegressor(
        tie_approximation="efron", hidden_dims=(32,), M=10, path_multiplier=1.05,
        random_state=0, torch_seed=0, n_iters=(300, 10), patience=(50, 5))
    start = time.perf_counter()
    path = model.path(x, y)
    print(f"path {time.perf_counter() - start:.6f} {len(path)}")


if len(sys.argv) > 2 and sys.argv[1] == "follow":
    follow(sys.argv[2])
    sys.exit()

rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
java = ["java", "-XX:+UseSerialGC", "-Dorg.bytedeco.javacpp.maxPhysicalBytes=0",
        "-cp", os.path.join(here, "..", "target", "dist", "lib", "*"), "org.theriac.benchmarks.PathStopwatch"]
with tempfile.TemporaryDirectory() as folder:
    table = os.path.join(folder, "hnscc.csv")
    subprocess.run([*java, "write", table], check=True)
    programs = {"theriac": [*java, "time", table], "lassonet": [sys.executable, __file__, "follow", table]}
    seconds = {name: [] for name in programs}
    penalties = {}
    for _ in range(rounds):
        for name, command in programs.items():
            answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout.split("\n")
            _, time, penalties[name] = [line for line in answer if line.startswith("path ")][0].split()
            seconds[name].append(float(time))
own = statistics.median(seconds["theriac"])
for name, times in seconds.items():
    median = statistics.median(times)
    print(f"{name:10} {median:8.2f} s {median / own:6.1f} times Theriac   {penalties[name]} penalties")
