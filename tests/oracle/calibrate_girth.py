"""Origin of calibrate_girth.json: persons simulated from a graded model, calibrated by girth 0.8.0 (PyPI).

Run: pip install girth==0.8.0 numpy==2.4.6 scipy==1.17.1; python calibrate_girth.py > calibrate_girth.json

girth estimates by marginal maximum likelihood for a standard normal population, as assess-core does with prior 0 ± 1; the
thresholds of an item are fixed by its marginal proportions given its discrimination, which is not quite the joint maximum,
so the two agree up to the noise of the sample. The quadrature is that of assess-core: 121 points from -6 to 6.
"""

import json

import numpy as np
from girth import grm_mml

PERSONS = 2000
ITEMS = [  # a, b
    (0.8, [-1.0, 0.0, 1.5]),
    (1.0, [0.3]),
    (1.2, [-0.7, 0.0, 0.7]),
    (1.2, [-0.2, 0.9]),
    (1.5, [-1.2, -0.4, 0.5, 1.4]),
    (1.7, [-0.5]),
    (1.9, [-1.5, -0.2, 0.8]),
    (1.4, [0.1, 1.3]),
]

rng = np.random.default_rng(20261122)
theta = rng.standard_normal(PERSONS)
scores = np.array(
    [[np.sum(u < 1 / (1 + np.exp(-a * (t - np.array(b))))) for t, u in zip(theta, rng.random(PERSONS))] for a, b in ITEMS]
)
options = {"quadrature_bounds": (-6, 6), "quadrature_n": 121, "max_iteration": 2000, "use_LUT": False}
fit = grm_mml(scores, options)
case = {
    "origin": "calibrate_girth.py, girth 0.8.0",
    "simulated": [{"a": a, "b": b} for a, b in ITEMS],
    "girth": [
        {"a": float(a), "b": [float(x) for x in b if np.isfinite(x)]}
        for a, b in zip(fit["Discrimination"], fit["Difficulty"])
    ],
    "persons": ["".join(map(str, person)) for person in scores.T],
}
print(json.dumps(case, indent=0))
