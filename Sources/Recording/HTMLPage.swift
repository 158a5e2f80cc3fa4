import Basics
import Canvas

/// A recording as a web page that needs nothing else: the animated picture with a button and a slider, what the scene is
/// about, and its claims.
///
/// Without scripts it plays all the same. Written at its end, as ``AnimatedSVG`` is.
public struct HTMLPage: RecordingFormat {
    public static let endings = ["html", "htm"]
    public static let uses: RecordingUses = [.loop, .claims]

    private let heading: RecordingHeading
    private var picture: SVGPicture
    private var bytes: [UInt8] = []

    public init(_ heading: RecordingHeading) {
        self.heading = heading
        // The page says what the scene is about.
        var pictured = heading
        pictured.about = ""
        picture = SVGPicture(pictured)
    }

    public mutating func use(_ theme: Theme) { picture.use(theme) }

    public mutating func add(_ frame: Frame, at seconds: Double) { picture.add(frame, at: seconds) }

    public mutating func finish(at seconds: Double) { bytes = Array(page(until: seconds).utf8) }

    public mutating func takeBytes() -> [UInt8] {
        defer { bytes = [] }
        return bytes
    }

    private func page(until seconds: Double) -> String {
        let title = Markup.escaped(heading.title)
        let about = heading.about.isEmpty ? "" : "<p>\(Markup.escaped(heading.about))</p>\n"
        let claims = heading.claims.map { "<li>\(Markup.escaped($0))</li>\n" }.joined()
        return """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>\(title)</title>
            <style>
            \(style)</style>
            </head>
            <body>
            <main>
            <h1>\(title)</h1>
            \(about)\(picture.markup(until: seconds))\(controls(until: seconds))\
            \(claims.isEmpty ? "" : "<h2>Claims</h2>\n<ul>\n\(claims)</ul>\n")</main>
            </body>
            </html>

            """
    }

    private var style: String {
        let theme = heading.theme
        func color(_ ink: Ink) -> String { theme[ink].rgb.hexadecimal }
        let ground = theme[.ground].rgb
        let isDark = [ground.red, ground.green, ground.blue].allSatisfy { $0 < 128 }
        return """
            :root{color-scheme:\(isDark ? "dark" : "light");accent-color:\(color(.accent))}
            body{margin:0;background:\(color(.ground));color:\(color(.text));font:1rem/1.5 system-ui,sans-serif}
            main{max-width:60rem;margin:0 auto;padding:1rem}
            main>svg{display:block;width:100%;height:auto}
            #controls{display:flex;gap:1rem;align-items:center;padding:.5rem 0}
            #controls[hidden]{display:none}
            #frame{flex:1}
            button{font:inherit;min-width:5rem}
            output{color:\(color(.muted));font-variant-numeric:tabular-nums}
            ul{list-style:none;padding:0}

            """
    }

    /// What plays and pauses, and goes from frame to frame: it sets the time of the picture's animations.
    private func controls(until seconds: Double) -> String {
        guard picture.times.count > 1 else { return "" }
        let ends = picture.times.dropFirst() + [picture.duration(until: seconds)]
        // The middle of each frame, in milliseconds.
        let middles = zip(picture.times, ends).map { JSON.number((($0 + $1) * 500_000).rounded() / 1000) }
        return """
            <p id="controls" hidden>
            <button id="play" type="button">Pause</button>
            <input id="frame" type="range" min="0" max="\(middles.count - 1)" value="0" aria-label="Frame">
            <output for="frame"></output>
            </p>
            <script>
            const starts = \(JSON.array(picture.times.map { JSON.number(($0 * 1_000_000).rounded() / 1000) }));
            const middles = \(JSON.array(middles));
            \(Self.script)
            </script>

            """
    }

    private static let script = """
        const picture = document.querySelector("main > svg"), play = document.querySelector("#play");
        const slider = document.querySelector("#frame"), output = document.querySelector("output");
        // The picture may be moved now though it rests for those who want less motion.
        picture.dataset.seek = "";
        const parts = picture.getAnimations({subtree: true});
        const length = parts[0].effect.getTiming().duration;
        let isPlaying = true;
        function show(index) {
          slider.value = index;
          output.value = `${index + 1} / ${starts.length}`;
        }
        function setPlaying(wanted) {
          isPlaying = wanted;
          if (isPlaying && slider.value == starts.length - 1) parts.forEach(part => part.currentTime = 0);
          parts.forEach(part => isPlaying ? part.play() : part.pause());
          play.textContent = isPlaying ? "Pause" : "Play";
        }
        function seek(index) {
          if (isPlaying) setPlaying(false);
          parts.forEach(part => part.currentTime = middles[index]);
          show(index);
        }
        function follow() {
          if (isPlaying && parts[0].playState == "finished") { setPlaying(false); seek(starts.length - 1); }
          if (isPlaying) {
            const time = parts[0].currentTime % length;
            show(Math.max(0, starts.findLastIndex(start => start <= time)));
          }
          requestAnimationFrame(follow);
        }
        play.onclick = () => setPlaying(!isPlaying);
        slider.oninput = () => seek(+slider.value);
        document.onkeydown = event => {
          if (event.ctrlKey || event.altKey || event.metaKey) return;
          if (event.key == " " && event.target != play) { event.preventDefault(); setPlaying(!isPlaying); }
          if (event.key == "." && slider.value < starts.length - 1) seek(+slider.value + 1);
          if (event.key == "," && slider.value > 0) seek(+slider.value - 1);
        };
        document.querySelector("#controls").hidden = false;
        if (matchMedia("(prefers-reduced-motion: reduce)").matches) seek(starts.length - 1);
        follow();
        """
}
