import ArgumentParser
import Expressions
import Hyperparameters
import Landscapes
import Optimizers
import Scenes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

struct List: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract:
            "Lists what is built in: scenes, decks, surfaces, optimizers, kinds of panels, and the words of formulas.",
        discussion: "What stands in these lists can be named in a scene file. --json is for scripts.")

    enum Kind: String, ExpressibleByArgument, CaseIterable {
        case scenes, decks, surfaces, optimizers, panels, functions, schedules, quantities
    }

    @Argument(help: "What to list.")
    var kind = Kind.scenes

    @Flag(help: "Print a JSON array of objects.")
    var json = false

    func run() throws {
        switch kind {
        case .scenes: try print(SceneLibrary.names.map { SceneEntry(name: $0, try SceneArgument.load($0)) })
        case .decks:
            try print(SceneLibrary.decks.map { DeckEntry(name: $0, try SceneArgument.deck([$0])) })
        case .surfaces: try print(SurfaceCatalog.declarations.map(SurfaceEntry.init))
        case .optimizers: try print(OptimizerCatalog.declarations.map(OptimizerEntry.init))
        case .panels: try print(PictureKind.all.map(PanelEntry.init))
        case .functions:
            try print(Vocabulary.functions.flatMap { part in part.words.map { WordEntry($0, in: part.formulas) } })
        case .schedules: try print(Vocabulary.schedules.map { WordEntry($0) })
        case .quantities: try print(Vocabulary.quantities.map { WordEntry($0) })
        }
    }

    private func print(_ entries: [some Entry]) throws {
        if json {
            let encoder = JSONEncoder()
            encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
            try Output.write(String(decoding: try encoder.encode(entries), as: UTF8.self) + "\n")
            return
        }
        let width = entries.map(\.heading.count).max() ?? 0
        for entry in entries {
            let lines = entry.lines
            let indent = String(repeating: " ", count: width + 2)
            try Output.write(entry.heading.padded(to: width + 2) + lines[0] + "\n")
            for line in lines.dropFirst() where !line.isEmpty { try Output.write(indent + line + "\n") }
        }
    }
}

extension String {
    /// Filled with blanks to a width, for columns of ASCII.
    func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}

/// A row of a list.
private protocol Entry: Encodable {
    var name: String { get }
    /// What stands in the first column.
    var heading: String { get }
    /// What the list says of it; the first line stands beside the name.
    var lines: [String] { get }
}

extension Entry {
    var heading: String { name }
}

private struct SceneEntry: Entry {
    let name: String
    let title: String
    let about: String
    let source: String
    let steps: Int
    let tracks: [String]
    let runs: [String]
    let claims: [String]

    init(name: String, _ scene: Scene) {
        self.name = name
        title = scene.title
        about = scene.about
        source = scene.source
        steps = scene.steps
        tracks = scene.tracks.map(\.name)
        runs = scene.labels
        claims = scene.claims.map(\.text)
    }

    var lines: [String] { [title, about] }
}

private struct DeckEntry: Entry {
    struct Slide: Encodable {
        let scene: String
        let title: String
        let slides: [Int]
    }

    let name: String
    let title: String
    let scenes: [Slide]

    init(name: String, _ deck: Deck) {
        self.name = name
        title = deck.title
        scenes = deck.slides.map { Slide(scene: $0.scene.origin, title: $0.scene.title, slides: $0.numbers) }
    }

    var lines: [String] {
        let width = scenes.map(\.scene.count).max() ?? 0
        return ["\(title), \(scenes.count) scenes"]
            + scenes.map { scene in
                let numbers = scene.slides.map { "\($0)" }.joined(separator: ", ")
                let slides = scene.slides.isEmpty ? "" : " (slide\(scene.slides.count == 1 ? "" : "s") \(numbers))"
                return scene.scene.padded(to: width + 2) + scene.title + slides
            }
    }
}

