"""Times lifelines and scikit-survival on the subjects in a CSV file; prints `what seconds value` for each."""

import statistics
import sys
import time

import pandas as pd
from lifelines import CoxPHFitter
from lifelines.utils import concordance_index
from sksurv.linear_model import CoxPHSurvivalAnalysis
from sksurv.metrics import concordance_index_censored
from sksurv.util import Surv

REPETITIONS = 3


def print_time(what, work, value):
    result = work()
    seconds = []
    for _ in range(REPETITIONS):
        start = time.process_time()
        result = work()
        seconds.append(time.process_time() - start)
    print(what, f"{statistics.median(seconds):.6f}", f"{value(result):.9f}", flush=True)


table = pd.read_csv(sys.argv[1])
covariates = [name for name in table.columns if name.startswith("x")]
event = table["event"].to_numpy(dtype=bool)
outcome = Surv.from_arrays(event, table["time"])
x = table[covariates].to_numpy()

print_time(
    "lifelines:cox",
    lambda: CoxPHFitter().fit(table[["time", "event", *covariates]], "time", "event"),
    lambda fit: fit.params_.iloc[0],
)
print_time(
    "scikit-survival:cox",
    lambda: CoxPHSurvivalAnalysis(ties="efron").fit(x, outcome),
    lambda fit: fit.coef_[0],
)
print_time(
    "lifelines:concordance",
    lambda: concordance_index(table["time"], -table["risk"], table["event"]),
    lambda value: value,
)
print_time(
    "scikit-survival:concordance",
    lambda: concordance_index_censored(event, table["time"], table["risk"]),
    lambda result: result[0],
)
