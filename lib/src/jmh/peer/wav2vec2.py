"""wav2vec 2.0 (base) in PyTorch, and its speed beside the library's.

    /usr/bin/python3 lib/src/jmh/peer/wav2vec2.py build/classpath.txt

lets the library and PyTorch take turns, one forward pass or one step of training each, with the same number of threads,
shapes, allocator and waiting settings. PyTorch runs the forward pass with its mkldnn flag on and off, the training with
it off: Debian's 1.13 computes wrong gradients of GELU with it. Prints every round, the medians and their ratios.
Debian's PyTorch needs OpenBLAS beside it (libopenblas0-pthread), or its products run in the reference BLAS, 20 times slower; and
OPENBLAS_CORETYPE (SkylakeX, Haswell, Zen) where OPENBLAS_VERBOSE=2 says that it takes the processor for an old one.
"""

import os
import statistics
import subprocess
import sys
import time

THREADS = 2
ROUNDS = 5
SIZES = {"forward": (1, 10.0), "training": (4, 2.0)}
SETTINGS = {
    "OMP_WAIT_POLICY": "passive",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "4000000000",
    "MALLOC_TRIM_THRESHOLD_": "8000000000",
    "ONEDNN_PRIMITIVE_CACHE_CAPACITY": "256",
    "OPENBLAS_NUM_THREADS": str(THREADS),
}


def network():
    """The layers of org.serlab.model.wav2vec2.Wav2Vec2 at base size."""
    import torch
    from torch import nn
    from torch.nn import functional

    width, heads, wide, channels = 768, 12, 3072, 512

    class Encoder(nn.Module):
        def __init__(self):
            super().__init__()
            sizes = zip((10, 3, 3, 3, 3, 2, 2), (5, 2, 2, 2, 2, 2, 2))
            self.layers = nn.ModuleList(
                nn.Conv1d(channels if i else 1, channels, k, s, bias=False) for i, (k, s) in enumerate(sizes)
            )
            self.norm = nn.GroupNorm(channels, channels)

        def forward(self, x):
            x = x[:, None]
            for i, layer in enumerate(self.layers):
                x = layer(x)
                x = functional.gelu(x if i else self.norm(x))
            return x.transpose(1, 2)

    class Attention(nn.Module):
        def __init__(self):
            super().__init__()
            self.q, self.k, self.v, self.out = (nn.Linear(width, width) for _ in range(4))

        def forward(self, x):
            def split(y):
                return y.view(len(x), -1, heads, width // heads).transpose(1, 2)

            q, k, v = split(self.q(x) * (width // heads) ** -0.5), split(self.k(x)), split(self.v(x))
            y = (q @ k.transpose(2, 3)).softmax(-1) @ v
            return self.out(y.transpose(1, 2).flatten(2))

    class Layer(nn.Module):
        def __init__(self):
            super().__init__()
            self.attention = Attention()
            self.first, self.second = nn.LayerNorm(width), nn.LayerNorm(width)
            self.up, self.down = nn.Linear(width, wide), nn.Linear(wide, width)

        def forward(self, x):
            x = self.first(x + self.attention(x))
            return self.second(x + self.down(functional.gelu(self.up(x))))

    class Network(nn.Module):
        def __init__(self):
            super().__init__()
            self.encoder = Encoder()
            self.norm, self.projection = nn.LayerNorm(channels), nn.Linear(channels, width)
            self.positions = nn.utils.weight_norm(nn.Conv1d(width, width, 128, padding=64, groups=16), dim=2)
            self.embedded = nn.LayerNorm(width)
            self.layers = nn.ModuleList(Layer() for _ in range(12))

        def forward(self, x):
            x = self.projection(self.norm(self.encoder(x)))
            positions = functional.gelu(self.positions(x.transpose(1, 2))[:, :, :-1])
            x = self.embedded(x + positions.transpose(1, 2))
            for layer in self.layers:
                x = layer(x)
            return x

    return Network(), torch


def serve(mode, mkldnn):
    """One forward pass or step for each line of standard input; prints its seconds."""
    model, torch = network()
    torch.set_num_threads(THREADS)
    torch._C._set_mkldnn_enabled(mkldnn)
    batch, seconds = SIZES[mode]
    waves = torch.randn(batch, int(16000 * seconds))
    optimiser = torch.optim.Adam(model.parameters(), 1e-5)
    for _ in sys.stdin:
        start = time.perf_counter()
        if mode == "training":
            optimiser.zero_grad()
            model(waves).square().mean().backward()
            optimiser.step()
        else:
            with torch.no_grad():
                model(waves)
        print(f"{time.perf_counter() - start:.4f}", flush=True)


class Side:
    def __init__(self, command):
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
            env={**os.environ, **SETTINGS},
        )

    def turn(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return float(self.process.stdout.readline().split()[0])

    def end(self):
        self.process.kill()


def compare(mode, classpath):
    batch, seconds = SIZES[mode]
    java = ["java", f"-Dai.djl.pytorch.num_threads={THREADS}", "-Dai.djl.pytorch.num_interop_threads=1", "-cp", classpath]
    this = [sys.executable, os.path.abspath(__file__), "--serve", mode]
    sides = {
        "library": Side(java + ["org.serlab.model.wav2vec2.Wav2Vec2Speed", mode, str(batch), str(seconds)]),
        "PyTorch, mkldnn off": Side(this + ["off"]),
    }
    if mode == "forward":
        sides["PyTorch, mkldnn on"] = Side(this + ["on"])
    for side in sides.values():
        side.turn()  # warms up
    print(f"{mode}: seconds for {batch} x {seconds} s, {THREADS} threads, load {os.getloadavg()[0]:.1f}")
    rounds = {name: [] for name in sides}
    for number in range(ROUNDS):
        for name, side in sides.items():
            rounds[name].append(side.turn())
        print(number + 1, {name: values[-1] for name, values in rounds.items()}, flush=True)
    for side in sides.values():
        side.end()
    medians = {name: statistics.median(values) for name, values in rounds.items()}
    print("medians", medians)
    for name in list(sides)[1:]:
        print(f"library / {name}: {medians['library'] / medians[name]:.3f}")


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(sys.argv[2], sys.argv[3] == "on")
    else:
        root = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../.."))
        classes = ":".join(f"{root}/build/maven/serlab-lib/{kind}" for kind in ("test-classes", "classes"))
        with open(sys.argv[1]) as file:
            path = classes + ":" + file.read().strip()
        for mode in sys.argv[2:] or SIZES:
            compare(mode, path)
