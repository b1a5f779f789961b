"""
Trains the network of network.py from scratch by the recipe of config.json, on one GPU or many:

    torchrun --standalone --nproc_per_node=8 train.py --data /path/to/data --output runs/first

Without torchrun it trains in one process, on the CPU where there is no GPU. Started again with the
same --output it goes on from the last whole epoch. Needs PyTorch 1.13 or newer, and torchvision
where the images are in folders. Any setting can be changed: --set recipe.epochs=100
"""

import argparse
import gzip
import importlib.util
import json
import math
import os
import pickle
import struct
import time
from pathlib import Path

import torch
import torch.distributed as dist
import torch.nn.functional as F
from torch import nn
from torch.nn.parallel import DistributedDataParallel
from torch.utils.data import DataLoader, Dataset, Subset

HERE = Path(__file__).resolve().parent


# Data: sets held in memory as bytes, and images in folders.


class Images(Dataset):
    """Bytes, (images, channels, height, width), and their labels."""

    def __init__(self, images, labels):
        self.images, self.labels = images, labels.long()

    def __len__(self):
        return len(self.labels)

    def __getitem__(self, index):
        return self.images[index], self.labels[index]


def find(root, *names):
    for name in names:
        found = sorted(Path(root).rglob(name))
        if found:
            return found
    raise FileNotFoundError(f'{root} has no {" or ".join(names)}')


def cifar(root, classes):
    """The archives of CIFAR-10 and CIFAR-100, binary or for Python, unpacked somewhere below root."""
    train = ('data_batch_?.bin', 'data_batch_?') if classes == 10 else ('train.bin', 'train')
    test = ('test_batch.bin', 'test_batch') if classes == 10 else ('test.bin', 'test')

    def read(path):
        if path.suffix == '.bin':
            label_bytes = 1 if classes == 10 else 2
            rows = torch.frombuffer(bytearray(path.read_bytes()), dtype=torch.uint8)
            rows = rows.view(-1, label_bytes + 3072)
            return rows[:, label_bytes:].reshape(-1, 3, 32, 32), rows[:, label_bytes - 1]
        with open(path, 'rb') as file:
            content = pickle.load(file, encoding='bytes')
        labels = content[b'labels' if classes == 10 else b'fine_labels']
        return torch.from_numpy(content[b'data']).reshape(-1, 3, 32, 32), torch.tensor(labels)

    def images(names):
        parts = [read(path) for path in find(root, *names) if path.is_file()]
        return Images(torch.cat([part[0] for part in parts]), torch.cat([part[1] for part in parts]))

    return images(train), images(test)


def idx(root):
    """The files of MNIST and its relatives, packed or not, somewhere below root."""

    def read(*names):
        path = find(root, *names)[0]
        with (gzip.open if path.suffix == '.gz' else open)(path, 'rb') as file:
            content = bytearray(file.read())
        axes = content[3]
        shape = struct.unpack(f'>{axes}I', content[4 : 4 + 4 * axes])
        return torch.frombuffer(content, dtype=torch.uint8, offset=4 + 4 * axes).view(shape)

    def images(part):
        names = [f'{part}-{kind}-ubyte' for kind in ('images-idx3', 'labels-idx1')]
        pixels, labels = (read(name, f'{name}.gz') for name in names)
        return Images(pixels.unsqueeze(1), labels)

    return images('train'), images('t10k')


def folders(root, data):
    """Images in a folder per class, in train/ and in val/ or test/ below root, as ImageNet has them."""
    from torchvision import datasets, transforms

    size, channels = data['size'], data['channels']
    shape = [transforms.Grayscale()] if channels == 1 else []
    if data['random_resized_crop']:
        varied = [transforms.RandomResizedCrop(size)]
    else:
        varied = [transforms.Resize((size, size))]
    whole = [transforms.Resize(round(size * 8 / 7)), transforms.CenterCrop(size)]
    plain = whole if data['random_resized_crop'] else [transforms.Resize((size, size))]
    end = [transforms.PILToTensor()]
    test = 'val' if (Path(root) / 'val').is_dir() else 'test'
    train = datasets.ImageFolder(Path(root) / 'train', transforms.Compose(shape + varied + end))
    held = datasets.ImageFolder(Path(root) / 'train', transforms.Compose(shape + plain + end))
    tests = datasets.ImageFolder(Path(root) / test, transforms.Compose(shape + plain + end))
    assert train.classes == tests.classes, 'training and test images have different classes'
    return train, held, tests


