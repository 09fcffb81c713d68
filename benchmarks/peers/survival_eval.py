"""SurvivalEVAL 0.9.0 on Weibull curves of lung: the figures that TimeErrorsTest and docs/results.md compare with.

    python -m venv venv && venv/bin/pip install survivaleval==0.9.0
    venv/bin/python survival_eval.py ../../datasets/src/main/resources/org/theriac/datasets/lung.csv
"""
import sys
import warnings

import numpy as np
import pandas as pd
from SurvivalEVAL import SurvivalEvaluator

warnings.filterwarnings("ignore")
lung = pd.read_csv(sys.argv[1])
time = lung.time.values.astype(float)
event = (lung.status == 2).values.astype(int)
# R: survreg(Surv(time, status) ~ age + sex, lung)
scale = np.exp(6.274853 - 0.012257 * lung.age.values + 0.382085 * lung.sex.values)
grid = np.linspace(0, 1500, 301)
curves = np.exp(-((grid[None, :] / scale[:, None]) ** (1 / 0.754051)))
judge = SurvivalEvaluator(
    curves, grid, time, event, time, event, predict_time_method="Median", interpolation="Linear"
)
print("medians", judge.predicted_event_times[:3])
for method in ["Uncensored", "Hinge", "Margin", "IPCW-T", "IPCW-D", "Pseudo_obs"]:
    weighted = method != "Hinge"
    print(method, *(float(judge.mae(method=method, weighted=weighted, log_scale=log)) for log in (False, True)))
for ties in ["None", "Risk", "Time", "All"]:
    print("concordance, ties", ties, float(judge.concordance(ties=ties)[0]))
print("Margin concordance", float(judge.concordance(ties="Risk", method="Margin")[0]))
print("D-calibration p", judge.d_calibration()[0])
print("KS-D-calibration p, D", judge.ksd_calibration(seed=1))
print("KM-calibration", judge.km_calibration())
print("1-calibration p", judge.one_calibration(365.0, method="DN")[0])
print("survival-AUPRC", judge.auprc(n_quad=20000))


def margin(c):
    """The best guess by the exact area under the steps of Kaplan-Meier, and its confidence."""
    k = np.searchsorted(times, c, side="right") - 1
    level = 1.0 if k < 0 else survival[k]
    knots = np.r_[c, times[k + 1 :]]
    area = np.sum(np.r_[level, survival[k + 1 :]][:-1] * np.diff(knots))
    area += survival[-1] * (times[-1] / (1 - survival[-1]) - times[-1]) / 2
    return c + area / level, 1 - level


times = np.unique(time)
at_risk = np.array([(time >= t).sum() for t in times])
deaths = np.array([((time == t) & (event == 1)).sum() for t in times])
survival = np.cumprod(1 - deaths / at_risk)
guess, confidence = np.array([margin(c) for c in time]).T
own = np.where(event == 1, time, guess)
weight = np.where(event == 1, 1, confidence)
print("Margin, exact areas", np.average(np.abs(own - judge.predicted_event_times), weights=weight))
