"""Runs the network on the images of golden.json, and says how far its logits are from those there."""

import json
import sys

import torch

import network

with open('golden.json') as file:
    golden = json.load(file)
height, width, channels = golden['shape']
count = golden['images']
pixels = torch.tensor(golden['pixels'], dtype=torch.uint8).view(count, height, width, channels)
images = network.normalise(pixels.permute(0, 3, 1, 2))
expected_images = torch.tensor(golden['normalised']).view(count, height, width, channels)
expected = torch.tensor(golden['logits']).view(count, -1)
with torch.no_grad():
    logits = network.load('weights.safetensors')(images)

if '--print' in sys.argv:
    print(json.dumps(logits.flatten().tolist()))
    sys.exit()
input_difference = (images.permute(0, 2, 3, 1) - expected_images).abs().max().item()
difference = (logits - expected).abs().max().item()
print(f'PyTorch {torch.__version__}: largest difference of normalised pixels {input_difference:.2e}')
print(f'largest difference of logits {difference:.2e} (at most {golden["tolerance"]:.0e})')
for image in range(count):
    taken = network.CLASSES[logits[image].argmax()]
    label = golden['labels'][image]
    print(f'image {image}: {taken}' + ('' if label is None else f' (is {network.CLASSES[label]})'))
sys.exit(0 if difference <= golden['tolerance'] else 1)
