def normalise(images):
    """Bytes 0 to 255, (batch, channels, height, width), as the network was trained on them."""
    mean = torch.tensor(MEAN).view(1, -1, 1, 1)
    std = torch.tensor(STD).view(1, -1, 1, 1)
    return (images.float() / 255 - mean) / std


def read_tensors(path):
    """The tensors of a safetensors file, in single precision; no package needed."""
    with open(path, 'rb') as file:
        (length,) = struct.unpack('<Q', file.read(8))
        header = json.loads(file.read(length))
        body = bytearray(file.read())
    types = {'F32': torch.float32, 'F16': torch.float16, 'I8': torch.int8}
    tensors = {}
    for name, entry in header.items():
        if name == '__metadata__':
            continue
        begin, end = entry['data_offsets']
        flat = torch.frombuffer(body[begin:end], dtype=types[entry['dtype']])
        tensors[name] = flat.reshape(entry['shape']).float()
    scales = {name: tensors.pop(name) for name in list(tensors) if name.endswith(SCALE)}
    return {name: tensor * scales.get(name + SCALE, 1) for name, tensor in tensors.items()}


def load(path):
    """The trained network, ready to classify."""
    tensors = read_tensors(path)
    model = Network()
    state = {}
    for name, held in model.state_dict().items():
        path, _, kind = name.rpartition('.')
        if kind == 'num_batches_tracked':
            state[name] = held
        else:
            state[name] = tensors.pop(f"{path.replace('.', '_')}.{kind}")
    assert not tensors, f'the network has no place for {sorted(tensors)}'
    model.load_state_dict(state)
    return model.eval()
