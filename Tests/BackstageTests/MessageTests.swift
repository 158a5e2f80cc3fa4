import Foundation
import Testing

@testable import Backstage

@Suite("What a player says is understood, and nothing else is")
struct MessageTests {
    static let announcements = [
        Announcement(scene: "beale", title: "Behavior on Beale's function"),
        Announcement(
            scene: "my scene.yaml", title: "α and β, \"quoted\" \\ and \u{1B}[31mred", about: "Zwei Sätze. ナイト.",
            notes: ["Ask first:", "", "where does it go?\tThere.", "\u{7F}"], place: 5, count: 37,
            slides: [10, 11, 9999],
            deck: "Optimization", next: "The next one"),
        Announcement(scene: "", title: "", notes: ["a\nb"], place: 2, count: 2, next: ""),
    ]

    @Test("there and back again", arguments: announcements)
    func roundTrip(announcement: Announcement) throws {
        let message = Message(announcement, started: 1_764_437_730.25)
        let line = message.line
        #expect(line.last == UInt8(ascii: "\n") && line.filter { $0 == UInt8(ascii: "\n") }.count == 1)
        #expect(try Message(line: Array(line.dropLast())) == message)
        #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(line)) }
    }

    private static let good =
        #"{"ravine": 1, "started": 5, "scene": "s", "title": "t", "place": 1, "count": 2, "notes": []}"#

    @Test("members that are not known are let be, those that may be missing are")
    func minimal() throws {
        let more = Self.good.replacing("{", with: #"{"mood": {"good": [true, null]}, "#)
        for line in [Self.good, more, "  \(Self.good) "] {
            let message = try Message(line: Array(line.utf8))
            #expect(message == Message(Announcement(scene: "s", title: "t", place: 1, count: 2), started: 5))
        }
    }

    @Test(
        "nonsense",
        arguments: [
            "", "ravine", "{}", "[]", "null", good + "x", good + good, String(good.dropLast()),
            good.replacing("\"place\": 1", with: "\"place\": 0"), good.replacing("\"place\": 1", with: "\"place\": 3"),
            good.replacing("\"place\": 1", with: "\"place\": 1.5"),
            good.replacing("\"place\": 1", with: "\"place\": 1e300"),
            good.replacing("\"started\": 5", with: "\"started\": 1e999"), good.replacing("\"t\"", with: "7"),
            good.replacing("[]", with: "\"note\""), good.replacing("[]", with: "[1]"),
            good.replacing("\"ravine\": 1, ", with: ""),
            good.replacing("\"title\": \"t\", ", with: ""), String(repeating: "[", count: 100_000),
            good.replacing("}", with: ", \"slides\": [0]}"), good.replacing("}", with: ", \"next\": 1}"),
        ])
    func nonsense(line: String) {
        #expect(throws: Message.Mistake.nonsense) { try Message(line: Array(line.utf8)) }
    }

    @Test("another version is told from nonsense, whatever else it says")
    func version() {
        for line in [Self.good.replacing("1,", with: "2,"), #"{"ravine": 2, "scenes": [{"t": 1}], "title": 3}"#] {
            #expect(throws: Message.Mistake.version) { try Message(line: Array(line.utf8)) }
        }
    }

    @Test("a line has a length that followers take, whatever the scene says")
    func length() throws {
        let worst = String(repeating: "\u{7F}", count: 200_000)
        let scene = Announcement(
            scene: worst, title: worst, about: worst, notes: Array(repeating: String(worst.prefix(100)), count: 5000),
            deck: worst, next: worst)
        let line = Message(scene, started: 0).line
        #expect(line.count < Message.longestLine)
        let read = try Message(line: Array(line.dropLast())).announcement
        #expect(read.notes.count > 500 && read.notes[0] == scene.notes[0] && scene.title.hasPrefix(read.title))
    }

    @Test(
        "positions in words",
        arguments: [
            (1, 1, [], ""), (2, 3, [], "2/3"), (5, 37, [10], "5/37, slide 10"), (1, 1, [4, 5], "slides 4 and 5"),
            (1, 2, [4, 5, 6], "1/2, slides 4–6"), (1, 2, [1, 4, 5, 6, 9], "1/2, slides 1, 4–6 and 9"),
            (1, 2, [4, 6, 2], "1/2, slides 4, 6 and 2"),
        ])
    func position(place: Int, count: Int, slides: [Int], words: String) {
        let scene = Announcement(scene: "", title: "", place: place, count: count, slides: slides)
        #expect(scene.position == words)
    }
}
