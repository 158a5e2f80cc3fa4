/// Scenes in the order of a talk.
public struct Deck: Sendable {
    public struct Slide: Sendable {
        public let scene: Scene
        /// The slides of the talk that it goes with.
        public let numbers: [Int]

        public init(scene: Scene, numbers: [Int] = []) {
            self.scene = scene
            self.numbers = numbers
        }
    }

    /// Empty for scenes that were named one by one.
    public let title: String
    /// Where it was read: a file's path, or the name of a built-in deck; `nil` for scenes that were named one by one.
    public let origin: String?
    /// At least one.
    public let slides: [Slide]

    public init(title: String, origin: String, slides: [Slide]) {
        precondition(!slides.isEmpty)
        self.title = title
        self.origin = origin
        self.slides = slides
    }

    /// Scenes that were named one by one.
    public init(_ scenes: [Scene]) {
        precondition(!scenes.isEmpty)
        title = ""
        origin = nil
        slides = scenes.map { Slide(scene: $0) }
    }

    /// The same with a scene that was read anew.
    public func replacing(place: Int, with scene: Scene) -> Deck {
        var slides = slides
        slides[place] = Slide(scene: scene, numbers: slides[place].numbers)
        return Deck(title: title, origin: origin, slides: slides)
    }

    private init(title: String, origin: String?, slides: [Slide]) {
        self.title = title
        self.origin = origin
        self.slides = slides
    }

    /// Whether its scenes go with the slides of a talk.
    private var isNumbered: Bool { slides.contains { !$0.numbers.isEmpty } }

    /// The place of what is meant by a number: the first scene of that slide of the talk; where slides have no numbers, of
    /// that place, from 1.
    public func place(ofNumber number: Int) -> Int? {
        guard !isNumbered else { return slides.firstIndex { $0.numbers.contains(number) } }
        return slides.indices.contains(number - 1) ? number - 1 : nil
    }

    /// What is typed to come to a scene; `nil` where no number does.
    public func number(ofPlace place: Int) -> Int? { isNumbered ? slides[place].numbers.first : place + 1 }
}
