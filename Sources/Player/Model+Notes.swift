import Backstage
import Scenes

extension Deck {
    /// What there is to know of a scene by its place.
    public func announcement(ofPlace place: Int) -> Announcement {
        let scene = slides[place].scene
        return Announcement(
            scene: scene.origin, title: scene.title, about: scene.about, notes: scene.notes, place: place + 1,
            count: slides.count, slides: slides[place].numbers, deck: title,
            next: place + 1 < slides.count ? slides[place + 1].scene.title : nil)
    }
}

extension Model {
    /// What the speaker may want to know of the scene that is shown.
    public var announcement: Announcement { deck.announcement(ofPlace: sceneIndex) }
}
