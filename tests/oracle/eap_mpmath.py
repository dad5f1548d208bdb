"""Origin of eap_mpmath.json: EAP and posterior sd of 10,003 answer patterns in 50-digit arithmetic.

Run: pip install mpmath==1.3.0; python eap_mpmath.py > eap_mpmath.json

The sums are those of assessment.md, on the same 121 points, but as products of probabilities in 50 digits instead of sums of
logarithms in doubles. The patterns are not in the file: reader and writer draw them from the same linear congruential
generator (Knuth's MMIX constants), so that the file holds only models and results. Of the 31 upper bits of each state the
remainder by K + 2 is the score, K + 1 standing for a missing answer. The first three patterns are all missing, all right and
all wrong. Even patterns have the first prior, odd ones the second.
"""

import json

from mpmath import exp, mp, mpf, sqrt

mp.dps = 50
PATTERNS = 10_000
MULTIPLIER, INCREMENT, SEED = 6364136223846793005, 1442695040888963407, 20261124
PRIORS = [(1.5, 1.0), (0.25, 0.8)]
ITEMS = [  # a, b, c: tasks of every length, with and without guessing floors, and ratings
    (1.2, [0.5], [0.25]),
    (1.2, [1.5], [0.25]),
    (1.2, [2.5], [0.0]),
    (1.2, [0.15, 0.85], [0.25, 0.125]),
    (1.2, [0.8, 1.5, 2.2], [0.25, 0.125, 0.0625]),
    (0.7, [-0.5, 0.5, 1.75], [0.3125, 0.0625, 0.0]),
    (1.9, [1.0, 1.5, 2.0], [0.0, 0.0, 0.0]),
    (2.4, [2.25, 3.5], [0.125, 0.0625]),
    (0.4, [-1.0, 3.0], [0.0, 0.0]),
    (1.0, [3.0], [0.1875]),
    (1.5, [-1.25, 0.0, 0.75, 2.5], [0.0, 0.0, 0.0, 0.0]),
    (1.7, [0.5, 1.5, 2.5, 3.5], [0.0, 0.0, 0.0, 0.0]),
    (1.7, [0.5, 1.5, 2.5, 3.5], [0.0, 0.0, 0.0, 0.0]),
    (3.0, [1.75], [0.0]),
    (1.2, [1.8, 2.5, 3.2], [0.25, 0.0625, 0.015625]),
    (1.2, [-0.2, 0.5, 1.2], [0.28125, 0.03125, 0.0]),
]


def probability(item, score, theta):
    """P_score(theta), as assessment.md §1 has it."""
    a, b, c = item

    def at_least(step):
        if step == 0:
            return mpf(1)
        if step > len(b):
            return mpf(0)
        return mpf(c[step - 1]) + (1 - mpf(c[step - 1])) / (1 + exp(-mpf(a) * (theta - mpf(b[step - 1]))))

    return max(at_least(score) - at_least(score + 1), mpf("1e-300"))


def points(prior):
    mean, sd = map(mpf, prior)
    return [mean + sd * mpf(point) / 10 for point in range(-60, 61)]


THETA = [points(prior) for prior in PRIORS]
DENSITY = [exp(-(mpf(point) / 10) ** 2 / 2) for point in range(-60, 61)]
TABLE = [[[[probability(item, score, theta) for theta in thetas] for score in range(len(item[1]) + 1)] for item in ITEMS] for thetas in THETA]


def patterns():
    yield [None] * len(ITEMS)
    yield [len(b) for _, b, _ in ITEMS]
    yield [0] * len(ITEMS)
    state = SEED
    for _ in range(PATTERNS):
        pattern = []
        for _, b, _ in ITEMS:
            state = (state * MULTIPLIER + INCREMENT) % 2**64
            score = (state >> 33) % (len(b) + 2)
            pattern.append(None if score > len(b) else score)
        yield pattern


def estimate(which, pattern):
    weights = list(DENSITY)
    for item, score in enumerate(pattern):
        if score is not None:
            weights = [weight * p for weight, p in zip(weights, TABLE[which][item][score])]
    total = sum(weights)
    mean = sum(w * t for w, t in zip(weights, THETA[which])) / total
    return mean, sqrt(sum(w * (t - mean) ** 2 for w, t in zip(weights, THETA[which])) / total)


head = {"origin": "eap_mpmath.py, mpmath 1.3.0, 50 digits", "seed": SEED, "priors": PRIORS, "items": ITEMS}
results = [estimate(number % 2, pattern) for number, pattern in enumerate(patterns())]
lines = ",\n".join(f"[{mp.nstr(mean, 16)},{mp.nstr(sd, 16)}]" for mean, sd in results)
print(json.dumps(head, separators=(",", ":"))[:-1] + ',"results":[\n' + lines + "\n]}")