def load_data(root, data, validation_images, seed):
    """Training, validation and test images. What validates is never trained on."""
    kind = data['kind']
    if kind == 'folders':
        train, held, test = folders(root, data)
    elif kind == 'idx':
        train, test = idx(root)
        held = train
    else:
        train, test = cifar(root, {'cifar10': 10, 'cifar100': 100}[kind])
        held = train
    order = torch.randperm(len(train), generator=torch.Generator().manual_seed(seed)).tolist()
    kept = len(order) - validation_images
    assert kept > 0, f'{len(order)} training images leave none beside {validation_images} held out'
    return Subset(train, order[:kept]), Subset(held, order[kept:]), test


class Shares(torch.utils.data.Sampler):
    """
    A process's share of the images, in the order of an epoch. Shares of training images are equal
    in size; those of test images have each image once.
    """

    def __init__(self, count, rank, world, shuffled):
        self.count, self.rank, self.world, self.shuffled = count, rank, world, shuffled
        self.seed = 0

    def __iter__(self):
        if not self.shuffled:
            return iter(range(self.rank, self.count, self.world))
        order = torch.randperm(self.count, generator=torch.Generator().manual_seed(self.seed))
        even = self.count - self.count % self.world
        return iter(order[:even][self.rank :: self.world].tolist())

    def __len__(self):
        if self.shuffled:
            return self.count // self.world
        return len(range(self.rank, self.count, self.world))


class Preparation:
    """Bytes to normalised images on the device, for training with crops, flips and cutout."""

    def __init__(self, data, recipe, device):
        self.padding, self.flip = data['crop_padding'], data['flip']
        self.cutout = recipe['cutout']
        self.channels = data['channels']
        self.mean = torch.tensor(data['mean'], device=device).view(1, -1, 1, 1)
        self.std = torch.tensor(data['std'], device=device).view(1, -1, 1, 1)

    def __call__(self, images, training):
        if images.shape[1] != self.channels:
            images = images.expand(-1, self.channels, -1, -1)
        if training and self.padding:
            images = self.crop(images)
        if training and self.flip:
            flipped = torch.rand(len(images), 1, 1, 1, device=images.device) < 0.5
            images = torch.where(flipped, images.flip(3), images)
        images = (images.float() / 255 - self.mean) / self.std
        return self.blank(images) if training and self.cutout else images

    def crop(self, images):
        count, _, height, width = images.shape
        padded = F.pad(images, [self.padding] * 4)
        first = torch.randint(2 * self.padding + 1, (2, count, 1), device=images.device)
        rows = first[0] + torch.arange(height, device=images.device)
        columns = first[1] + torch.arange(width, device=images.device)
        each = torch.arange(count, device=images.device)
        return padded[each[:, None, None], :, rows[:, :, None], columns[:, None, :]].permute(
            0, 3, 1, 2
        )

    def blank(self, images):
        """Cutout (DeVries and Taylor, 2017): a square around any pixel, cut at the borders."""
        count, _, height, width = images.shape

        def inside(extent):
            centre = torch.randint(extent, (count, 1), device=images.device)
            first = centre - self.cutout // 2
            place = torch.arange(extent, device=images.device)
            return (place >= first) & (place < first + self.cutout)

        blanked = inside(height)[:, :, None] & inside(width)[:, None, :]
        return images.masked_fill(blanked[:, None], 0)


# Training.


class Average:
    """A running mean of weights; batch-norm statistics are taken as they are."""

    def __init__(self, model, decay):
        self.decay = decay
        self.state = {name: value.detach().clone() for name, value in model.state_dict().items()}
        self.averaged = {name for name, _ in model.named_parameters()}

    @torch.no_grad()
    def update(self, model, step):
        # Early on the mean is of few weights, not of how they began.
        decay = min(self.decay, (1 + step) / (10 + step))
        for name, value in model.state_dict().items():
            if name in self.averaged:
                self.state[name].lerp_(value.detach(), 1 - decay)
            else:
                self.state[name].copy_(value)


def learning_rate(recipe, step, steps, steps_per_epoch):
    """Linear warm-up, then half a cosine over all that is left."""
    warmup = recipe['warmup_epochs'] * steps_per_epoch
    most, least = recipe['learning_rate'], recipe['learning_rate_min']
    if step < warmup:
        return most * (step + 1) / warmup
    share = (step - warmup) / max(1, steps - warmup)
    return least + (most - least) * (1 + math.cos(math.pi * share)) / 2


