import ArgumentParser
import Scenes
struct Play: ParsableCommand {
    @Argument(help: SceneArgument.help)
    var scenes: [String] = []
    func run() throws {}
}
