#!/usr/bin/env python3
"""The heavy ball (Polyak 1964) for ravine, in nothing but Python's standard library.

One line of JSON comes in for each step, one goes out:
    {"ravine": 1, "step": 1, "point": [x, y], "loss": f, "gradient": [gx, gy], "hyperparameters": {"eta": 0.01, "alpha": 0.9}}
    {"point": [x, y]}
"""

import json
import sys

velocity = [0.0, 0.0]

for line in sys.stdin:
    request = json.loads(line)
    if request["step"] == 1:
        velocity = [0.0, 0.0]  # a new run: forget the last one
    eta = request["hyperparameters"]["eta"]
    alpha = request["hyperparameters"]["alpha"]
    velocity = [alpha * v - eta * g for v, g in zip(velocity, request["gradient"])]
    point = [x + v for x, v in zip(request["point"], velocity)]
    print(json.dumps({"point": point}), flush=True)
