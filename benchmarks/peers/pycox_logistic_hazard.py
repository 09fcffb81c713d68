#!/usr/bin/env python3
"""Logistic-Hazard by pycox on the tables that Theriac ships, with the settings of pycox's notebooks.

    python3 benchmarks/peers/pycox_logistic_hazard.py metabric support

Needs: pycox 0.3.0, torch, torchtuples, pandas. For each table the rows marked 'test' are judged; a fifth of the others stops training early. Prints the mean
over five seeds of Antolini's C ('adj_antolini') and of the integrated Brier score of pycox (censoring curve of the test rows, sum of weights).
"""
import os
import pathlib
import sys
import tempfile
import warnings

import numpy as np
import pandas as pd
import scipy.integrate

warnings.filterwarnings("ignore")
if not hasattr(scipy.integrate, "simps"):  # pycox 0.3.0 calls what newer SciPy has renamed
    scipy.integrate.simps = lambda y, x=None: scipy.integrate.simpson(y, x=x)

import torch
import torchtuples
from pycox.evaluation import EvalSurv
from pycox.models import LogisticHazard

TABLES = pathlib.Path(__file__).resolve().parents[2] / "datasets/src/main/resources/org/theriac/datasets"

os.chdir(tempfile.mkdtemp())  # torchtuples keeps the best weights in the current folder


def prepared(table):
    inputs = [name for name in table.columns if name not in ("part", "time", "event")]
    train = table[table.part != "test"]
    x = table[inputs].to_numpy("float64")
    ref = train[inputs].to_numpy("float64")
    continuous = [j for j in range(ref.shape[1]) if len(np.unique(ref[:, j])) > 2]
    x[:, continuous] = (x[:, continuous] - ref[:, continuous].mean(0)) / ref[:, continuous].std(0)
    is_test = (table.part == "test").to_numpy()
    both = x.astype("float32"), table.time.to_numpy("float32"), table.event.to_numpy("float32")
    return [a[~is_test] for a in both], [a[is_test] for a in both]


def judged(train, test, seed):
    np.random.seed(seed)
    torch.manual_seed(seed)
    x, time, event = train
    held = np.random.permutation(len(x))
    val, fit = held[: len(x) // 5], held[len(x) // 5 :]
    transform = LogisticHazard.label_transform(10, "quantiles")
    y_fit = transform.fit_transform(time[fit], event[fit])
    y_val = transform.transform(time[val], event[val])
    net = torchtuples.practical.MLPVanilla(x.shape[1], [32, 32], transform.out_features, True, 0.1)
    model = LogisticHazard(net, torchtuples.optim.Adam(0.01), duration_index=transform.cuts)
    model.fit(x[fit], y_fit, 256, 512, [torchtuples.callbacks.EarlyStopping(patience=10)], verbose=False, val_data=(x[val], y_val))
    curves = model.interpolate(10).predict_surv_df(test[0])
    evaluation = EvalSurv(curves, test[1], test[2], censor_surv="km")
    grid = np.linspace(test[1].min(), test[1].max(), 101)
    return evaluation.concordance_td("adj_antolini"), evaluation.integrated_brier_score(grid)


for name in sys.argv[1:] or ["metabric"]:
    train, test = prepared(pd.read_csv(TABLES / f"{name}.csv.gz"))
    scores = np.array([judged(train, test, seed) for seed in range(5)])
    print(name, "C %.4f (sd %.4f), integrated Brier %.4f" % (scores[:, 0].mean(), scores[:, 0].std(ddof=1), scores[:, 1].mean()))
