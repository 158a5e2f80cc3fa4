extension LectureTests {
    /// Scenes on data, units and their training.
    static let dataTunings = [
        Tuning("batch-and-stochastic", "shuffle: false, ", "", "Odd steps are"),
        Tuning("batch-and-stochastic", "eta: 0.7, label: both", "eta: 0.7, batch: 1, label: both", "Every batch step"),
        Tuning("shuffling", "shuffle: false, ", "", "Sorted, each class"),
        Tuning("unfamiliar-rows", "weights: loss, label: outlier", "label: outlier", "An outlier drawn"),
        Tuning("augmentation", "jitter: 0.7", "jitter: 0.1", "Jittered anew"),
        Tuning("normalization", "[center, whiten]", "[center, scale]", "Whitened, it arrives"),
        Tuning("normalization", "correlation: 0.8", "correlation: 0", "Scaled, the correlation"),
        Tuning("positive-inputs", "q = sigmoid(2*x2)", "q = tanh(x2)", "All inputs positive"),
        Tuning("sigmoids", "start: [6, -0.5]", "start: [3, -0.5]", "Saturated, the first layer"),
        Tuning("nonlinearities", "relu(w1*input + w2) -", "max(0.1*w1*input, w1*input) -", "The ReLU is off"),
        Tuning("stuck-at-zero", "default: 0.2", "default: 0", "From the same start"),
        Tuning("stuck-at-zero", "start: [-1, -0.7]", "start: [-1, 0.7]", "Off for all rows"),
        Tuning("error-functions", "eta: 0.5, label: too right", "eta: 50, label: too right", "With one it is not"),
        Tuning("initialization", "start: [0.58, 0.57]", "start: [0.9, 0.85]", "With a third of that"),
        Tuning("initialization", "0.002, label: too large", "1e-8, label: too large", "Too large, the gradient"),
        Tuning("deep-linear-chain", "start: [1, -1]", "start: [1, -0.9]", "Down the ridge"),
        Tuning("batch-normalization", "/sqrt(var(z) + 1e-5)", "", "With weights half as long"),
        Tuning("dropout", "dropout: 0.5, ", "dropout: 0.02, ", "It ends four"),
        Tuning("dropout", "default: 0.5", "default: 0.02", "There the weights"),
    ]
}
