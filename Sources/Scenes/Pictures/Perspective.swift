import Basics
import Expressions
import Landscapes

/// The landscape as a lit relief, seen by a camera; runs as trails that lie on it.
public struct Perspective: Picture {
    public static let kind = PictureKind(
        "perspective", about: "the landscape as a lit relief in space",
        keys: [
            ("camera", "{elevation: 45, azimuth: -135, distance: 10}: where it is seen from, in degrees"),
            ("vertical", "the losses that are shown, as in [-5, 5]; the surface is cut beyond"),
            ("floor", "true: a plane with contour lines below, and drop lines to it"),
            ("x-ray", "true: trails behind the surface are seen, dashed"),
        ])

    /// The part of the plane that is shown.
    public var view: Domain
    public var camera = Camera()
    /// The losses that are shown; `nil` leaves the choice to the landscape.
    public var vertical: ClosedRange<Double>?
    public var hasFloor = false
    public var isXRay = false

    public init(view: Domain) { self.view = view }

    public init(standardFor track: Scene.Track) {
        view = track.view
        camera.azimuth = Camera.azimuth(showing: track.surface, view)
    }

    public func turned(by degrees: Double) -> Perspective? {
        var turned = self
        turned.camera.azimuth = Camera.wrapped(camera.azimuth + degrees)
        return turned
    }
}

/// Where a landscape is seen from: as matplotlib's `elev`, `azim` and `dist` say it, about the middle of a cube of side 1
/// to which all three axes are scaled.
public struct Camera: Hashable, Sendable {
    /// Degrees above the plane of the weights.
    public var elevation = 45.0
    /// Degrees about the loss axis, from the x axis towards the y axis.
    public var azimuth = -135.0
    /// From the middle of the cube, in its sides: what is twice as far is half as large.
    public var distance = 10.0

    public init(elevation: Double = 45, azimuth: Double = -135, distance: Double = 10) {
        self.elevation = elevation
        self.azimuth = azimuth
        self.distance = distance
    }

    static let elevations = -90.0...90.0
    static let azimuths = -360.0...360.0
    /// Nearer, the camera would be among the hills.
    static let distances = 2.0...100.0

    /// An angle from above -180 up to 180 degrees.
    static func wrapped(_ degrees: Double) -> Double {
        let rest = degrees.remainder(dividingBy: 360)
        return rest == -180 ? 180 : rest
    }

    /// Turned about the loss axis and raised, as far as it goes.
    public func turned(by azimuth: Double, raisedBy elevation: Double) -> Camera {
        var camera = self
        camera.azimuth = Self.wrapped(self.azimuth + azimuth)
        camera.elevation = min(max(self.elevation + elevation, Self.elevations.lowerBound), Self.elevations.upperBound)
        return camera
    }

    /// So many times as far away, as far as it goes.
    public func moved(away factor: Double) -> Camera {
        var camera = self
        camera.distance = min(max(distance * factor, Self.distances.lowerBound), Self.distances.upperBound)
        return camera
    }
}

extension Perspective: ReadablePicture {
    init(_ fields: PictureFields) throws(Diagnostic) {
        view = fields.view
        if let field = fields.record["camera"] {
            let record = try field.record("'camera'", keys: Keys.camera)
            let wanted = PictureFields(
                record: record, field: field, track: fields.track, view: fields.view, reader: fields.reader)
            camera = Camera(
                elevation: try wanted.number("elevation", in: Camera.elevations) ?? camera.elevation,
                azimuth: try wanted.number("azimuth", in: Camera.azimuths) ?? camera.azimuth,
                distance: try wanted.number("distance", in: Camera.distances) ?? camera.distance)
        }
        if let field = fields.record["vertical"] {
            let range = try field.range("'vertical'")
            let size = max(abs(range.lowerBound), abs(range.upperBound))
            guard size <= 1e100, range.length >= max(1e-100, 1e-9 * size) else {
                throw field.error("'vertical' must be a range of losses that can be told apart, as in [-5, 5]")
            }
            vertical = range
        }
        hasFloor = try fields.flag("floor") ?? false
        isXRay = try fields.flag("x-ray") ?? false
    }
}
