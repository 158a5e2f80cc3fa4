import Testing

@testable import Canvas

@Suite("Dots and lines")
struct DotCanvasTests {
    @Test("a dot is a bit of its cell's pattern")
    func braille() {
        var canvas = DotCanvas(size: Size(width: 2, height: 1), shape: .braille)
        for (x, y) in [(0, 0), (1, 3), (2, 1), (3, 2)] { canvas.set(x: x, y: y) }
        #expect(canvas.masks.map { DotShape.braille.scalar($0) } == ["⢁", "⠢"])
    }

    @Test("pictures of lines")
    func pictures() {
        #expect(picture(from: [0, 0], to: [7.9, 7.9]) == ["⠑⢄⠀⠀", "⠀⠀⠑⢄"])
        #expect(picture(from: [0, 7], to: [7, 7]) == ["⠀⠀⠀⠀", "⣀⣀⣀⣀"])
        #expect(picture(from: [3, 0], to: [3, 7]) == ["⠀⢸⠀⠀", "⠀⢸⠀⠀"])
        #expect(picture(from: [2, 2], to: [2, 2]) == ["⠀⠄⠀⠀", "⠀⠀⠀⠀"])
    }

    @Test("lines from and to anywhere, finite or not, draw only what is inside")
    func clipping() {
        #expect(picture(from: [-1e300, 7], to: [1e300, 7]) == ["⠀⠀⠀⠀", "⣀⣀⣀⣀"])
        #expect(picture(from: [3, -1e18], to: [3, 1e18]) == ["⠀⢸⠀⠀", "⠀⢸⠀⠀"])
        let far: [Double] = [0, 3, -5, 100, 1e18, -1e200, 1.7e308, .infinity, -.infinity, .nan]
        for a in far {
            for b in far {
                for c in far {
                    for d in far {
                        var canvas = DotCanvas(size: Size(width: 4, height: 2), shape: .braille)
                        canvas.line(from: [a, b], to: [c, d])
                    }
                }
            }
        }
    }

    @Test("a canvas without cells takes lines and shows nothing")
    func empty() {
        for size in [Size(width: 0, height: 0), Size(width: 0, height: 3), Size(width: 3, height: 0)] {
            var canvas = DotCanvas(size: size, shape: .braille)
            canvas.line(from: [0, 0], to: [5, 5])
            #expect(canvas.masks.isEmpty)
        }
    }

    private func picture(from start: SIMD2<Double>, to end: SIMD2<Double>) -> [String] {
        var canvas = DotCanvas(size: Size(width: 4, height: 2), shape: .braille)
        canvas.line(from: start, to: end)
        return (0..<2).map { row in
            String(
                String.UnicodeScalarView(canvas.masks[(row * 4)..<(row * 4 + 4)].map { DotShape.braille.scalar($0) }))
        }
    }
}
