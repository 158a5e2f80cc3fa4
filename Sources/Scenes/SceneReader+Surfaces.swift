import Hyperparameters
import Expressions
import Landscapes
import Optimizers

extension SceneReader {
    func readSurface(_ name: String, key: Field, _ field: Field) throws(Diagnostic) -> Surface {
        let record = try field.record(
            "surface '\(name)'", keys: Keys.surface)
        var surface = try readSurface(name, field, record)
        if let levels = record["levels"] { surface.levels = try readLevels(levels) }
        return surface
    }

    private func readLevels(_ field: Field) throws(Diagnostic) -> Surface.LevelSpacing {
        let (word, words) = (try field.line("'levels'"), Surface.LevelSpacing.allCases.map(\.rawValue))
        guard let levels = Surface.LevelSpacing(rawValue: word) else {
            throw field.error(
                "'levels' is \(words.joined(separator: " or ")), not '\(word)'"
                    + Suggestion.hint(for: word, among: words))
        }
        return levels
    }

    private func readSurface(
        _ name: String, _ field: Field, _ record: Field.Record
    ) throws(Diagnostic) -> Surface {
        guard (record["loss"] == nil) != (record["grid"] == nil) else {
            throw field.error("surface '\(name)' needs either 'loss' or 'grid'")
        }
        let domain = try record["domain"].map { field throws(Diagnostic) in try readDomain(field, "'domain'") }
        var minima: [Point] = []
        for minimum in try record["minima"]?.list("'minima'") ?? [] {
            minima.append(try readPoint(minimum, "a minimum"))
        }
        let start = try record["start"].map { field throws(Diagnostic) in try readPoint(field, "'start'") }
        let title = try record["title"]?.line("'title'")
        let about = try record["about"]?.line("'about'") ?? ""
        let source = try record["source"]?.line("'source'") ?? ""
        if let grid = record["grid"] {
            for key in ["parameters", "data", "accuracy"] where record[key] != nil {
                throw record[key]!.error("a surface from a grid has no '\(key)'")
            }
            return Surface(
                name: name, title: title, about: about, source: source,
                grid: try GridReader.read(grid, files, domain: domain), domain: domain,
                minima: minima, start: start)
        }
        guard let domain else { throw field.error("surface '\(name)' needs 'domain'") }
        let named = try record["data"].map { field throws(Diagnostic) in try data(named: field) }
        let parameters = try OptimizerReader.readHyperparameters(
            record["parameters"], "'parameters'", of: "a parameter",
            taken: .ofSurfaces.and(named?.data.columns ?? [], as: "a column of the data"))
        let (formula, place) = try record["loss"]!.embedded("'loss'")
        guard let named else {
            if let accuracy = record["accuracy"] { throw accuracy.error("without 'data' there is no accuracy") }
            do throws(Diagnostic) {
                return try Surface(
                    name: name, title: title, about: about, source: source, formula: formula, domain: domain,
                    minima: minima, start: start, parameters: parameters)
            } catch {
                throw place.located(error)
            }
        }
        if let accuracy = record["accuracy"] { try checkAccuracy(accuracy, named, parameters) }
        do throws(Diagnostic) {
            return try Surface(
                name: name, title: title, about: about, source: source, formula: formula,
                accuracy: try record["accuracy"]?.string("'accuracy'"), data: named.data, inputs: named.inputs,
                domain: domain, minima: minima, start: start, parameters: parameters)
        } catch {
            throw place.located(error)
        }
    }

    /// Reads the condition once alone, so that what is wrong with it has its place.
    private func checkAccuracy(
        _ field: Field, _ named: DataReader.Named, _ parameters: [Hyperparameter]
    ) throws(Diagnostic) {
        let (text, place) = try field.embedded("'accuracy'")
        do throws(Diagnostic) {
            _ = try Surface(
                name: "", formula: "0*w1", accuracy: text, data: named.data, inputs: named.inputs,
                domain: Domain(x: 0...1, y: 0...1), parameters: parameters)
        } catch {
            throw place.located(error)
        }
    }

