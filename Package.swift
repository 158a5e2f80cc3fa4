// swift-tools-version: 6.1
import PackageDescription

// The arrows of ARCHITECTURE.md: a module imports only modules listed above it.
let package = Package(
    name: "ravine",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "ravine", targets: ["ravine"]),
        .library(name: "Expressions", targets: ["Expressions"]),
        .library(name: "Hyperparameters", targets: ["Hyperparameters"]),
        .library(name: "Landscapes", targets: ["Landscapes"]),
        .library(name: "Optimizers", targets: ["Optimizers"]),
        .library(name: "Scenes", targets: ["Scenes"]),
        .library(name: "Racing", targets: ["Racing"]),
        .library(name: "Canvas", targets: ["Canvas"]),
        .library(name: "Views", targets: ["Views"]),
        .library(name: "Player", targets: ["Player"]),
        .library(name: "Recording", targets: ["Recording"]),
        .library(name: "Playback", targets: ["Playback"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    ],
    targets: [
        .target(name: "CWidth"),
        .target(name: "Basics", dependencies: ["CWidth", .product(name: "RealModule", package: "swift-numerics")]),
        .target(name: "CVectors"),
        .target(name: "CBackstage"),
        .target(name: "Backstage", dependencies: ["Basics", "CBackstage"]),
        .systemLibrary(
            name: "CLibYAML", pkgConfig: "yaml-0.1", providers: [.apt(["libyaml-dev"]), .brew(["libyaml"])]),
        .target(name: "YAML", dependencies: ["CLibYAML"]),
        .target(
            name: "Expressions",
            dependencies: ["Basics", "CVectors", .product(name: "RealModule", package: "swift-numerics")]),
        .target(
            name: "Hyperparameters",
            dependencies: ["Basics", "Expressions", .product(name: "RealModule", package: "swift-numerics")]),
        .target(
            name: "Landscapes",
            dependencies: [
                "Basics", "Expressions", "Hyperparameters", .product(name: "RealModule", package: "swift-numerics"),
            ]),
        .target(name: "CPrograms"),
        .target(name: "Programs", dependencies: ["Basics", "CPrograms"]),
        .target(
            name: "Optimizers",
            dependencies: [
                "Basics", "Expressions", "Hyperparameters", "Landscapes", "Programs",
                .product(name: "RealModule", package: "swift-numerics"),
            ]),
        .target(
            name: "Scenes",
            dependencies: [
                "Basics", "Expressions", "Hyperparameters", "Landscapes", "Optimizers",
                "YAML", .product(name: "RealModule", package: "swift-numerics"),
            ],
            plugins: ["EmbedScenes"]),
        .target(
            name: "Racing",
            dependencies: [
                "Basics", "Expressions", "Hyperparameters", "Landscapes", "Optimizers", "Scenes",
                .product(name: "RealModule", package: "swift-numerics"),
            ]),
        .target(name: "Canvas", dependencies: ["Basics", .product(name: "RealModule", package: "swift-numerics")]),
        .target(
            name: "Views",
            dependencies: [
                "Basics", "Backstage", "Expressions", "Hyperparameters", "Landscapes", "Optimizers", "Scenes", "Racing",
                "Canvas",
                .product(name: "RealModule", package: "swift-numerics"),
            ]),
        .target(
            name: "Player",
            dependencies: [
                "Basics", "Backstage", "Expressions", "Hyperparameters", "Landscapes", "Optimizers", "Scenes", "Racing",
                "Canvas", "Views",
            ]),
        .target(name: "Recording", dependencies: ["Basics", "Canvas"], exclude: ["Font/LICENSE"]),
        .target(name: "Playback", dependencies: ["Basics", "Expressions", "Canvas", "Player"]),
        .target(
            name: "CNcurses",
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("tinfo", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]),
        .target(name: "Terminal", dependencies: ["Basics", "Canvas", "CNcurses"], exclude: ["ravine.ti"]),
        .executableTarget(
            name: "ravine",
            dependencies: [
                "Basics", "Expressions", "Hyperparameters", "Landscapes", "Optimizers", "Scenes", "Racing", "Canvas",
                "Views", "Player",
                "Backstage", "Programs", "Recording", "Playback", "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // scenes/*.yaml become a Swift file of string literals: a new scene is a new file, nothing else.
        .plugin(name: "EmbedScenes", capability: .buildTool(), dependencies: ["embed-scenes"]),
        .executableTarget(name: "embed-scenes", path: "Plugins/embed-scenes"),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "BasicsTests", dependencies: ["Basics"]),
        .testTarget(name: "BackstageTests", dependencies: ["Backstage", "CBackstage"]),
        .testTarget(name: "YAMLTests", dependencies: ["Basics", "YAML"]),
        .testTarget(name: "ExpressionsTests", dependencies: ["Basics", "Expressions"]),
        .testTarget(name: "LandscapesTests", dependencies: ["Landscapes"]),
        .testTarget(
            name: "OptimizersTests", dependencies: ["Basics", "Optimizers", "Landscapes", "TestSupport"],
            resources: [.copy("Oracle")]),
        .testTarget(name: "LibraryTests", dependencies: ["Expressions", "Landscapes", "Optimizers"]),
        .testTarget(name: "ScenesTests", dependencies: ["Basics", "Scenes", "Racing"]),
        .testTarget(name: "RacingTests", dependencies: ["Racing"]),
        .testTarget(name: "CanvasTests", dependencies: ["Canvas"]),
        .testTarget(
            name: "ViewsTests", dependencies: ["Basics", "Views", "Racing", "Scenes"],
            exclude: ["Snapshots"]),
        .testTarget(name: "PlayerTests", dependencies: ["Basics", "Player", "Scenes"]),
        .testTarget(name: "RecordingTests", dependencies: ["Basics", "Recording", "Player", "Scenes"]),
        .testTarget(
            name: "PlaybackTests", dependencies: ["Basics", "Canvas", "Playback", "Player", "Recording", "Scenes"]),
        .testTarget(name: "TerminalTests", dependencies: ["Basics", "Terminal", "CNcurses", "Canvas"]),
        .testTarget(name: "ProgramTests", dependencies: ["ravine", "TestSupport"]),
        .testTarget(name: "HouseTests"),

        // Spoilt texts and wild keys: in small as tests, at length by `make fuzz`.
        .target(
            name: "Fuzzing",
            dependencies: [
                "Basics", "Expressions", "Landscapes", "Optimizers", "Scenes", "Racing", "Canvas", "Player",
                "Playback",
            ], path: "Tests/Fuzzing"),
        .executableTarget(name: "fuzz", dependencies: ["Fuzzing"], path: "Tests/fuzz"),
        .testTarget(name: "FuzzingTests", dependencies: ["Fuzzing"]),
    ]
)
