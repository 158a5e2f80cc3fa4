#!/usr/bin/env python3
"""PyTorch's own Adam for ravine: any optimizer of torch.optim runs like this."""

import json
import sys

import torch

optimizer = None

for line in sys.stdin:
    request = json.loads(line)
    if request["step"] == 1:
        weights = torch.tensor(request["point"], dtype=torch.float64, requires_grad=True)
        optimizer = torch.optim.Adam([weights], lr=request["hyperparameters"]["eta"])
    optimizer.param_groups[0]["lr"] = request["hyperparameters"]["eta"]
    weights.grad = torch.tensor(request["gradient"], dtype=torch.float64)
    optimizer.step()
    print(json.dumps({"point": weights.tolist()}), flush=True)
