import Scenes
import Testing

@testable import Expressions

@Suite("What a scene says of a perspective")
struct PerspectiveReadingTests {
    private func picture(_ keys: String) throws -> Perspective {
        let text = "{panels: [{surface: bowl, kind: perspective\(keys)}], runs: [sgd]}"
        return try #require(try Scene(parsing: text, origin: "t").panels[0].picture as? Perspective)
    }

    @Test("camera, losses, floor and x-ray are read, and have defaults")
    func keys() throws {
        let plain = try picture("")
        #expect(plain.camera == Camera(elevation: 45, azimuth: -135, distance: 10))
        #expect(plain.vertical == nil && !plain.hasFloor && !plain.isXRay)
        let full = try picture(
            ", camera: {elevation: 30, azimuth: -75, distance: 8}, vertical: [-5, 5], floor: true, x-ray: true")
        #expect(full.camera == Camera(elevation: 30, azimuth: -75, distance: 8))
        #expect(full.vertical == -5...5 && full.hasFloor && full.isXRay)
        #expect(try picture(", camera: {azimuth: 20}").camera == Camera(elevation: 45, azimuth: 20))
    }

    @Test(
        "what has no meaning is an error with its place and what would be right",
        arguments: [
            ("camera: {elevation: 91}", "91", "'elevation' is from -90 to 90"),
            ("camera: {azimuth: 400}", "400", "'azimuth' is from -360 to 360"),
            ("camera: {distance: 1}", "1}", "'distance' is from 2 to 100"),
            ("camera: {distance: -10}", "-10", "'distance' is from 2 to 100"),
            ("camera: {elev: 30}", "elev", "'camera' has no 'elev'; did you mean 'elevation'?"),
            ("camera: {azim: 30}", "azim", "'camera' has no 'azim'; did you mean 'azimuth'?"),
            ("camera: {dist: 30}", "dist", "'camera' has no 'dist'; did you mean 'distance'?"),
            ("camera: 45", "45", "'camera' must be a mapping of names to values, not '45'"),
            ("camera: {elevation: high}", "high", "'elevation' must be a number, not 'high'"),
            (
                "vertical: [5, -5]", "[5", "'vertical' must be two numbers, the smaller one first, as in [-4, 2]"
            ),
            (
                "vertical: [0, 1e-300]", "[0",
                "'vertical' must be a range of losses that can be told apart, as in [-5, 5]"
            ),
            ("floor: maybe", "maybe", "'floor' is true or false, not 'maybe'"),
            ("x-ray: 1", "1", "'x-ray' is true or false, not '1'"),
            ("zlim: [0, 1]", "zlim", "a panel has no 'zlim'; did you mean 'vertical'?"),
            ("arrows: none", "none", "a panel of kind 'perspective' has no 'arrows'; 'contours' has"),
        ])
    func mistakes(key: String, wrong: String, message: String) throws {
        let line = "panels: [{surface: bowl, kind: perspective, \(key)}]"
        let error = #expect(throws: Diagnostic.self) {
            _ = try Scene(parsing: "runs: [sgd]\n" + line, origin: "t")
        }
        #expect(error?.message == message)
        let place = try #require(line.firstRange(of: wrong)).lowerBound
        #expect(error?.location?.line == 2)
        #expect(error?.location?.column == line.distance(from: line.startIndex, to: place) + 1)
    }

    @Test("without a camera of its own a landscape is seen from where no wall hides it")
    func azimuth() throws {
        func standard(_ surface: String) throws -> Camera {
            let slope = "slope: {loss: x + y, domain: {x: [0, 1], y: [0, 1]}}"
            let scene = try Scene(parsing: "{surfaces: {\(slope)}, panels: [\(surface)], runs: [sgd]}", origin: "t")
            return Perspective(standardFor: scene.tracks[0]).camera
        }
        // Nothing hides a slope; into Beale's function one sees along its valleys.
        #expect(try standard("slope") == Camera())
        #expect(try [0, 180].contains(standard("beale").azimuth))
        for name in SceneLibrary.names {
            for track in try #require(try SceneLibrary.scene(named: name)).tracks {
                let azimuth = Perspective(standardFor: track).camera.azimuth
                #expect(azimuth > -180 && azimuth <= 180 && (azimuth / 45).rounded() * 45 == azimuth)
            }
        }
    }
}