    private func data(named field: Field) throws(Diagnostic) -> DataReader.Named {
        let name = try field.line("'data'")
        guard let named = data.first(where: { $0.name == name }) else {
            throw field.error("there are no data '\(name)'" + Suggestion.hint(for: name, among: data.map(\.name)))
        }
        return named
    }

    func readDomain(_ field: Field, _ what: String) throws(Diagnostic) -> Domain {
        guard field.node.mapping?.isEmpty == false else {
            throw field.error("\(what) must be two ranges, as in {x: [-4, 1], y: [-2, 2]}, not \(field.kind)")
        }
        let record = try field.record(what, keys: Keys.domain, required: Keys.domain)
        let domain = Domain(x: try record["x"]!.range("'x'"), y: try record["y"]!.range("'y'"))
        guard domain.isShowable else {
            throw field.error("\(what) cannot be shown: it must lie within 1e100, and not be next to nothing")
        }
        return domain
    }

    func readPoint(_ field: Field, _ what: String) throws(Diagnostic) -> Point {
        let (x, y) = try field.pair(what)
        return Point(x, y)
    }

    /// A surface by its name, with values of its parameters as in `valley(kappa: 1000)`.
    func surface(named field: Field) throws(Diagnostic) -> Surface {
        let text = try field.line("'surface'")
        let parts = text.split(separator: "(", maxSplits: 1, omittingEmptySubsequences: false)
        let name = parts[0].trimmingSuffix(while: \.isWhitespace)
        guard
            var surface = surfaces.first(where: { $0.name == name }) ?? SurfaceCatalog.surface(named: String(name))
        else {
            let known = surfaces.map(\.name) + SurfaceCatalog.names
            let title = SurfaceCatalog.declarations.first { Scene.isSame($0.title, String(name)) }?.name
            let hint = title.map { "; did you mean '\($0)'?" } ?? Suggestion.hint(for: String(name), among: known)
            throw field.error("unknown surface '\(name)'" + hint)
        }
        guard parts.count > 1 else { return surface }
        guard parts[1].last == ")" else { throw field.error("a ')' is missing, as in \"valley(kappa: 100)\"") }
        var given: [Int: String] = [:]
        for setting in parts[1].dropLast().split(separator: ",") {
            let words = setting.split(maxSplits: 1) { ":=".contains($0) }.map {
                String($0.trimmingPrefix(while: \.isWhitespace).trimmingSuffix(while: \.isWhitespace))
            }
            guard words.count == 2 else {
                throw field.error("'\(setting)' is no parameter with a value, as in \"valley(kappa: 100)\"")
            }
            let index = try parameter(of: surface, called: words[0], given: &given, at: field)
            surface = try self.surface(surface, setting: index, to: try number(words[1], field), at: field)
        }
        return surface
    }

    private func number(_ text: String, _ field: Field) throws(Diagnostic) -> Double {
        do throws(Diagnostic) {
            let schedule = try Schedule(formula: text, steps: 1)
            guard let value = schedule.constant, value.isFinite else { throw Diagnostic("'\(text)' is no number") }
            return value
        } catch {
            throw field.error(error.message)
        }
    }

    /// The parameter of a name or symbol, which must not be given twice.
    func parameter(
        of surface: Surface, called name: String, given: inout [Int: String], at field: Field
    ) throws(Diagnostic) -> Int {
        guard let index = surface.parameters.index(called: name) else {
            let known = surface.parameters.map(\.name)
            let hint = known.isEmpty ? "; it has none" : Suggestion.hint(for: name, among: known)
            throw field.error("surface '\(surface.name)' has no parameter '\(name)'" + hint)
        }
        if let earlier = given[index] {
            throw field.error("'\(name)' is given twice" + (earlier == name ? "" : ", as '\(earlier)' too"))
        }
        given[index] = name
        return index
    }

    func surface(
        _ surface: Surface, setting index: Int, to value: Double, at field: Field
    ) throws(Diagnostic) -> Surface {
        let parameter = surface.parameters[index]
        guard parameter.range.contains(value) else {
            throw field.error("\(parameter.name) = \(value) is out of range; \(parameter.rangeDescription)")
        }
        return surface.setting(index, to: value)
    }
}
