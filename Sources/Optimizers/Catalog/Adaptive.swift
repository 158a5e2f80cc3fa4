import Hyperparameters

extension OptimizerCatalog {
    private static let epsilon = Hyperparameter("epsilon", default: 1e-8)
    private static let beta1 = Hyperparameter("beta1", default: 0.9)
    private static let beta2 = Hyperparameter("beta2", default: 0.999)

    /// Rates of their own for each weight, from the sizes of gradients.
    static let adaptive: [Declaration] = [
        Declaration(
            name: "adagrad", label: "AdaGrad", about: "Each weight's rate shrinks with all the gradient it has seen.",
            source: "Duchi, Hazan and Singer (2011); as torch.optim.Adagrad",
            hyperparameters: [Hyperparameter("eta", default: 0.01), Hyperparameter("epsilon", default: 1e-10)],
            pytorch: PyTorch("Adagrad", .rate, .value("eps", of: "epsilon", standard: 1e-10)),
            formula: """
                s = s + g^2
                w = w - eta*g/(sqrt(s) + epsilon)
                """),
        Declaration(
            name: "adadelta", label: "AdaDelta", about: "Steps as long as recent steps were: no rate to choose.",
            source: "Zeiler (2012), ε inside both roots as in the paper; as torch.optim.Adadelta",
            hyperparameters: [
                Hyperparameter("eta", default: 1), Hyperparameter("rho", default: 0.95),
                Hyperparameter("epsilon", default: 1e-6),
            ],
            pytorch: PyTorch(
                "Adadelta", .rate, .value("rho", of: "rho", standard: 0.9), .value("eps", of: "epsilon", standard: 1e-6)
            ),
            formula: """
                s = rho*s + (1 - rho)*g^2
                d = sqrt(u + epsilon)/sqrt(s + epsilon)*g
                u = rho*u + (1 - rho)*d^2
                w = w - eta*d
                """),
        Declaration(
            name: "rmsprop", label: "RMSProp", about: "Divides the gradient by a running average of its size.",
            source: "Tieleman and Hinton (2012), lecture 6e; as torch.optim.RMSprop(alpha=rho)",
            hyperparameters: [Hyperparameter("eta", default: 0.01), Hyperparameter("rho", default: 0.9), epsilon],
            pytorch: PyTorch("RMSprop", .rate, .value("alpha", of: "rho", standard: 0.99), .epsilon),
            formula: """
                s = rho*s + (1 - rho)*g^2
                w = w - eta*g/(sqrt(s) + epsilon)
                """),
        Declaration(
            name: "rmsprop-centered", label: "RMSProp centered",
            about: "Divides by the spread of the gradients about their mean.",
            source: "Graves (2013); as torch.optim.RMSprop(alpha=rho, centered=True)",
            hyperparameters: [Hyperparameter("eta", default: 0.01), Hyperparameter("rho", default: 0.9), epsilon],
            pytorch: PyTorch("RMSprop", .rate, .value("alpha", of: "rho", standard: 0.99), .epsilon, .flag("centered")),
            formula: """
                s = rho*s + (1 - rho)*g*g
                m = m + (1 - rho)*(g - m)
                w = w - eta*g/(sqrt(s - m^2) + epsilon)
                """),
        Declaration(
            name: "rmsprop-momentum", label: "RMSProp momentum", about: "RMSProp's steps gathered into a velocity.",
            source: "as torch.optim.RMSprop(alpha=rho, momentum=alpha)",
            hyperparameters: [
                Hyperparameter("eta", default: 0.01), Hyperparameter("alpha", default: 0.9),
                Hyperparameter("rho", default: 0.9), epsilon,
            ],
            pytorch: PyTorch(
                "RMSprop", .rate, .value("alpha", of: "rho", standard: 0.99), .epsilon,
                .value("momentum", of: "alpha", standard: 0)),
            formula: """
                s = rho*s + (1 - rho)*g^2
                v = alpha*v + g/(sqrt(s) + epsilon)
                w = w - eta*v
                """),
        Declaration(
            name: "adam", label: "Adam", about: "Momentum and RMSProp together, corrected for their cold start.",
            source: "Kingma and Ba (2015), algorithm 1; as torch.optim.Adam",
            hyperparameters: [Hyperparameter("eta", default: 0.001), beta1, beta2, epsilon],
            pytorch: PyTorch("Adam", .rate, .betas, .epsilon),
            formula: """
                m = beta1*m + (1 - beta1)*g
                s = beta2*s + (1 - beta2)*g^2
                w = w - eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t)) + epsilon)
                """),
        Declaration(
            name: "adam-l2", label: "Adam L2",
            about: "Adam with the weight decay in its gradient, which it then scales away.",
            source: "as torch.optim.Adam(weight_decay=lambda)",
            hyperparameters: [
                Hyperparameter("eta", default: 0.001), beta1, beta2, epsilon, Hyperparameter("lambda", default: 0.01),
            ],
            pytorch: PyTorch("Adam", .rate, .betas, .epsilon, .value("weight_decay", of: "lambda", standard: 0)),
            formula: """
                d = g + lambda*w
                m = beta1*m + (1 - beta1)*d
                s = beta2*s + (1 - beta2)*d^2
                w = w - eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t)) + epsilon)
                """),
        Declaration(
            name: "adamw", label: "AdamW", about: "Adam with the weight decay beside it: as strong for every weight.",
            source: "Loshchilov and Hutter (2019); as torch.optim.AdamW",
            hyperparameters: [
                Hyperparameter("eta", default: 0.001), beta1, beta2, epsilon, Hyperparameter("lambda", default: 0.01),
            ],
            pytorch: PyTorch("AdamW", .rate, .betas, .epsilon, .value("weight_decay", of: "lambda", standard: 0.01)),
            formula: """
                m = beta1*m + (1 - beta1)*g
                s = beta2*s + (1 - beta2)*g^2
                w = w - eta*lambda*w
                w = w - eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t)) + epsilon)
                """),
        Declaration(
            name: "amsgrad", label: "AMSGrad", about: "Adam whose denominators never shrink.",
            source: "Reddi, Kale and Kumar (2018), corrected for the cold start as torch.optim.Adam(amsgrad=True)",
            hyperparameters: [Hyperparameter("eta", default: 0.001), beta1, beta2, epsilon],
            pytorch: PyTorch("Adam", .rate, .betas, .epsilon, .flag("amsgrad")),
            formula: """
                m = beta1*m + (1 - beta1)*g
                s = beta2*s + (1 - beta2)*g^2
                u = max(u, s)
                w = w - eta*(m/(1 - beta1^t))/(sqrt(u/(1 - beta2^t)) + epsilon)
                """),
        Declaration(
            name: "adamax", label: "Adamax", about: "Adam by the largest recent gradient instead of the mean square.",
            source: "Kingma and Ba (2015), algorithm 2; as torch.optim.Adamax",
            hyperparameters: [Hyperparameter("eta", default: 0.002), beta1, beta2, epsilon],
            pytorch: PyTorch("Adamax", .rate, .betas, .epsilon),
            formula: """
                m = beta1*m + (1 - beta1)*g
                u = max(beta2*u, abs(g) + epsilon)
                w = w - eta/(1 - beta1^t)*m/u
                """),
        Declaration(
            name: "nadam", label: "NAdam", about: "Adam that looks ahead as NAG does.",
            source: "Dozat (2016); as torch.optim.NAdam(momentum_decay=psi)",
            hyperparameters: [
                Hyperparameter("eta", default: 0.002), beta1, beta2, epsilon,
                Hyperparameter(
                    "psi", symbol: "ψ", default: 0.004, range: 0...1, scale: .logarithmic,
                    help: "how fast the momentum rises to β₁"),
            ],
            state: ["p": "1"],
            pytorch: PyTorch("NAdam", .rate, .betas, .epsilon, .value("momentum_decay", of: "psi", standard: 0.004)),
            formula: """
                now = beta1*(1 - 0.5*0.96^(t*psi))
                next = beta1*(1 - 0.5*0.96^((t + 1)*psi))
                p = p*now
                m = beta1*m + (1 - beta1)*g
                s = beta2*s + (1 - beta2)*g^2
                d = (1 - now)/(1 - p)*g + next/(1 - p*next)*m
                w = w - eta*d/(sqrt(s/(1 - beta2^t)) + epsilon)
                """),
        Declaration(
            name: "radam", label: "RAdam", about: "Adam that waits with its scaling until it knows enough.",
            source: "Liu et al. (2020), rectified from ρ > 5 on; as torch.optim.RAdam",
            hyperparameters: [Hyperparameter("eta", default: 0.001), beta1, beta2, epsilon],
            pytorch: PyTorch("RAdam", .rate, .betas, .epsilon),
            formula: """
                m = beta1*m + (1 - beta1)*g
                s = beta2*s + (1 - beta2)*g^2
                most = 2/(1 - beta2) - 1
                r = most - 2*t*beta2^t/(1 - beta2^t)
                rectified = sqrt((r - 4)*(r - 2)*most/((most - 4)*(most - 2)*r))*sqrt(1 - beta2^t)/(sqrt(s) + epsilon)
                w = w - eta*m/(1 - beta1^t)*if(r > 5, rectified, 1)
                """),
        Declaration(
            name: "adabelief", label: "AdaBelief", about: "Divides by how much the gradient surprised.",
            source: "Zhuang et al. (2020); as optax.adabelief",
            hyperparameters: [
                Hyperparameter("eta", default: 0.001), beta1, beta2, Hyperparameter("epsilon", default: 1e-16),
                Hyperparameter(
                    "epsilon_root", symbol: "ε₂", default: 1e-16, range: 0...1, scale: .logarithmic,
                    help: "added to the average at every step"),
            ],
            formula: """
                m = beta1*m + (1 - beta1)*g
                s = beta2*s + (1 - beta2)*(g - m)^2 + epsilon_root
                w = w - eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t)) + epsilon)
                """),
        Declaration(
            name: "yogi", label: "Yogi", about: "Adam whose denominators change by steps, not by shares.",
            source: "Zaheer et al. (2018); as optax.yogi",
            hyperparameters: [
                Hyperparameter("eta", default: 0.01), beta1, beta2, Hyperparameter("epsilon", default: 1e-3),
            ],
            state: ["m": "1e-6", "s": "1e-6"],
            formula: """
                m = beta1*m + (1 - beta1)*g
                s = s - (1 - beta2)*sign(s - g^2)*g^2
                w = w - eta*(m/(1 - beta1^t))/(sqrt(s/(1 - beta2^t)) + epsilon)
                """),
        Declaration(
            name: "adan", label: "Adan", about: "Adam with the change of the gradient as a third average.",
            source: "Xie et al. (2024), corrected for the cold start as in the authors' code",
            hyperparameters: [
                Hyperparameter("eta", default: 0.001), Hyperparameter("beta1", default: 0.98),
                Hyperparameter("beta2", default: 0.92, help: "decay of the running average of gradient changes"),
                Hyperparameter(
                    "beta3", symbol: "β₃", default: 0.99, range: 0...1, scale: .towardOne,
                    help: "decay of the running average of squares"),
                epsilon, Hyperparameter("lambda", default: 0),
            ],
            formula: """
                d = if(t > 1, g - p, 0)
                p = g
                m = beta1*m + (1 - beta1)*g
                v = beta2*v + (1 - beta2)*d
                s = beta3*s + (1 - beta3)*(g + beta2*d)^2
                u = m/(1 - beta1^t) + beta2*v/(1 - beta2^t)
                w = (w - eta*u/(sqrt(s/(1 - beta3^t)) + epsilon))/(1 + eta*lambda)
                """),
    ]
}
