"""Maps of ravine against the same maps by NumPy and by JAX, in the same run.

A map is 200 learning rates by 100 values of a momentum (α of Momentum, β₁ of Adam), 300 steps of each of the 20,000 runs
on Rosenbrock's banana: the last loss, from which step on it is at 1 % of the first, and when it stopped being finite. NumPy
takes all cells at once, or some thousands, whichever is faster; JAX is jitted and vmapped, timed without compiling. ravine's
time is the whole process with its file. The answers must agree. Needs the release build, NumPy and JAX.

    python3 Benchmarks/maps.py [times]
"""

import json
import os
import subprocess
import sys
import tempfile
import time

import numpy as np

RAVINE = os.environ.get("RAVINE", ".build/release/ravine")
STEPS, COLUMNS, ROWS = 300, 200, 100
START = (-1.2, 1.0)
# The axes: from where to where.
MAPS = {"momentum": ("alpha", (1e-5, 1e-2), (0.0, 0.999)), "adam": ("beta1", (1e-4, 1.0), (0.0, 0.999))}
BETA2, EPSILON = 0.999, 1e-8
CHUNKS = [COLUMNS * ROWS, 4000, 1000]


def axes(rule):
    """All pairs of values, the first going fastest: by equal factors, and by equal factors of what is missing to 1."""
    _, (low, high), (least, most) = MAPS[rule]
    eta = low * (high / low) ** (np.arange(COLUMNS) / (COLUMNS - 1))
    momentum = 1 - (1 - least) * ((1 - most) / (1 - least)) ** (np.arange(ROWS) / (ROWS - 1))
    eta[-1], momentum[0], momentum[-1] = high, least, most
    return np.tile(eta, ROWS), np.repeat(momentum, COLUMNS)


def loss_and_gradient(x, y):
    a, b = 1 - x, y - x * x
    return a * a + 100 * (b * b), -2 * a - 400 * (b * x), 200 * b


def step(xp, rule, t, eta, momentum, place, memory):
    """One step as ravine's catalog has it, in NumPy or JAX."""
    x, y = place
    _, gx, gy = loss_and_gradient(x, y)
    if rule == "momentum":
        vx, vy = memory
        vx, vy = momentum * vx - eta * gx, momentum * vy - eta * gy
        return (x + vx, y + vy), (vx, vy)
    mx, my, sx, sy = memory
    mx, my = momentum * mx + (1 - momentum) * gx, momentum * my + (1 - momentum) * gy
    sx, sy = BETA2 * sx + (1 - BETA2) * (gx * gx), BETA2 * sy + (1 - BETA2) * (gy * gy)
    first, second = 1 - momentum**t, 1 - BETA2**t
    x = x - eta * (mx / first) / (xp.sqrt(sx / second) + EPSILON)
    y = y - eta * (my / first) / (xp.sqrt(sy / second) + EPSILON)
    return (x, y), (mx, my, sx, sy)


TARGET = 0.01 * float(loss_and_gradient(*START)[0])


def by_numpy(rule, eta, momentum, start=START):
    place = (np.full_like(eta, start[0]), np.full_like(eta, start[1]))
    memory = tuple(np.zeros_like(eta) for _ in range(2 if rule == "momentum" else 4))
    arrival, finite = np.zeros(eta.shape, np.int32), np.zeros(eta.shape, np.int32)
    loss = np.full_like(eta, loss_and_gradient(*start)[0])
    arrival += 1
    for t in range(1, STEPS + 1):
        place, memory = step(np, rule, t, eta, momentum, place, memory)
        loss = loss_and_gradient(*place)[0]
        arrival = np.where(loss <= TARGET, arrival, t + 1)
        finite += np.isfinite(loss)
    return loss, arrival, finite


def numpy_map(rule, chunk):
    eta, momentum = axes(rule)
    parts = [by_numpy(rule, eta[i : i + chunk], momentum[i : i + chunk]) for i in range(0, len(eta), chunk)]
    return [np.concatenate(column) for column in zip(*parts)]


def jax_map(rule, chunk):
    import jax
    import jax.numpy as jnp

    jax.config.update("jax_enable_x64", True)

    def run(eta, momentum):
        def body(t, state):
            place, memory, _, arrival, finite = state
            place, memory = step(jnp, rule, t, eta, momentum, place, memory)
            loss = loss_and_gradient(*place)[0]
            return place, memory, loss, jnp.where(loss <= TARGET, arrival, t + 1), finite + jnp.isfinite(loss)

        start = tuple(jnp.float64(value) for value in START)
        memory = (jnp.float64(0),) * (2 if rule == "momentum" else 4)
        state = (start, memory, jnp.float64(0), jnp.int64(1), jnp.int64(0))
        return jax.lax.fori_loop(1, STEPS + 1, body, state)[2:]

    cells = jax.vmap(run)
    eta, momentum = (jnp.asarray(values) for values in axes(rule))
    if chunk == len(eta):
        compiled = jax.jit(cells)
        return lambda: jax.block_until_ready(compiled(eta, momentum))
    compiled = jax.jit(lambda eta, momentum: jax.lax.map(lambda pair: cells(*pair), (eta, momentum)))
    eta, momentum = eta.reshape(-1, chunk), momentum.reshape(-1, chunk)
    return lambda: [column.reshape(-1) for column in jax.block_until_ready(compiled(eta, momentum))]


