extension SurfaceCatalog {
    /// Many minima, plains with a needle's hole, and kinks.
    static let rugged: [Declaration] = [
        Declaration(
            name: "rastrigin", title: "Rastrigin's function", about: "A bowl covered with a lattice of pits.",
            source: "Rastrigin (1974)", formula: "20 + x^2 - 10*cos(2*pi*x) + y^2 - 10*cos(2*pi*y)",
            domain: Domain(x: -5.12...5.12, y: -5.12...5.12), minima: [[0, 0]], lowest: 0, start: [-3.6, 2.6]),
        Declaration(
            name: "ackley", title: "Ackley's function",
            about: "A funnel in a plain of small pits; a kink at its bottom.",
            source: "Ackley (1987)",
            formula: "20 + e - 20*exp(-0.2*sqrt(0.5*(x^2 + y^2))) - exp(0.5*(cos(2*pi*x) + cos(2*pi*y)))",
            domain: Domain(x: -5...5, y: -5...5), minima: [[0, 0]], lowest: 0, start: [-3.5, 2.4]),
        Declaration(
            name: "easom", title: "Easom's function", about: "A flat plain with one narrow hole.",
            source: "Easom (1990)",
            formula: "-cos(x)*cos(y)*exp(-((x - pi)^2 + (y - pi)^2))", domain: Domain(x: 0...6.3, y: 0...6.3),
            minima: [[Double.pi, Double.pi]], lowest: -1, start: [2, 1.8]),
        Declaration(
            name: "levy", title: "Levy's function", about: "Waves across a bowl.",
            source: "Levy and Montalvo (1985), number 13",
            formula: """
                u = 1 + (x - 1)/4
                v = 1 + (y - 1)/4
                sin(pi*u)^2 + (u - 1)^2*(1 + 10*sin(pi*u + 1)^2) + (v - 1)^2*(1 + sin(2*pi*v)^2)
                """,
            domain: Domain(x: -10...10, y: -10...10), minima: [[1, 1]], lowest: 0, start: [-8, 7]),
        Declaration(
            name: "griewank", title: "Griewank's function",
            about: "Countless pits on a bowl so wide that it is hardly felt.",
            source: "Griewank (1981)", formula: "1 + (x^2 + y^2)/4000 - cos(x)*cos(y/sqrt(2))",
            domain: Domain(x: -10...10, y: -10...10), minima: [[0, 0]], lowest: 0, start: [-6, 6]),
        Declaration(
            name: "eggholder", title: "Eggholder",
            about: "Deep pits everywhere, the deepest at the edge of its domain.",
            source: "Whitley et al. (1996)",
            formula: "-(y + 47)*sin(sqrt(abs(x/2 + y + 47))) - x*sin(sqrt(abs(x - y - 47)))",
            domain: Domain(x: -512...512, y: -512...512), minima: [[512, 404.23180498361]], lowest: -959.64066272085,
            start: [0, 0]),
        Declaration(
            name: "cross-in-tray", title: "Cross in a tray", about: "A cross of kinks with four equal pits beside it.",
            source: "Mishra (2006)",
            formula: "-1e-4*(abs(sin(x)*sin(y)*exp(abs(100 - sqrt(x^2 + y^2)/pi))) + 1)^0.1",
            domain: Domain(x: -10...10, y: -10...10),
            minima: [
                [1.3494066171539107, 1.3494066171539107], [-1.3494066171539107, 1.3494066171539107],
                [1.3494066171539107, -1.3494066171539107], [-1.3494066171539107, -1.3494066171539107],
            ],
            lowest: -2.0626118708227397, start: [-4, 3]),
        Declaration(
            name: "holder-table", title: "Hölder's table",
            about: "A table with four legs: the lowest places are at its corners.",
            source: "Mishra (2006)", formula: "-abs(sin(x)*cos(y)*exp(abs(1 - sqrt(x^2 + y^2)/pi)))",
            domain: Domain(x: -10...10, y: -10...10),
            minima: [
                [8.0550234733225885, 9.6645900114093788], [-8.0550234733225885, 9.6645900114093788],
                [8.0550234733225885, -9.6645900114093788], [-8.0550234733225885, -9.6645900114093788],
            ],
            lowest: -19.208502567886732, start: [1, 4]),
        Declaration(
            name: "bukin-6", title: "Bukin's function 6",
            about: "A ridge turned upside down: a kink along its whole floor.",
            source: "Bukin (1997)", formula: "100*sqrt(abs(y - 0.01*x^2)) + 0.01*abs(x + 10)",
            domain: Domain(x: -15 ... -5, y: -3...3), minima: [[-10, 1]], lowest: 0, start: [-6, 2.5]),
        Declaration(
            name: "schaffer-2", title: "Schaffer's function 2", about: "Rings that meet in a cross.",
            source: "Schaffer (1984)",
            formula: "0.5 + (sin(x^2 - y^2)^2 - 0.5)/(1 + 0.001*(x^2 + y^2))^2", domain: Domain(x: -4...4, y: -4...4),
            minima: [[0, 0]], lowest: 0, start: [-2.6, 1.3]),
    ]
}
