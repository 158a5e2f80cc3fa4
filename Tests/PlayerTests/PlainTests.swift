import Canvas
import Foundation
import Racing
import Scenes
import Testing
import Views

@testable import Player

@Suite("The player on a small projector")
struct PlainTests {
    @Test("one panel at a time, in every scene, with the names of its runs")
    func panels() throws {
        let text = "{panels: [bowl, beale], runs: [{optimizer: sgd, label: Descent}, {optimizer: adam, label: Adam}]}"
        let scene = try Scene(parsing: text, origin: "test")
        var model = Model(
            Deck([scene, scene]), size: Size(width: 80, height: 24), glyphs: .braille, parts: .plain, isPatient: true)
        for _ in 0..<2 {
            #expect(model.state.isSolo && model.frame().text.contains("1/2"))
            #expect(model.frame().text.components(separatedBy: "Descent").count > 2)
            model.press(.character("]"))
            #expect(model.state.panel == 1 && model.frame().text.contains("2/2"))
            model.press(.character("n"))
        }
    }
}
