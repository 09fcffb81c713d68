"""The toxicity of the two-drug design's estimated curve, by a million importance draws in NumPy beside JAGS: a second opinion on EwocAllocation.

usage: ewoc_curve.py PATIENTS.csv MEDIANS.csv [TRIALS]     (how to make both files: benchmarks/README.md; needs numpy and scipy)

For each truth and number of patients: the true rate of dose-limiting toxicities, evenly along the curve of the posterior medians.
"""

import collections
import csv
import sys

import numpy
from scipy.special import log_ndtr, ndtr, ndtri

DRAWS = 1_000_000
TRUTHS = [(1e-7, 0.3, 0.3, 2), (1e-5, 0.005, 0.01, 9)]  # rho00, rho10, rho01, interaction
ALONG = numpy.linspace(0, 1, 401)


def coefficients(rho00, rho10, rho01, interaction):
    a0 = ndtri(rho00)
    return a0, ndtri(rho10) - a0, ndtri(rho01) - a0, interaction


def rate(truth, medians):
    a0, a1, a2, a3 = coefficients(*medians)
    y = numpy.clip((ndtri(1 / 3) - a0 - a1 * ALONG) / (a2 + a3 * ALONG), 0, 1)
    t0, t1, t2, t3 = coefficients(*truth)
    return ndtr(t0 + t1 * ALONG + t2 * y + t3 * ALONG * y).mean()


def weighted_median(values, weights):
    order = numpy.argsort(values)
    total = numpy.cumsum(weights[order])
    return values[order][numpy.searchsorted(total, total[-1] / 2)]


patients, jags = collections.defaultdict(list), {}
with open(sys.argv[1]) as lines:
    for row in list(csv.reader(lines))[1:]:
        patients[tuple(map(int, row[:3]))].append(tuple(map(float, row[3:6])))
with open(sys.argv[2]) as lines:
    for row in list(csv.reader(lines))[1:]:
        jags[tuple(map(int, row[:3]))] = tuple(map(float, row[3:7]))

random = numpy.random.default_rng(5)
rho10, rho01, share = random.random((3, DRAWS))
draws = (share * numpy.minimum(rho10, rho01), rho10, rho01, random.gamma(0.1, 10, DRAWS))
a0, a1, a2, a3 = coefficients(*draws)
most = int(sys.argv[3]) if len(sys.argv) > 3 else 15
pairs = collections.defaultdict(list)
for (truth, trial, size), treated in patients.items():
    if trial < most and (truth, trial, size) in jags:
        log = numpy.zeros(DRAWS)
        for (x, y, toxic), count in collections.Counter(treated).items():
            probit = a0 + a1 * x + a2 * y + a3 * x * y
            log += count * log_ndtr(probit if toxic else -probit)
        weights = numpy.exp(log - log.max())
        exact = [weighted_median(values, weights) for values in draws]
        pairs[truth, size].append((rate(TRUTHS[truth], exact), rate(TRUTHS[truth], jags[truth, trial, size])))
print("truth  patients  trials  importance sampling   JAGS   difference (standard error)")
for (truth, size), both in sorted(pairs.items()):
    both = numpy.array(both)
    difference = both[:, 0] - both[:, 1]
    error = difference.std(ddof=1) / len(both) ** 0.5
    print(f"{truth:5}{size:10}{len(both):8}{both[:, 0].mean():21.4f}{both[:, 1].mean():7.4f}{difference.mean():13.4f} ({error:.4f})")
