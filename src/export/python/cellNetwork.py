def conv(read, write, kernel, stride=1, dilation=1, groups=1):
    kernel = (kernel, kernel) if isinstance(kernel, int) else kernel
    padding = tuple(dilation * (extent - 1) // 2 for extent in kernel)
    return nn.Conv2d(read, write, kernel, stride, padding, dilation, groups, bias=False)


def norm(channels):
    return nn.BatchNorm2d(channels, eps=EPSILON, momentum=MOMENTUM)


def named(**modules):
    return nn.Sequential(OrderedDict(modules))


def relu_conv_norm(read, channels):
    return named(relu=nn.ReLU(), conv=conv(read, channels, 1), norm=norm(channels))


class FactorizedReduce(nn.Module):
    """Halves the resolution: two 1 x 1 convolutions of stride 2, the second one pixel further on."""

    def __init__(self, read, channels):
        super().__init__()
        half = channels // 2
        self.conv = nn.ModuleDict({'even': conv(read, half, 1, 2), 'odd': conv(read, half, 1, 2)})
        self.norm = norm(channels)

    def forward(self, x):
        x = F.relu(x)
        shifted = F.pad(x, (-1, 1, -1, 1))
        return self.norm(torch.cat([self.conv['even'](x), self.conv['odd'](shifted)], dim=1))


def skip(channels, stride):
    return nn.Identity() if stride == 1 else FactorizedReduce(channels, channels)


def depthwise_separable(channels, kernel, stride, dilation=1):
    return named(
        relu=nn.ReLU(),
        depthwise=conv(channels, channels, kernel, stride, dilation, groups=channels),
        pointwise=conv(channels, channels, 1),
        norm=norm(channels),
    )


def separable(kernel):
    return lambda channels, stride: nn.Sequential(
        OrderedDict(
            [
                ('1', depthwise_separable(channels, kernel, stride)),
                ('2', depthwise_separable(channels, kernel, 1)),
            ]
        )
    )


def dilated(kernel):
    return lambda channels, stride: depthwise_separable(channels, kernel, stride, dilation=2)


def plain(kernel):
    return lambda channels, stride: named(
        relu=nn.ReLU(), conv=conv(channels, channels, kernel, stride), norm=norm(channels)
    )


def max_pool(kernel):
    return lambda channels, stride: nn.MaxPool2d(kernel, stride, kernel // 2)


def avg_pool(kernel):
    return lambda channels, stride: nn.AvgPool2d(
        kernel, stride, kernel // 2, count_include_pad=False
    )


class Crossed(nn.Module):
    """A wide convolution, then a high one."""

    def __init__(self, channels, stride, extent):
        super().__init__()
        self.across, self.down = f'1x{extent}', f'{extent}x1'
        self.conv = nn.ModuleDict(
            {
                self.across: conv(channels, channels, (1, extent), (1, stride)),
                self.down: conv(channels, channels, (extent, 1), (stride, 1)),
            }
        )
        self.norm = norm(channels)

    def forward(self, x):
        return self.norm(self.conv[self.down](self.conv[self.across](F.relu(x))))


def crossed(extent):
    return lambda channels, stride: Crossed(channels, stride, extent)


OPERATIONS = {
    'max_pool_3x3': max_pool(3),
    'max_pool_5x5': max_pool(5),
    'max_pool_7x7': max_pool(7),
    'avg_pool_3x3': avg_pool(3),
    'skip_connect': skip,
    'sep_conv_3x3': separable(3),
    'sep_conv_5x5': separable(5),
    'sep_conv_7x7': separable(7),
    'dil_conv_3x3': dilated(3),
    'dil_conv_5x5': dilated(5),
    'nor_conv_1x1': plain(1),
    'nor_conv_3x3': plain(3),
    'conv_3x1_1x3': crossed(3),
    'conv_7x1_1x7': crossed(7),
}


class Edge(nn.Module):
    def __init__(self, operation, channels, stride):
        super().__init__()
        self.operation = operation
        self.add_module(operation, OPERATIONS[operation](channels, stride))
        self.identity = operation == 'skip_connect' and stride == 1

    def forward(self, x, drop):
        x = getattr(self, self.operation)(x)
        return drop_path(x, drop) if drop > 0 and not self.identity else x


class Node(nn.Module):
    def __init__(self, edges, channels, reduces):
        super().__init__()
        kept = [(str(place), *edge) for place, edge in enumerate(edges) if edge[0] != 'none']
        self.inputs = {place: state for place, _, state in kept}
        self.edge = nn.ModuleDict(
            {
                place: Edge(operation, channels, 2 if reduces and state < 2 else 1)
                for place, operation, state in kept
            }
        )

    def forward(self, states, drop):
        return sum(edge(states[self.inputs[place]], drop) for place, edge in self.edge.items())


class Cell(nn.Module):
    def __init__(self, nodes, concat, read, channels, reduces, previous_reduces):
        super().__init__()
        before, last = read
        fit = FactorizedReduce if previous_reduces else relu_conv_norm
        self.preprocess0 = fit(before, channels)
        self.preprocess1 = relu_conv_norm(last, channels)
        self.node = nn.ModuleList(Node(edges, channels, reduces) for edges in nodes)
        self.concat = concat
        self.channels = channels * len(concat)

    def forward(self, before, last, drop):
        states = [self.preprocess0(before), self.preprocess1(last)]
        for node in self.node:
            # A node without edges is read by none.
            states.append(node(states, drop) if node.inputs else None)
        return torch.cat([states[state] for state in self.concat], dim=1)


class Auxiliary(nn.Module):
    """A second classifier two thirds of the way, for training alone (DARTS, cnn/model.py)."""

    def __init__(self, read, classes):
        super().__init__()
        self.mix = nn.Sequential(nn.Conv2d(read, 128, 1, bias=False), norm(128), nn.ReLU())
        self.gather = nn.Sequential(nn.Conv2d(128, 768, 2, bias=False), norm(768), nn.ReLU())
        self.classifier = nn.Linear(768, classes)

    def forward(self, x):
        x, side = F.relu(x), min(x.shape[2:])
        # As published for 8 x 8 and 7 x 7 maps; others are brought to 2 x 2 as well.
        published = side in (7, 8) and x.shape[2] == x.shape[3]
        x = F.avg_pool2d(x, 5, stride=side - 5) if published else F.adaptive_avg_pool2d(x, 2)
        return self.classifier(self.gather(self.mix(x)).flatten(1))


def small_stem(image_channels, channels):
    return named(conv=conv(image_channels, channels, 3), norm=norm(channels))


class LargeStem(nn.Module):
    """Three convolutions that bring 224 x 224 images to 28 x 28 (DARTS, cnn/model.py, ImageNet)."""

    def __init__(self, image_channels, channels):
        super().__init__()
        self.first = nn.Sequential(
            conv(image_channels, channels // 2, 3, 2),
            norm(channels // 2),
            nn.ReLU(),
            conv(channels // 2, channels, 3, 2),
            norm(channels),
        )
        self.second = nn.Sequential(nn.ReLU(), conv(channels, channels, 3, 2), norm(channels))

    def forward(self, x):
        before = self.first(x)
        return before, self.second(before)


class Network(nn.Module):
    """
    Logits of normalised images, (batch, channels, height, width). While it trains with an auxiliary
    head it returns that head's logits too.
    """

    def __init__(
        self,
        classes=len(CLASSES),
        image_channels=INPUT[0],
        cells=CELLS,
        channels=CHANNELS,
        large_images=False,
        auxiliary=False,
    ):
        super().__init__()
        self.drop_path = 0.0
        self.large_images = large_images
        if large_images:
            self.stem = LargeStem(image_channels, channels)
            read = (channels, channels)
        else:
            self.stem = small_stem(image_channels, 3 * channels)
            read = (3 * channels, 3 * channels)
        self.cells = nn.ModuleList()
        previous_reduces = large_images
        for index in range(cells):
            reduces = index in (cells // 3, 2 * cells // 3)
            channels = 2 * channels if reduces else channels
            nodes = GENOTYPE.reduce if reduces else GENOTYPE.normal
            concat = GENOTYPE.reduce_concat if reduces else GENOTYPE.normal_concat
            cell = Cell(nodes, concat, read, channels, reduces, previous_reduces)
            self.cells.append(cell)
            read, previous_reduces = (read[1], cell.channels), reduces
        self.auxiliary_cell = 2 * cells // 3
        self.auxiliary = None
        if auxiliary:
            self.auxiliary = Auxiliary(self.cells[self.auxiliary_cell].channels, classes)
        self.classifier = nn.Linear(read[1], classes)

    def forward(self, x):
        drop = self.drop_path if self.training else 0.0
        if self.large_images:
            before, last = self.stem(x)
        else:
            before = last = self.stem(x)
        hints = None
        for index, cell in enumerate(self.cells):
            before, last = last, cell(before, last, drop)
            if self.training and self.auxiliary is not None and index == self.auxiliary_cell:
                hints = self.auxiliary(last)
        logits = self.classifier(last.mean((2, 3)))
        return logits if hints is None else (logits, hints)
