extension SurfaceCatalog {
    /// Smooth test functions with one minimum or a few.
    static let valleys: [Declaration] = [
        Declaration(
            name: "beale", title: "Beale's function", about: "A flat curved floor between walls of the sixth degree.",
            source: "Beale (1958)",
            formula: "(1.5 - x + x*y)^2 + (2.25 - x + x*y^2)^2 + (2.625 - x + x*y^3)^2",
            domain: Domain(x: -5...5, y: -5...5), minima: [[3, 0.5]], lowest: 0, start: [1, 1.6]),
        Declaration(
            name: "rosenbrock", title: "Rosenbrock's banana",
            about: "A narrow valley bent like a banana: easy to enter, hard to follow.", source: "Rosenbrock (1960)",
            formula: "(1 - x)^2 + 100*(y - x^2)^2", domain: Domain(x: -2...2, y: -1...3), minima: [[1, 1]], lowest: 0,
            start: [-1.2, 1]),
        Declaration(
            name: "himmelblau", title: "Himmelblau's function", about: "Four equal minima: the start decides.",
            source: "Himmelblau (1972)", formula: "(x^2 + y - 11)^2 + (x + y^2 - 7)^2",
            domain: Domain(x: -6...6, y: -6...6),
            minima: [
                [3, 2], [-2.8051180869527448, 3.1313125182505729], [-3.7793102533777469, -3.2831859912861694],
                [3.5844283403304917, -1.8481265269644034],
            ],
            lowest: 0, start: [0, -4]),
        Declaration(
            name: "booth", title: "Booth's function", about: "A tilted bowl, nine times longer than wide.",
            source: "Booth (1955)", formula: "(x + 2*y - 7)^2 + (2*x + y - 5)^2",
            domain: Domain(x: -10...10, y: -10...10),
            minima: [[1, 3]], lowest: 0, start: [-8, -6]),
        Declaration(
            name: "matyas", title: "Matyas' function", about: "A long shallow bowl along the diagonal.",
            source: "Hedar's collection of test functions", formula: "0.26*(x^2 + y^2) - 0.48*x*y",
            domain: Domain(x: -10...10, y: -10...10), minima: [[0, 0]], lowest: 0, start: [-9, 4]),
        Declaration(
            name: "three-hump-camel", title: "Three-hump camel",
            about: "Three minima in a row; the middle one is the lowest.",
            source: "Dixon and Szegő (1978)", formula: "2*x^2 - 1.05*x^4 + x^6/6 + x*y + y^2",
            domain: Domain(x: -2.5...2.5, y: -2.5...2.5), minima: [[0, 0]], lowest: 0, start: [-2.2, 1.5]),
        Declaration(
            name: "six-hump-camel", title: "Six-hump camel", about: "Six minima, two of them the lowest.",
            source: "Dixon and Szegő (1978)", formula: "(4 - 2.1*x^2 + x^4/3)*x^2 + x*y + (4*y^2 - 4)*y^2",
            domain: Domain(x: -2...2, y: -1.1...1.1),
            minima: [[0.08984201310031806, -0.7126564030207396], [-0.08984201310031806, 0.7126564030207396]],
            lowest: -1.0316284534898774, start: [-1.7, 0.9]),
        Declaration(
            name: "styblinski-tang", title: "Styblinski and Tang's function",
            about: "Four valleys, one of them the deepest.",
            source: "Styblinski and Tang (1990)", formula: "0.5*(x^4 - 16*x^2 + 5*x + y^4 - 16*y^2 + 5*y)",
            domain: Domain(x: -4.5...4.5, y: -4.5...4.5), minima: [[-2.9035340277711771, -2.9035340277711771]],
            lowest: -78.332331407545446, start: [0.5, 4]),
        Declaration(
            name: "goldstein-price", title: "Goldstein and Price's function",
            about: "From 3 to a million within four units: no rate suits all of it.",
            source: "Goldstein and Price (1971)",
            formula: """
                a = 19 - 14*x + 3*x^2 - 14*y + 6*x*y + 3*y^2
                b = 18 - 32*x + 12*x^2 + 48*y - 36*x*y + 27*y^2
                (1 + (x + y + 1)^2*a)*(30 + (2*x - 3*y)^2*b)
                """,
            domain: Domain(x: -2...2, y: -2...2), minima: [[0, -1]], lowest: 3, start: [-1.2, 0.6]),
        Declaration(
            name: "mccormick", title: "McCormick's function", about: "A sine along a parabola.",
            source: "McCormick (1976)",
            formula: "sin(x + y) + (x - y)^2 - 1.5*x + 2.5*y + 1", domain: Domain(x: -1.5...4, y: -3...4),
            minima: [[-0.54719755119659774, -1.5471975511965977]], lowest: -1.9132229549810367, start: [3.5, 0.5]),
    ]
}
