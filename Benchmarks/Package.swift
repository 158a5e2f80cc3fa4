// swift-tools-version: 6.1
import PackageDescription

// A package of its own, so that the main one does not depend on a benchmark library.
let package = Package(
    name: "Benchmarks",
    platforms: [.macOS(.v15)],
    dependencies: [
        .package(name: "ravine", path: ".."),
        .package(url: "https://github.com/ordo-one/benchmark", from: "1.38.0", traits: []),
        .package(url: "https://github.com/apple/swift-numerics", from: "1.1.0"),
    ],
    targets: [
        .executableTarget(
            name: "Ravine",
            dependencies: [
                .product(name: "Benchmark", package: "benchmark"),
                .product(name: "RealModule", package: "swift-numerics"),
                .product(name: "Expressions", package: "ravine"),
                .product(name: "Landscapes", package: "ravine"),
                .product(name: "Optimizers", package: "ravine"),
                .product(name: "Scenes", package: "ravine"),
                .product(name: "Canvas", package: "ravine"),
                .product(name: "Player", package: "ravine"),
                .product(name: "Recording", package: "ravine"),
            ],
            path: "Benchmarks/Ravine",
            plugins: [.plugin(name: "BenchmarkPlugin", package: "benchmark")])
    ]
)
