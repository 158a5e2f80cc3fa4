import Canvas
import Foundation
import Landscapes
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("Fair races")
struct FairRaceTests {
    @Test("a fair race is said as long as it is one")
    func fairness() throws {
        var model = try TunedModel.model()
        #expect(!model.frame().text.contains("same η"))
        TunedModel.type("F", &model)
        #expect(model.frame().text.contains("same η"))
        // Another value than the rate leaves it as it is; the rate of one run does not.
        TunedModel.type("jA", &model)
        #expect(model.state.fairness == .same)
        TunedModel.type("E", &model)
        #expect(model.state.fairness == .own && !model.frame().text.contains("same η"))
        TunedModel.type("FF", &model)
        model.finishJobs()
        #expect(model.state.message?.contains("fewest steps to 1 %") == true)
        #expect(model.frame().text.contains("best η"))
        let best = TunedModel.rates(model)
        TunedModel.type("A", &model)
        #expect(model.state.fairness == .own && TunedModel.rates(model) == best)
        model.press(.character("u"))
        #expect(model.state.fairness == .best)
    }

    @Test("how wide the range of good rates is stands in the table, or beside the sliders where that has no room")
    func decades() throws {
        for (name, size) in [("long-valley", Size(width: 80, height: 24)), ("beale", Size(width: 100, height: 30))] {
            for size in [size, Size(width: 160, height: 46)] {
                var model = Model(
                    scenes: [try #require(try SceneLibrary.scene(named: name))], size: size, glyphs: .braille,
                    isPlaying: false)
                TunedModel.type("FF", &model)
                model.finishJobs()
                #expect(model.frame().text.contains("decades of η"), "\(name) \(size)")
            }
        }
    }

    @Test("the runs' own rates are those that they had, however tuned, when the fair race began")
    func own() throws {
        var model = try TunedModel.model()
        TunedModel.type("EEjE", &model)
        model.pause(at: 10)
        TunedModel.type("fEf", &model)
        let before = [1, 5, 11, 40].map { TunedModel.rates(model, at: $0) }
        TunedModel.type("F", &model)
        #expect(TunedModel.rates(model, at: 11) != before[2])
        TunedModel.type("F", &model)
        model.finishJobs()
        TunedModel.type("F", &model)
        #expect([1, 5, 11, 40].map { TunedModel.rates(model, at: $0) } == before && model.state.fairness == .own)
        // A rate that is tuned within it ends it: then there is nothing to go back to.
        TunedModel.type("FE", &model)
        #expect(model.state.fairness == .own && TunedModel.rates(model) != before[0])
        model.press(.character("u"))
        #expect(model.state.fairness == .same)
        model.press(.character("u"))
        #expect(TunedModel.rates(model) == before[0])
    }

    @Test("all runs have the focused one's rate, on other panels too")
    func sameEverywhere() throws {
        var model = try TunedModel.model(TunedModel.apart)
        TunedModel.type("EF", &model)
        #expect(Set(TunedModel.rates(model)).count == 1 && TunedModel.rates(model)[0] == 0.0125)
    }

    @Test("in flight a fair race is one from this step on")
    func fairInFlight() throws {
        var model = try TunedModel.model()
        model.pause(at: 10)
        let before = TunedModel.rates(model, at: 10)
        TunedModel.type("fF", &model)
        #expect(TunedModel.rates(model, at: 10) == before)
        for rate in TunedModel.rates(model, at: 11) { #expect(abs(rate - 0.05) < 1e-12) }
        TunedModel.type("F", &model)
        model.finishJobs()
        #expect(TunedModel.rates(model, at: 10) == before && TunedModel.rates(model, at: 11) != before)
        #expect(model.race.runs.allSatisfy { $0.sweep != nil })
        TunedModel.type("F", &model)
        #expect(TunedModel.rates(model, at: 11).prefix(2) == before.prefix(2))
    }

    @Test("the best rate from a step on is that of trying them all one by one")
    func bestInFlight() throws {
        var race = Race(try Scene(parsing: TunedModel.text, origin: "t"))
        let result = try #require(race.rateSweep(0, from: 11).result())
        let target = RateSweep.target(of: race.surfaces[0], view: race.scene.tracks[0].view, start: race.starts[0])
        var fewest = Int.max
        // Of the numbers that presses land on.
        for decade in -6...1 {
            for digits in [1, 1.25, 1.6, 2, 2.5, 3.2, 4, 5, 6.3, 8] {
                var tried = race
                let rate = digits * pow(10, Double(decade))
                tried.tune(row: 0, track: 0, hyperparameter: "eta", by: .to(rate), from: 11)
                tried.advance(to: 60)
                let losses = tried.runs[0].trajectory.losses
                guard losses.allSatisfy(\.isFinite), losses.last! <= target else { continue }
                fewest = min(fewest, (losses.lastIndex { !($0 <= target) } ?? -1) + 1)
            }
        }
        #expect(result.steps == fewest)
        race.adopt(result, run: 0, from: 11)
        #expect(race.runs[0].hyperparameter(0, at: 10) == 0.05 && race.runs[0].hyperparameter(0, at: 11) == result.rate)
    }
}
