"""Times Theriac beside its peers on the same subjects, in alternating runs, and prints medians and ratios.

usage: side_by_side.py ROWS [ROUNDS [COVARIATES]]     (after `mvn package -pl benchmarks -am -DskipTests`, from the project's root)

THERIAC_CLASSPATH names other classes of Theriac than those that were packaged.
"""

import collections
import glob
import os
import statistics
import subprocess
import sys
import tempfile

rows = sys.argv[1]
rounds = int(sys.argv[2]) if len(sys.argv) > 2 else 5
covariates = sys.argv[3] if len(sys.argv) > 3 else "10"
here = os.path.dirname(os.path.abspath(__file__))
libraries = os.path.join(here, "..", "target", "dist", "lib")
classes = os.environ.get("THERIAC_CLASSPATH")
if not classes and not glob.glob(os.path.join(libraries, "*.jar")):
    sys.exit("build first: mvn package -pl benchmarks -am -DskipTests")
theriac = ["java", "-cp", classes or os.path.join(libraries, "*"), "org.theriac.benchmarks.Stopwatch"]

with tempfile.TemporaryDirectory() as folder:
    table, wide = os.path.join(folder, "subjects.csv"), os.path.join(folder, "wide.csv")
    subprocess.run([*theriac, "write", rows, covariates, table, wide], check=True)
    programs = {
        "theriac": [*theriac, "time", rows, covariates],
        "python": [sys.executable, os.path.join(here, "lifelines_sksurv.py"), table, wide],
        "R": ["Rscript", os.path.join(here, "survival.R"), table, wide],
    }
    seconds, values = collections.defaultdict(list), {}
    for _ in range(rounds):
        for program, command in programs.items():
            try:
                answer = subprocess.run(command, check=True, stdout=subprocess.PIPE, text=True).stdout
            except (OSError, subprocess.CalledProcessError) as failure:
                print(f"{program} is left out: {failure}", file=sys.stderr)
                continue
            for line in answer.splitlines():
                what, time, value = line.split()
                name = what if ":" in what else f"theriac:{what}"
                seconds[name].append(float(time))
                values[name] = value

print(f"{rows} subjects, {covariates} covariates, medians of {rounds} alternating runs")
print(f"{'':32}{'milliseconds':>14}{'times Theriac':>15}  value")
for name in sorted(seconds, key=lambda name: (name.split(":")[1], not name.startswith("theriac"), name)):
    median = statistics.median(seconds[name])
    own = statistics.median(seconds["theriac:" + name.split(":")[1]])
    print(f"{name:32}{1000 * median:14.2f}{median / own:15.1f}  {values[name]}")