def peer(library, rule, times, target):
    """In a process of its own: the least time, and the answers in a file."""
    np.seterr(all="ignore")
    best = (float("inf"), 0)
    for chunk in CHUNKS:
        work = jax_map(rule, chunk) if library == "jax" else lambda: numpy_map(rule, chunk)
        found = work()
        for _ in range(times):
            begin = time.perf_counter()
            found = work()
            best = min(best, (time.perf_counter() - begin, chunk))
    np.savez(target, *(np.asarray(column) for column in found))
    print(json.dumps(best))


def measured_peer(library, rule, times, folder, cores):
    target = os.path.join(folder, f"{library}.npz")
    command = [sys.executable, __file__, "peer", library, rule, str(times), target]
    environment = dict(os.environ)
    if cores == 1:
        command = ["taskset", "-c", "0"] + command
        environment["XLA_FLAGS"] = "--xla_cpu_multi_thread_eigen=false"
    text = subprocess.run(command, env=environment, capture_output=True, text=True, check=True).stdout
    seconds, chunk = json.loads(text.splitlines()[-1])
    found = np.load(target)
    return seconds, chunk, [found[name] for name in found.files]


def measured_ravine(rule, times, folder, cores, ending, size=(COLUMNS, ROWS)):
    name, (low, high), (least, most) = MAPS[rule]
    target = os.path.join(folder, "ravine." + ending)
    command = [
        RAVINE, "sweep", os.path.join(folder, "scene.yaml"), "--run", rule, "--x", f"eta={low}..{high}:{size[0]}",
        "--y", f"{name}={least}..{most}:{size[1]}", "--force", "-o", target]
    if cores == 1:
        command = ["taskset", "-c", "0"] + command + ["--cores", "1"]
    best = float("inf")
    for _ in range(times):
        begin = time.perf_counter()
        subprocess.run(command, check=True)
        best = min(best, time.perf_counter() - begin)
    return best, target


def agreement(rule, theirs, ours):
    """How far two answers are apart where a run is not chaotic: where one rounding of a value or of the start changes NumPy's
    own by less."""
    np.seterr(all="ignore")
    eta, momentum = axes(rule)
    loss, arrival, finite = theirs
    one = 1 + 2.0**-52
    x, y = START
    moved = [
        by_numpy(rule, *values)
        for values in [
            (eta * one, momentum), (eta, momentum * one), (eta, momentum, (x * one, y)), (eta, momentum, (x, y * one))]]

    def apart(left, right):
        return np.nan_to_num(np.abs(left - right) / np.maximum(np.abs(left), np.abs(right)))

    alike = np.all([other == finite for _, _, other in moved], axis=0)
    ended = alike & (finite < STEPS)
    calm = alike & (finite == STEPS) & np.all([apart(loss, other) < 1e-10 for other, _, _ in moved], axis=0)
    arrived = calm & (loss <= TARGET)
    difference = apart(loss, ours["loss"])[calm].max()
    same_ends = finite[ended] + 1 == ours["steps"][ended]
    same_arrivals = arrival[arrived] == ours["steps"][arrived]
    print(
        f"{rule}: {len(loss) - (calm | ended).sum()} of {len(loss)} runs are chaotic. The last losses of the others differ by "
        f"{difference:.1e} at most; {same_arrivals.sum()} of {arrived.sum()} that arrived did at the same step, and "
        f"{same_ends.sum()} of {ended.sum()} overflowed at the same.")
    assert difference < 1e-9 and same_arrivals.all() and same_ends.all()
    assert np.allclose(ours["eta"], eta, rtol=1e-14) and np.allclose(ours[MAPS[rule][0]], momentum, rtol=1e-14)


def main():
    times = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    cores = os.cpu_count()
    cell_steps = STEPS * COLUMNS * ROWS
    with tempfile.TemporaryDirectory() as folder:
        with open(os.path.join(folder, "scene.yaml"), "w") as scene:
            scene.write(f"{{steps: {STEPS}, panels: [rosenbrock], runs: [momentum, adam]}}\n")
        rows = []
        for rule in MAPS:
            reference = None
            for library, count in [("numpy", 1), ("jax", 1), ("jax", cores)]:
                seconds, chunk, found = measured_peer(library, rule, times, folder, count)
                reference = reference or found
                rows.append((rule, f"{library}, {chunk} cells at once", count, seconds))
            for ending, count in [("csv", 1), ("csv", cores), ("npy", 1), ("npy", cores)]:
                seconds, target = measured_ravine(rule, times, folder, count, ending)
                rows.append((rule, f"ravine, with its .{ending}", count, seconds))
            agreement(rule, reference, np.load(target).reshape(-1))
            rows.append((rule, "ravine, 4 cells", cores, measured_ravine(rule, times, folder, cores, "csv", (2, 2))[0]))
    print("load {:.1f} {:.1f} {:.1f}, {} cores, the least of {}\n".format(*os.getloadavg(), cores, times))
    print("| map | by | cores | seconds | ns a step of a cell | times ravine's |")
    print("| --- | --- | --- | --- | --- | --- |")
    ours = {(rule, count): seconds for rule, name, count, seconds in rows if "npy" in name}
    for rule, name, count, seconds in rows:
        if "4 cells" in name:
            print(f"| {rule} | {name} | {count} | {seconds:.3f} | | |")
        else:
            print(
                f"| {rule} | {name} | {count} | {seconds:.3f} | {seconds / cell_steps * 1e9:.1f} "
                f"| {seconds / ours[rule, count]:.1f} |")


if sys.argv[1:2] == ["peer"]:
    peer(sys.argv[2], sys.argv[3], int(sys.argv[4]), sys.argv[5])
else:
    main()