@torch.no_grad()
def evaluate(model, state, loader, prepare, device, world):
    """Correct and seen images, and their mean cross-entropy, over all processes."""
    trained = {name: value.clone() for name, value in model.state_dict().items()}
    model.load_state_dict(state)
    model.eval()
    sums = torch.zeros(3, dtype=torch.float64, device=device)
    for images, labels in loader:
        labels = labels.to(device)
        logits = model(prepare(images.to(device), training=False)).float()
        sums[0] += (logits.argmax(1) == labels).sum()
        sums[1] += F.cross_entropy(logits, labels, reduction='sum')
        sums[2] += len(labels)
    if world > 1:
        dist.all_reduce(sums)
    model.load_state_dict(trained)
    correct, loss, count = sums.tolist()
    return int(correct), int(count), loss / max(1, count)


def wilson(correct, count, z=1.959964):
    """The 95 % interval of an accuracy."""
    share, spread = correct / count, z * z / count
    middle = (share + spread / 2) / (1 + spread)
    half = z * math.sqrt(share * (1 - share) / count + spread / (4 * count)) / (1 + spread)
    return middle - half, middle + half


def save(path, content):
    """Whole or not at all, whenever the process ends."""
    torch.save(content, f'{path}.part')
    os.replace(f'{path}.part', path)


def network_module(path):
    spec = importlib.util.spec_from_file_location('network', HERE / path)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def train(config, arguments, rank, world, device):
    recipe, data = config['recipe'], config['data']
    first = rank == 0
    say = print if first else lambda *_: None
    batch = recipe['batch'] // world
    assert batch > 0, f'{world} processes cannot share a batch of {recipe["batch"]}'

    torch.manual_seed(config['seed'])
    sets = load_data(arguments.data, data, recipe['validation_images'], config['seed'])
    samplers = [Shares(len(part), rank, world, index == 0) for index, part in enumerate(sets)]
    loaders = [
        DataLoader(
            part,
            batch,
            sampler=sampler,
            num_workers=arguments.workers,
            pin_memory=device.type == 'cuda',
            drop_last=sampler.shuffled,
        )
        for part, sampler in zip(sets, samplers)
    ]
    loader, validation, tests = loaders
    assert len(loader) > 0, 'there are fewer training images than a batch has'
    prepare = Preparation(data, recipe, device)

    built = network_module(config['network']['module']).Network(
        classes=data['classes'], image_channels=data['channels'], **config['network']['arguments']
    )
    model = built.to(device)
    if world > 1 and recipe['sync_batch_norm'] and device.type == 'cuda':
        model = nn.SyncBatchNorm.convert_sync_batchnorm(model)
    parallel = model
    if world > 1:
        devices = [device.index] if device.type == 'cuda' else None
        parallel = DistributedDataParallel(model, device_ids=devices)
    optimiser = torch.optim.SGD(
        model.parameters(),
        lr=recipe['learning_rate'],
        momentum=recipe['momentum'],
        weight_decay=recipe['weight_decay'],
        nesterov=recipe['nesterov'],
    )
    mixed = recipe['mixed_precision'] and device.type == 'cuda'
    scaler = torch.cuda.amp.GradScaler(enabled=mixed)
    average = Average(model, recipe['average_decay']) if recipe['average_decay'] > 0 else None

    output = Path(arguments.output)
    output.mkdir(parents=True, exist_ok=True)
    if first:
        (output / 'config.json').write_text(json.dumps(config, indent=2))
    start, best = 0, -1.0
    last = output / 'last.pt'
    if last.exists():
        kept = torch.load(last, map_location=device)
        model.load_state_dict(kept['model'])
        optimiser.load_state_dict(kept['optimiser'])
        scaler.load_state_dict(kept['scaler'])
        if average:
            average.state = kept['average']
        start, best = kept['epoch'], kept['best']
        say(f'goes on after epoch {start}')

    steps = recipe['epochs'] * len(loader)
    size = sum(weight.numel() for weight in model.parameters())
    say(f'{size:,} weights, {len(sets[0]):,} images, {world} x {batch} a step, {steps:,} steps')
    for epoch in range(start, recipe['epochs']):
        # All that is random in an epoch follows from its number: a resumed run is an unbroken one.
        samplers[0].seed = config['seed'] * 1_000_003 + epoch
        torch.manual_seed((config['seed'] * 1_000_003 + epoch) * 4_096 + rank)
        model.drop_path = recipe['drop_path'] * epoch / recipe['epochs']
        began, seen, correct, total = time.time(), 0, 0, 0.0
        parallel.train()
        for index, (images, labels) in enumerate(loader):
            step = epoch * len(loader) + index
            for group in optimiser.param_groups:
                group['lr'] = learning_rate(recipe, step, steps, len(loader))
            images = prepare(images.to(device, non_blocking=True), training=True)
            labels = labels.to(device, non_blocking=True)
            with torch.autocast(device.type, enabled=mixed):
                answer = parallel(images)
                logits, hints = answer if isinstance(answer, tuple) else (answer, None)
                smoothing = recipe['label_smoothing']
                loss = F.cross_entropy(logits, labels, label_smoothing=smoothing)
                if hints is not None:
                    hint_loss = F.cross_entropy(hints, labels, label_smoothing=smoothing)
                    loss = loss + recipe['auxiliary_weight'] * hint_loss
            optimiser.zero_grad(set_to_none=True)
            scaler.scale(loss).backward()
            scaler.unscale_(optimiser)
            if recipe['gradient_clip'] > 0:
                nn.utils.clip_grad_norm_(model.parameters(), recipe['gradient_clip'])
            scaler.step(optimiser)
            scaler.update()
            if average:
                average.update(model, step)
            seen += len(labels)
            correct += (logits.argmax(1) == labels).sum().item()
            total += loss.item() * len(labels)
            if not math.isfinite(total):
                raise FloatingPointError(f'the loss of step {step} is not finite')
        if world > 1:
            # Each process has running statistics of its own; the first one's are kept.
            for buffer in model.buffers():
                dist.broadcast(buffer, 0)
            if average:
                for value in average.state.values():
                    dist.broadcast(value, 0)
        state = average.state if average else model.state_dict()
        news = f'epoch {epoch + 1}: loss {total / seen:.4f}, training accuracy {correct / seen:.4f}'
        better = True
        if len(sets[1]) > 0:
            right, count, loss = evaluate(model, state, validation, prepare, device, world)
            better, best = right / count > best, max(best, right / count)
            news += f', held out {right / count:.4f} (loss {loss:.4f})'
        say(f'{news}, {time.time() - began:.1f} s')
        if first:
            if better:
                save(output / 'best.pt', {'epoch': epoch + 1, 'model': state})
            save(
                last,
                {
                    'epoch': epoch + 1,
                    'best': best,
                    'model': model.state_dict(),
                    'optimiser': optimiser.state_dict(),
                    'scaler': scaler.state_dict(),
                    'average': average.state if average else None,
                },
            )

    if world > 1:
        dist.barrier()
    chosen = torch.load(output / 'best.pt', map_location=device)
    right, count, loss = evaluate(model, chosen['model'], tests, prepare, device, world)
    low, high = wilson(right, count)
    say(
        f'test accuracy {100 * right / count:.2f} % of {count:,} images '
        f'(95 % interval {100 * low:.2f} to {100 * high:.2f} %), loss {loss:.4f}, '
        f'after epoch {chosen["epoch"]}'
    )


