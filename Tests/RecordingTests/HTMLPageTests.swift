import Basics
import Canvas
import Testing

@testable import Recording

@Suite("Web pages and text frames")
struct HTMLPageTests {
    private static let size = Size(width: 17, height: 6)

    private func page(title: String = "A race", frames: [Frame], claims: [String] = [], theme: Theme = .dark) -> String
    {
        var heading = RecordingHeading(size: Self.size, title: title, about: "About & more.", theme: theme)
        heading.claims = claims
        var page = HTMLPage(heading)
        for (index, frame) in frames.enumerated() { page.add(frame, at: Double(index) / 8) }
        page.finish(at: Double(frames.count) / 8 + 1)
        return String(decoding: page.takeBytes(), as: UTF8.self)
    }

    /// The picture in a page.
    private func picture(_ page: String) throws -> XMLNode {
        let match = try #require(page.firstMatch(of: /<svg .*<\/svg>/.dotMatchesNewlines()))
        return try XMLNode(parsing: String(match.0))
    }

    @Test("the page has the picture, a caption, claims, and needs nothing else", arguments: Theme.all.map(\.name))
    func contents(name: String) throws {
        let theme = try #require(Theme.named(name))
        let frames = randomFrames(seed: 2, size: Self.size)
        let page = page(title: "a < b", frames: frames, claims: ["✓ x < 1 & y > 2", "✗ <script>"], theme: theme)
        #expect(page.contains("<title>a &lt; b</title>") && page.contains("<h1>a &lt; b</h1>"))
        #expect(page.contains("<p>About &amp; more.</p>"))
        #expect(page.contains("<li>✓ x &lt; 1 &amp; y &gt; 2</li>") && page.contains("<li>✗ &lt;script&gt;</li>"))
        #expect(page.matches(of: /<script/).count == 1)
        #expect(!page.replacing("http://www.w3.org/2000/svg", with: "").contains("http"))
        #expect(page.contains("color-scheme:\(["dark", "contrast"].contains(name) ? "dark" : "light")"))
        let last = SVGScreen(frames.last!, theme: theme, ground: theme[.ground].rgb)
        #expect(try SVGScreen(picture(page), at: nil) == last)
    }

    @Test("the slider knows when each frame begins, and a time within it", arguments: UInt64(0)..<8)
    func slider(seed: UInt64) throws {
        let frames = randomFrames(seed: seed, size: Self.size)
        let page = page(frames: frames)
        let picture = try picture(page)
        let style = SVGStyleSheet(try #require(picture.first("style")).content)
        func numbers(_ name: String) throws -> [Double] {
            let list = try #require(page.firstMatch(of: try Regex("const \(name) = \\[(.*)\\];"))?[1].substring)
            return list.split(separator: ", ").map { Double($0)! }
        }
        let (starts, middles) = (try numbers("starts"), try numbers("middles"))
        let distinct = frames.enumerated().filter { $0.offset == 0 || $0.element != frames[$0.offset - 1] }
        #expect(starts.count <= distinct.count && starts.count == middles.count)
        #expect(page.contains("max=\"\(starts.count - 1)\""))
        for (start, middle) in zip(starts, middles) {
            #expect(start < middle && middle < style.duration * 1000)
            let frame = frames[Int((start / 125).rounded())]
            let shown = try SVGScreen(picture, at: middle / 1000 / style.duration)
            #expect(shown == SVGScreen(frame, theme: .dark, ground: Theme.dark[.ground].rgb))
        }
    }

    @Test("without claims and with one frame there is neither list nor slider")
    func single() throws {
        let page = page(frames: [Frame(size: Self.size)])
        #expect(!page.contains("<ul>") && !page.contains("<script") && !page.contains("<input"))
        _ = try picture(page)
    }

    @Test("text frames are the texts of the frames, each once until it changes", arguments: UInt64(0)..<8)
    func text(seed: UInt64) {
        var recording = TextFrames(RecordingHeading(size: Self.size, title: "", theme: .dark))
        var bytes: [UInt8] = []
        var expected: [String] = []
        for (index, frame) in randomFrames(seed: seed, size: Self.size).enumerated() {
            for part in 0..<2 { recording.add(frame, at: Double(index) + Double(part) / 2) }
            // It grows while it is recorded.
            bytes += recording.takeBytes()
            if expected.last != frame.text { expected.append(frame.text) }
            #expect(String(decoding: bytes, as: UTF8.self) == expected.joined(separator: "\u{0C}"))
        }
        recording.finish(at: 30)
        #expect(recording.takeBytes().isEmpty)
    }
}
