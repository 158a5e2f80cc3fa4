extension LectureTests {
    /// Scenes on learning rates, and on how optimizers compare.
    static let furtherTunings = [
        Tuning("computation-graph", "start: [2, 1]", "start: [2, 2]", "Its derivatives there"),
        Tuning("learning-rate", "eta: 1.03, label: \"η = {eta}\"", "eta: 0.99, label: η = 1.03", "Past 2/λ"),
        Tuning("one-weight", "eta: 2.05, label: \"η = {eta}\"", "eta: 1.95, label: η = 2.05", "Past 2/λ"),
        Tuning("minibatches", "eta: 0.5, batch: 1,", "eta: 0.5, batch: 400,", "With one row"),
        Tuning("minibatches", "eta: 0.5*inverse_time(0.05)", "eta: 0.5", "A falling rate"),
        Tuning("ellipse", "surface: tilted-valley", "surface: bowl", "Steepest descent points"),
        Tuning("long-valley", "[0.25, -1e-6]", "[0.25, -1e-2]", "SGD gets nowhere"),
        Tuning("long-valley-3d", "[0.25, -1e-6]", "[0.25, -1e-2]", "SGD gets nowhere"),
        Tuning("saddle-point", "start: [-0.245, -0.5]", "start: [-0.1, -0.5]", "SGD is only slow"),
        Tuning("saddle-point-3d", "start: [-0.245, -0.5]", "start: [-0.1, -0.5]", "SGD is only slow"),
        Tuning("beale", "momentum, eta: 0.001, alpha: 0.95", "momentum, eta: 0.001, alpha: 0.5", "Momentum shoots off"),
        Tuning("noisy-moons", "alpha: 0.9, batch: 16", "alpha: 0, batch: 16", "Momentum and NAG overshoot"),
        Tuning("rosenbrock", "0.0005, alpha: 0.95", "0.0005, alpha: 0.5", "Momentum and NAG are round"),
        Tuning("schedules", "0.15*cosine()", "0.15", "Every schedule"),
        Tuning("radford", "sgd, eta: 0.018", "sgd, eta: 0.001", "So it zig-zags"),
        Tuning("zoo", "{optimizer: lbfgs}", "{optimizer: sgd, eta: 0.011, label: lbfgs}", "L-BFGS needs"),
    ]
}
