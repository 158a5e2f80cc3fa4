import Scenes
import Views

/// What somebody sees of a player, as far as a press can change it: a press that changes none of it must say why.
struct Glance: Equatable {
    private let standing: ChangeHistory.Standing
    private let state: ScreenState
    private let time: Double
    private let pictures: Pictures
    private let chart: Chart
    private let place: Int
    private let theme: String
    private let isChoosing: Bool
    private let isPlacingStart: Bool
    private let isRecording: Bool
    private let isOver: Bool
    private let typed: String?
    private let hasSwarm: Bool

    /// What the user made of panels' pictures.
    private struct Pictures: Equatable {
        let byPanel: [Int: any Picture]

        static func == (left: Pictures, right: Pictures) -> Bool {
            left.byPanel.count == right.byPanel.count
                && left.byPanel.allSatisfy { panel, picture in right.byPanel[panel]?.isEqual(picture) == true }
        }
    }

    init(_ model: Model) {
        standing = ChangeHistory.Standing(model.stage)
        var state = model.state
        state.message = nil
        state.prompt = nil
        self.state = state
        time = model.stage.time
        pictures = Pictures(byPanel: model.stage.pictures)
        chart = model.stage.chart
        place = model.sceneIndex
        theme = model.theme.name
        isChoosing = model.overview != nil
        isPlacingStart = model.stage.isPlacingStart
        isRecording = model.isRecording
        isOver = model.isOver
        typed = model.commandLine?.text
        hasSwarm = model.race.swarm != nil
    }
}