private struct SurfaceEntry: Entry {
    let name: String
    let title: String
    let about: String
    let source: String
    let loss: String
    let parameters: [Parameter]
    let domain: [String: [Double]]
    let minima: [[Double]]
    /// The loss at the minima.
    let lowest: Double?
    let start: [Double]

    init(_ surface: SurfaceCatalog.Declaration) {
        name = surface.name
        title = surface.title
        about = surface.about
        source = surface.source
        loss = surface.formula
        domain = [
            "x": [surface.domain.x.lowerBound, surface.domain.x.upperBound],
            "y": [surface.domain.y.lowerBound, surface.domain.y.upperBound],
        ]
        minima = surface.minima.map { [$0.x, $0.y] }
        lowest = surface.lowest
        parameters = surface.parameters.map(Parameter.init)
        start = [surface.start.x, surface.start.y]
    }

    var lines: [String] {
        // A formula of fifty lines is one of two with dots between.
        var formula = loss.split(separator: "\n").map { "  \($0)" }
        if formula.count > 8 { formula.replaceSubrange(3..<(formula.count - 2), with: ["  ..."]) }
        var lines = [title, about] + formula
        let x = domain["x"]!
        let y = domain["y"]!
        lines.append("x from \(x[0]) to \(x[1]), y from \(y[0]) to \(y[1])")
        if let lowest {
            let places = minima.map { "(\($0[0]), \($0[1]))" }.joined(separator: ", ")
            lines.append("minimum \(lowest) at \(places)")
        }
        lines += parameters.map { "\($0.name) (\($0.symbol)) = \($0.default): \($0.help)" }
        return lines + [source, " "]
    }
}

/// A number that can be chosen, of a surface or an optimizer.
private struct Parameter: Encodable {
    let name: String
    let symbol: String
    let `default`: Double
    /// The lower and the upper bound; null is none.
    let range: [Double?]
    let help: String

    init(_ parameter: Hyperparameter) {
        name = parameter.name
        symbol = parameter.symbol
        `default` = parameter.defaultValue
        range = [parameter.range.lowerBound, parameter.range.upperBound].map {
            abs($0) == .greatestFiniteMagnitude ? nil : $0
        }
        help = parameter.help
    }
}

private struct OptimizerEntry: Entry {
    let name: String
    let label: String
    let about: String
    let source: String
    let rule: String
    let hyperparameters: [Parameter]

    init(_ optimizer: OptimizerCatalog.Declaration) {
        name = optimizer.name
        label = optimizer.label
        about = optimizer.about
        source = optimizer.source
        rule = optimizer.formula
        hyperparameters = optimizer.hyperparameters.map(Parameter.init)
    }

    var lines: [String] {
        let values = hyperparameters.map { "\($0.name) (\($0.symbol)) = \($0.default)" }.joined(separator: ", ")
        return [label, about] + rule.split(separator: "\n").map { "  \($0)" } + [values, source, " "]
    }
}

/// A word of formulas.
private struct WordEntry: Entry {
    let name: String
    let usage: String
    let help: String
    /// The formulas that may have it, where the list has words of several.
    let formulas: String?

    init(_ word: Word, in formulas: String? = nil) {
        name = word.name
        usage = word.usage
        help = word.help
        self.formulas = formulas
    }

    var heading: String { usage }
    var lines: [String] { [help + (formulas.map { $0 == "all" ? "" : " (in \($0))" } ?? "")] }
}

/// A kind of panel, with the keys that it has in a scene beside those of every panel.
private struct PanelEntry: Entry {
    let name: String
    let about: String
    let keys: [Key]

    struct Key: Encodable {
        let name: String
        let help: String
    }

    init(_ kind: PictureKind) {
        name = kind.name
        about = kind.about
        keys = kind.keys.map(Key.init)
    }

    var lines: [String] {
        let width = keys.map(\.name.count).max() ?? 0
        return [about] + keys.map { "  \($0.name.padded(to: width + 2))\($0.help)" } + [" "]
    }
}