def main():
    parser = argparse.ArgumentParser(description=__doc__.split('\n\n')[0].strip())
    parser.add_argument('--config', default=HERE / 'config.json')
    parser.add_argument('--data', required=True, help='where the images are')
    parser.add_argument('--output', default='run', help='where checkpoints go')
    parser.add_argument('--workers', type=int, default=4, help='processes that load images, each')
    parser.add_argument('--set', action='append', default=[], metavar='part.name=value')
    arguments = parser.parse_args()
    config = json.loads(Path(arguments.config).read_text())
    for change in arguments.set:
        path, _, value = change.partition('=')
        *parents, name = path.split('.')
        place = config
        for parent in parents:
            place = place[parent]
        if name not in place and parents[-1:] != ['arguments']:
            parser.error(f'there is no setting {path}')
        try:
            place[name] = json.loads(value)
        except json.JSONDecodeError:
            place[name] = value

    rank, world = int(os.environ.get('RANK', 0)), int(os.environ.get('WORLD_SIZE', 1))
    device = torch.device('cpu')
    if torch.cuda.is_available():
        device = torch.device('cuda', int(os.environ.get('LOCAL_RANK', 0)))
        torch.cuda.set_device(device)
        torch.backends.cudnn.benchmark = True
    if world > 1:
        dist.init_process_group('nccl' if device.type == 'cuda' else 'gloo')
    try:
        train(config, arguments, rank, world, device)
    finally:
        if world > 1:
            dist.destroy_process_group()


if __name__ == '__main__':
    main()
