"""att-Res in PyTorch, and its training throughput beside the library's.

    /usr/bin/python3 lib/src/jmh/peer/att_res.py build/classpath.txt

starts three processes that take turns, one epoch each: the library, PyTorch at its best settings (channels-last,
allocator and waiting settings as the launcher sets them) and PyTorch as it comes. All have the same number of threads.
Prints every round, the medians, their ratios, and the share of a step that the library spends outside the engine.
With --memory it trains 25 epochs with the library alone and prints the resident set after each.
"""

import os
import statistics
import subprocess
import sys
import time

THREADS = 2
BATCH = 32
SAMPLES = 640
ROUNDS = 9
FAST = {
    "OMP_WAIT_POLICY": "passive",
    "MALLOC_ARENA_MAX": "1",
    "MALLOC_MMAP_THRESHOLD_": "4000000000",
    "MALLOC_TRIM_THRESHOLD_": "8000000000",
}


def network():
    """The layers of org.serlab.model.attres.AttRes, variant att-Res: Block, Block-A, Block-A."""
    import torch
    from torch import nn

    def conv(inputs, outputs, stride=1):
        return nn.Conv2d(inputs, outputs, 3, stride, 1, bias=False)

    class Attention(nn.Module):
        def __init__(self):
            super().__init__()
            self.scoring = nn.Conv2d(2, 1, 1)

        def forward(self, f):
            both = torch.cat([f.amax(1, keepdim=True), f.mean(1, keepdim=True)], 1)
            scores = self.scoring(both)
            return f * scores.flatten(1).softmax(1).view_as(scores)

    class Residual(nn.Module):
        def __init__(self, channels, attends):
            super().__init__()
            self.branch = nn.Sequential(
                conv(channels, channels),
                nn.BatchNorm2d(channels),
                nn.ReLU(),
                conv(channels, channels),
                nn.BatchNorm2d(channels),
                *([Attention()] if attends else []),
            )

        def forward(self, x):
            return torch.relu(self.branch(x) + x)

    layers, inputs = [], 1
    for stage, channels in enumerate((32, 64, 128)):
        layers += [conv(inputs, channels, 1 if stage == 0 else 2), nn.BatchNorm2d(channels), nn.ReLU(), nn.MaxPool2d(2)]
        layers += [Residual(channels, stage > 0)]
        inputs = channels
    return nn.Sequential(*layers, nn.AdaptiveAvgPool2d(1), nn.Flatten(), nn.Linear(128, 6))


def serve(best):
    """Trains one epoch for each line of standard input, and prints samples a second."""
    import torch

    torch.set_num_threads(THREADS)
    torch.manual_seed(1)
    model = network().train()
    optimiser = torch.optim.Adam(model.parameters(), 1e-3)
    images = torch.randn(SAMPLES, 1, 128, 128)
    labels = torch.arange(SAMPLES) % 6
    if best:
        model = model.to(memory_format=torch.channels_last)
    for _ in sys.stdin:
        start = time.perf_counter()
        order = torch.randperm(SAMPLES)
        for first in range(0, SAMPLES, BATCH):
            rows = order[first : first + BATCH]
            batch = images[rows]
            if best:  # with one channel the array counts as channels-last already, unless it is cloned
                batch = batch.clone(memory_format=torch.channels_last)
            optimiser.zero_grad()
            loss = torch.nn.functional.cross_entropy(model(batch), labels[rows])
            loss.backward()
            optimiser.step()
            loss.item()
        print(f"{SAMPLES / (time.perf_counter() - start):.2f}", flush=True)


class Side:
    def __init__(self, command, fast):
        plain = {name: value for name, value in os.environ.items() if name not in FAST}
        environment = {**plain, **FAST} if fast else plain
        self.process = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=environment
        )

    def turn(self):
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return [float(value) for value in self.process.stdout.readline().split()]

    def end(self):
        self.process.kill()


def library(classpath, epochs):
    threads = [f"-Dai.djl.pytorch.num_threads={THREADS}", "-Dai.djl.pytorch.num_interop_threads=1"]
    java = ["java", *threads, "-cp", classpath]
    return Side(java + ["org.serlab.learn.AttResTraining", str(epochs), str(SAMPLES)], True)


def compare(classpath):
    this = [sys.executable, os.path.abspath(__file__)]
    sides = {
        "library": library(classpath, ROUNDS + 1),
        "PyTorch, best": Side(this + ["--serve", "best"], True),
        "PyTorch, as it comes": Side(this + ["--serve", "plain"], False),
    }
    for side in sides.values():
        side.turn()  # warms up
    print(f"samples a second, {THREADS} threads, batches of {BATCH}, load {os.getloadavg()[0]:.1f}")
    rounds = {name: [] for name in sides}
    outside = []
    for number in range(ROUNDS):
        for name, side in sides.items():
            values = side.turn()
            rounds[name].append(values[0])
            if name == "library":
                outside.append(values[1])
        print(number + 1, {name: values[-1] for name, values in rounds.items()}, flush=True)
    for side in sides.values():
        side.end()
    medians = {name: statistics.median(values) for name, values in rounds.items()}
    print("medians", medians)
    for name in list(sides)[1:]:
        ratios = [a / b for a, b in zip(rounds["library"], rounds[name])]
        print(f"library / {name}: {statistics.median(ratios):.3f} ({min(ratios):.3f} to {max(ratios):.3f})")
    print(f"outside the engine: {100 * statistics.median(outside):.2f} % of a step")


def memory(classpath):
    side = library(classpath, 25)
    resident = [side.turn()[2] for _ in range(25)]
    side.end()
    print("resident set in MB, epochs 1 to 25:", resident)
    print(f"after the second epoch: {100 * (max(resident[2:]) / resident[1] - 1):+.2f} % at most")


if __name__ == "__main__":
    if sys.argv[1] == "--serve":
        serve(sys.argv[2] == "best")
    else:
        root = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../../.."))
        classes = ":".join(f"{root}/build/maven/serlab-lib/{kind}" for kind in ("test-classes", "classes"))
        with open(sys.argv[-1]) as file:
            path = classes + ":" + file.read().strip()
        memory(path) if "--memory" in sys.argv else compare(path)
