import ArgumentParser
import Scenes

#if canImport(FoundationEssentials)
    import FoundationEssentials
#else
    import Foundation
#endif

/// Some of a scene's steps, as written on the command line.
struct StepRange: ExpressibleByArgument {
    private var first = 0
    private var last: Int?

    init() {}

    init?(argument: String) {
        let ends = argument.components(separatedBy: "..")
        func number(_ text: String) -> Int? {
            Int(text, radix: 10).flatMap { $0 >= 0 && !text.hasPrefix("+") ? $0 : nil }
        }
        switch ends.count {
        case 1:
            guard let last = number(ends[0]) else { return nil }
            self.last = last
        case 2:
            guard let first = ends[0].isEmpty ? 0 : number(ends[0]) else { return nil }
            self.first = first
            guard !ends[1].isEmpty else { return }
            guard let last = number(ends[1]), last >= first else { return nil }
            self.last = last
        default: return nil
        }
    }

    /// - Throws: a ``Failure``, if the scene does not have them.
    func steps(of scene: Scene) throws -> ClosedRange<Int> {
        let last = last ?? scene.steps
        guard max(first, last) <= scene.steps else {
            throw Failure("'\(scene.title)' has \(scene.steps) steps; --steps \(self) is beyond them")
        }
        return first...last
    }
}

extension StepRange: CustomStringConvertible {
    var description: String { first == 0 ? last.map(String.init) ?? "" : "\(first)..\(last.map(String.init) ?? "")" }
    var defaultValueDescription: String { "all" }
}
