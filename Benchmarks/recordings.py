"""Recordings of a race against the same animation by matplotlib, in the same run.

120 frames of three landscapes with seven paths each, at 100x30 cells, which are 800x480 pixels. matplotlib draws as
lecturers do: contours once, then lines and heads that are moved, saved by its PillowWriter. Needs the release build,
matplotlib and Pillow.

    python3 Benchmarks/recordings.py [folder to keep the files in]
"""

import csv
import io
import os
import statistics
import subprocess
import sys
import tempfile
import time

import matplotlib

matplotlib.use("Agg")
import matplotlib.pyplot as plt
import numpy as np
from matplotlib.animation import FuncAnimation, PillowWriter

RAVINE = os.environ.get("RAVINE", ".build/release/ravine")
FRAMES = 120


def tilted_valley(x, y):
    along = x * np.cos(np.pi / 6) + y * np.sin(np.pi / 6)
    across = y * np.cos(np.pi / 6) - x * np.sin(np.pi / 6)
    return 0.5 * (along**2 + 100 * across**2)


# What the race's own formulas are, with its views.
LANDSCAPES = {
    "valley": (lambda x, y: 5 * x**2 - y**2, (-1, 1), (-2, 1)),
    "saddle": (lambda x, y: x**3 - 3 * x * y**2, (-1, 1), (-1, 1)),
    "ellipse": (tilted_valley, (-3.4, 1.2), (-2.2, 1.2)),
}


def paths():
    """The points of every run by track and run, step by step."""
    text = subprocess.run([RAVINE, "trace", "radford", "--format", "csv"], capture_output=True, text=True, check=True).stdout
    found = {}
    for row in csv.DictReader(io.StringIO(text)):
        found.setdefault(row["track"], {}).setdefault(row["run"], []).append((float(row["x"]), float(row["y"])))
    return found


def by_matplotlib(target):
    tracks = paths()
    figure, axes = plt.subplots(1, len(tracks), figsize=(8, 4.8), dpi=100)
    moving = []
    for axis, (track, runs) in zip(axes, tracks.items()):
        formula, (left, right), (bottom, top) = LANDSCAPES[track]
        x, y = np.meshgrid(np.linspace(left, right, 120), np.linspace(bottom, top, 120))
        axis.contour(x, y, formula(x, y), 12)
        axis.set(title=track, xlim=(left, right), ylim=(bottom, top))
        for run, points in runs.items():
            (line,) = axis.plot([], [], label=run)
            (head,) = axis.plot([], [], "o", color=line.get_color())
            moving.append((line, head, np.array(points)))
    axes[0].legend(fontsize=6)

    def draw(step):
        for line, head, points in moving:
            line.set_data(points[: step + 1, 0], points[: step + 1, 1])
            at = min(step, len(points) - 1)
            head.set_data(points[at : at + 1, 0], points[at : at + 1, 1])

    FuncAnimation(figure, draw, frames=FRAMES).save(target, writer=PillowWriter(fps=30))
    plt.close(figure)


def by_ravine(target):
    # Frames are a step each, at the scene's own pace.
    subprocess.run(
        [RAVINE, "record", "radford", "--size", "100x30", "--steps", str(FRAMES - 1), "--fps", "25", "--force", "-o", target],
        check=True)


def timed(record, target, times):
    seconds = []
    for _ in range(times):
        start = time.perf_counter()
        record(target)
        seconds.append(time.perf_counter() - start)
    return statistics.median(seconds), os.path.getsize(target)


def main():
    folder = sys.argv[1] if len(sys.argv) > 1 else tempfile.mkdtemp()
    os.makedirs(folder, exist_ok=True)
    peer, peer_size = timed(by_matplotlib, os.path.join(folder, "matplotlib.gif"), 1)
    print(f"| {'format':10} | {'seconds':>8} | frames a second | bytes a frame | times faster | times smaller |")
    print("| --- | --- | --- | --- | --- | --- |")

    def row(name, seconds, size):
        print(
            f"| {name:10} | {seconds:8.3f} | {FRAMES / seconds:15.0f} | {size / FRAMES:13.0f} "
            f"| {peer / seconds:12.0f} | {peer_size / size:13.1f} |", flush=True)

    row("PillowWriter", peer, peer_size)
    for ending in ["cast", "txt", "svg", "svgz", "html", "gif", "mp4", "webm"]:
        if ending in ("mp4", "webm") and subprocess.run(["which", "ffmpeg"], capture_output=True).returncode != 0:
            continue
        row(ending, *timed(by_ravine, os.path.join(folder, "ravine." + ending), 1 if ending == "webm" else 5))


main()
