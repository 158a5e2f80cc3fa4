// swift-tools-version: 6.1
import PackageDescription

// The arrows of ARCHITECTURE.md: a module imports only modules listed above it.
let package = Package(
    name: "ravine",
    platforms: [.macOS(.v15)],
    products: [
        .executable(name: "ravine", targets: ["ravine"]),
        .library(name: "Expressions", targets: ["Expressions"]),
        .library(name: "Landscapes", targets: ["Landscapes"]),
        .library(name: "Optimizers", targets: ["Optimizers"]),
        .library(name: "Scenes", targets: ["Scenes"]),
        .library(name: "Racing", targets: ["Racing"]),
        .library(name: "Canvas", targets: ["Canvas"]),
        .library(name: "Views", targets: ["Views"]),
        .library(name: "Player", targets: ["Player"]),
        .library(name: "Recording", targets: ["Recording"]),
    ],
    dependencies: [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.0"),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.0"),
    ],
    targets: [
        .target(name: "Expressions", dependencies: [.product(name: "RealModule", package: "swift-numerics")]),
        .target(
            name: "Landscapes", dependencies: ["Expressions", .product(name: "RealModule", package: "swift-numerics")]),
        .target(name: "CPrograms"),
        .target(
            name: "Optimizers",
            dependencies: [
                "Expressions", "Landscapes", "CPrograms", .product(name: "RealModule", package: "swift-numerics"),
            ]),
        .target(
            name: "Scenes",
            dependencies: ["Expressions", "Landscapes", "Optimizers", .product(name: "Yams", package: "Yams")],
            plugins: ["EmbedScenes"]),
        .target(
            name: "Racing",
            dependencies: [
                "Expressions", "Landscapes", "Optimizers", "Scenes",
                .product(name: "RealModule", package: "swift-numerics"),
            ]),
        .target(name: "Canvas"),
        .target(name: "Views", dependencies: ["Landscapes", "Optimizers", "Scenes", "Racing", "Canvas"]),
        .target(
            name: "Player",
            dependencies: ["Expressions", "Landscapes", "Optimizers", "Scenes", "Racing", "Canvas", "Views"]),
        .target(name: "Recording", dependencies: ["Canvas"]),
        .target(
            name: "CNcurses",
            linkerSettings: [
                .linkedLibrary("ncursesw", .when(platforms: [.linux])),
                .linkedLibrary("tinfo", .when(platforms: [.linux])),
                .linkedLibrary("ncurses", .when(platforms: [.macOS])),
            ]),
        .target(name: "Terminal", dependencies: ["Canvas", "CNcurses"], exclude: ["ravine.ti"]),
        .executableTarget(
            name: "ravine",
            dependencies: [
                "Landscapes", "Optimizers", "Scenes", "Racing", "Canvas", "Views", "Player", "Recording", "Terminal",
                .product(name: "ArgumentParser", package: "swift-argument-parser"),
            ]),

        // scenes/*.yaml become a Swift file of string literals: a new scene is a new file, nothing else.
        .plugin(name: "EmbedScenes", capability: .buildTool(), dependencies: ["embed-scenes"]),
        .executableTarget(name: "embed-scenes", path: "Plugins/embed-scenes"),

        .target(name: "TestSupport", path: "Tests/TestSupport"),
        .testTarget(name: "ExpressionsTests", dependencies: ["Expressions", "TestSupport"]),
        .testTarget(name: "LandscapesTests", dependencies: ["Landscapes"]),
        .testTarget(
            name: "OptimizersTests", dependencies: ["Optimizers", "Landscapes", "TestSupport"],
            resources: [.copy("Oracle")]),
        .testTarget(name: "LibraryTests", dependencies: ["Expressions", "Landscapes", "Optimizers"]),
        .testTarget(name: "ScenesTests", dependencies: ["Scenes", "Racing"]),
        .testTarget(name: "RacingTests", dependencies: ["Racing"]),
        .testTarget(name: "CanvasTests", dependencies: ["Canvas"]),
        .testTarget(name: "ViewsTests", dependencies: ["Views", "Racing", "Scenes"], exclude: ["Snapshots"]),
        .testTarget(name: "PlayerTests", dependencies: ["Player", "Scenes", "TestSupport"]),
        .testTarget(name: "RecordingTests", dependencies: ["Recording", "Player", "Scenes", "TestSupport"]),
        .testTarget(name: "TerminalTests", dependencies: ["Terminal", "Canvas", "TestSupport"]),
        .testTarget(name: "ProgramTests", dependencies: ["ravine", "TestSupport"]),
    ]
)
