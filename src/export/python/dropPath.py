def drop_path(x, probability):
    """Drops the path for some images of a batch, and makes up for it in the others."""
    keep = 1 - probability
    mask = torch.empty(x.shape[0], 1, 1, 1, dtype=x.dtype, device=x.device).bernoulli_(keep)
    return x * mask / keep
