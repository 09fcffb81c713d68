"""Times Theriac beside its peers on the same subjects, in alternating runs, and prints medians and ratios.

usage: side_by_side.py ROWS [ROUNDS]     (after `mvn package -pl benchmarks -am -DskipTests`, from the project's root)
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
here = os.path.dirname(os.path.abspath(__file__))
libraries = os.path.join(here, "..", "target", "dist", "lib")
if not glob.glob(os.path.join(libraries, "*.jar")):
    sys.exit("build first: mvn package -pl benchmarks -am -DskipTests")
theriac = ["java", "-cp", os.path.join(libraries, "*"), "org.theriac.benchmarks.Stopwatch"]

with tempfile.TemporaryDirectory() as folder:
    table = os.path.join(folder, "subjects.csv")
    subprocess.run([*theriac, "write", rows, table], check=True)
    programs = {
        "theriac": [*theriac, "time", rows],
        "python": [sys.executable, os.path.join(here, "lifelines_sksurv.py"), table],
        "R": ["Rscript", os.path.join(here, "survival.R"), table],
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

print(f"{rows} subjects, medians of {rounds} alternating runs")
print(f"{'':32}{'milliseconds':>14}{'times Theriac':>15}  value")
for name in sorted(seconds, key=lambda name: (name.split(":")[1], not name.startswith("theriac"), name)):
    median = statistics.median(seconds[name])
    own = statistics.median(seconds["theriac:" + name.split(":")[1]])
    print(f"{name:32}{1000 * median:14.2f}{median / own:15.1f}  {values[name]}")
