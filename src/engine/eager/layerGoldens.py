"""Outputs and gradients of single layers, by PyTorch (made with 1.13.0), for layers.test.ts.

    python3 src/engine/eager/layerGoldens.py > src/engine/eager/layerGoldens.json

Tensors are filled with waves that the test repeats: element i is sin(phase + 0.7 i). The loss is the
sum of the output times such a wave. Activations are NHWC here and in the file, weights PyTorch's.
"""
import json
import math

import torch
import torch.nn.functional as F

BATCH, HEIGHT, WIDTH, CHANNELS = 2, 5, 4, 2


def wave(shape, phase):
    values = [math.sin(phase + 0.7 * i) for i in range(math.prod(shape))]
    return torch.tensor(values, dtype=torch.float32).reshape(shape)


def flat(tensor):
    return [float(f"{value:.6g}") for value in tensor.detach().flatten().tolist()]


def case(layer, *parameter_shapes):
    x = wave((BATCH, HEIGHT, WIDTH, CHANNELS), 0.1).requires_grad_()
    size = sum(math.prod(shape) for shape in parameter_shapes)
    weights = wave((size,), 0.5).requires_grad_()
    parameters, offset = [], 0
    for shape in parameter_shapes:
        parameters.append(weights[offset : offset + math.prod(shape)].reshape(shape))
        offset += math.prod(shape)
    y = layer(x.permute(0, 3, 1, 2), *parameters).permute(0, 2, 3, 1)
    (y * wave(y.shape, 0.9)).sum().backward()
    return {
        "output": flat(y),
        "imageGradient": flat(x.grad),
        "weightGradient": flat(weights.grad) if size else [],
    }


def batch_norm(statistics):
    def layer(x, scale, shift):
        mean, variance = torch.tensor([0.2, -0.1]), torch.tensor([0.5, 2.0])
        y = F.batch_norm(x, mean, variance, scale, shift, statistics == "train", 0.1, 1e-5)
        running[statistics] = flat(torch.cat([mean, variance]))
        return y

    return layer


def factorized_reduce(x, a, b):
    return torch.cat([F.conv2d(x, a, stride=2), F.conv2d(F.pad(x, (-1, 0, -1, 1)), b, stride=2)], 1)


def gated_sum(x, w, gates=(0.3, -1.2)):
    return gates[0] * x + gates[1] * torch.relu(x) + F.conv2d(x, w)


def pool_flags():
    return {"padding": 1, "count_include_pad": False}


running = {}
cases = {
    "conv": case(lambda x, w: F.conv2d(x, w, padding=1), (3, 2, 3, 3)),
    "strided conv": case(lambda x, w: F.conv2d(x, w, stride=2, padding=1), (3, 2, 3, 3)),
    "conv with bias": case(lambda x, w, b: F.conv2d(x, w, b), (3, 2, 1, 1), (3,)),
    "dilated conv": case(lambda x, w: F.conv2d(x, w, padding=2, dilation=2), (1, 2, 3, 3)),
    "tall conv": case(lambda x, w: F.conv2d(x, w, stride=(2, 1), padding=(3, 0)), (2, 2, 7, 1)),
    "factorized reduce": case(factorized_reduce, (1, 2, 1, 1), (1, 2, 1, 1)),
    "depthwise conv": case(lambda x, w: F.conv2d(x, w, padding=1, groups=2), (2, 1, 3, 3)),
    "strided depthwise conv": case(
        lambda x, w: F.conv2d(x, w, stride=2, padding=2, groups=2), (2, 1, 5, 5)
    ),
    "dilated depthwise conv": case(
        lambda x, w: F.conv2d(x, w, padding=4, dilation=2, groups=2), (2, 1, 5, 5)
    ),
    "strided dilated depthwise conv": case(
        lambda x, w: F.conv2d(x, w, stride=2, padding=2, dilation=2, groups=2), (2, 1, 3, 3)
    ),
    "max pool": case(lambda x: F.max_pool2d(x, 3, 1, 1)),
    "strided max pool": case(lambda x: F.max_pool2d(x, 3, 2, 1)),
    "average pool": case(lambda x: F.avg_pool2d(x, 3, 1, **pool_flags())),
    "strided average pool": case(lambda x: F.avg_pool2d(x, 3, 2, **pool_flags())),
    "batch norm, training": case(batch_norm("train"), (2,), (2,)),
    "batch norm, evaluation": case(batch_norm("eval"), (2,), (2,)),
    "relu": case(torch.relu),
    "gated sum": case(gated_sum, (2, 2, 1, 1)),
    "global average pool and dense": case(
        lambda x, w, b: F.linear(x.mean((2, 3)), w, b)[:, :, None, None], (3, 2), (3,)
    ),
}
print(json.dumps({"cases": cases, "runningStatistics": running["train"]}))
