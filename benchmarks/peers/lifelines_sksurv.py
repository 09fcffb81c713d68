"""Times lifelines and scikit-survival on the subjects in two CSV files; prints `what seconds value` for each."""

import statistics
import sys
import time

import numpy as np
import pandas as pd
from sksurv.ensemble import RandomSurvivalForest
from sksurv.linear_model import CoxnetSurvivalAnalysis, CoxPHSurvivalAnalysis
from sksurv.metrics import concordance_index_censored
from sksurv.nonparametric import cumulative_incidence_competing_risks, kaplan_meier_estimator
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

cause = np.where(event, np.where(np.arange(len(table)) % 3 == 0, 2, 1), 0)
try:
    from lifelines import AalenJohansenFitter, CoxPHFitter, KaplanMeierFitter, WeibullAFTFitter
    from lifelines.utils import concordance_index
except ImportError:
    print("lifelines is left out: it is not installed", file=sys.stderr)
else:
    print_time(
        "lifelines:cox",
        lambda: CoxPHFitter().fit(table[["time", "event", *covariates]], "time", "event"),
        lambda fit: fit.params_.iloc[0],
    )
    print_time(
        "lifelines:concordance",
        lambda: concordance_index(table["time"], -table["risk"], table["event"]),
        lambda value: value,
    )
    print_time(
        "lifelines:kaplan_meier",
        lambda: KaplanMeierFitter().fit(table["time"], table["event"]),
        lambda fit: fit.predict(365),
    )
    print_time(
        "lifelines:aalen_johansen",
        lambda: AalenJohansenFitter(seed=1).fit(table["time"], cause, event_of_interest=1),
        lambda fit: fit.predict(365),
    )
    print_time(
        "lifelines:aft",
        lambda: WeibullAFTFitter().fit(table[["time", "event", *covariates]], "time", "event"),
        lambda fit: fit.params_["lambda_"][covariates[0]],
    )

print_time(
    "scikit-survival:cox",
    lambda: CoxPHSurvivalAnalysis(ties="efron").fit(x, outcome),
    lambda fit: fit.coef_[0],
)
print_time(
    "scikit-survival:concordance",
    lambda: concordance_index_censored(event, table["time"], table["risk"]),
    lambda result: result[0],
)
print_time(
    "scikit-survival:kaplan_meier",
    lambda: kaplan_meier_estimator(event, table["time"], conf_type="log-log"),
    lambda curve: curve[1][curve[0] <= 365][-1],
)
print_time(
    "scikit-survival:aalen_johansen",
    lambda: cumulative_incidence_competing_risks(cause, table["time"].to_numpy(), conf_type="log-log"),
    lambda curves: curves[1][1][curves[0] <= 365][-1],
)
scaled = (x - x.mean(axis=0)) / x.std(axis=0)
print_time(
    "scikit-survival:elastic_net",
    lambda: CoxnetSurvivalAnalysis(l1_ratio=1.0).fit(scaled, outcome),
    lambda path: path.alphas_[0],
)
wide = pd.read_csv(sys.argv[2])
columns = wide[[name for name in wide.columns if name.startswith("x")]].to_numpy()
columns = (columns - columns.mean(axis=0)) / columns.std(axis=0)
wide_outcome = Surv.from_arrays(wide["event"].to_numpy(dtype=bool), wide["time"])
print_time(
    "scikit-survival:elastic_net_wide",
    lambda: CoxnetSurvivalAnalysis(l1_ratio=1.0).fit(columns, wide_outcome),
    lambda path: path.alphas_[0],
)
first = min(len(table), 2000)
print_time(
    "scikit-survival:forest",
    lambda: RandomSurvivalForest(n_estimators=50, oob_score=True, random_state=1).fit(x[:first], outcome[:first]),
    lambda forest: forest.oob_score_,
)
