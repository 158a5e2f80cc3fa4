import Hyperparameters
import Expressions
import Landscapes

/// The keys of a scene file's mappings.
enum Keys {
    static let scene = [
        "title", "about", "source", "notes", "steps", "rate", "pace", "seed", "data", "surfaces", "optimizers", "start",
        "view",
        "runs", "panels", "claims", "guess", "moments",
    ]
    static let deck = ["title", "slides"]
    static let slide = ["scene", "slide"]
    /// Those of every panel, and of all kinds of them.
    static let panel = track + ["of", "name", "title", "short", "kind", "view"] + pictures
    /// Those of what is raced on.
    static let track = ["surface", "parameters", "start", "runs"]
    /// Those of some kinds of panels.
    static let pictures: [String] = {
        var keys: [String] = []
        for key in PictureKind.all.flatMap(\.keys) where !keys.contains(key.name) { keys.append(key.name) }
        return keys
    }()
    /// Those of every run; its optimizer's hyperparameters are further ones.
    static let run = ["optimizer", "label", "start"] + batches
    static let batches = ["batch", "shuffle", "jitter", "dropout"]
    static let surface = [
        "title", "about", "source", "parameters", "loss", "data", "accuracy", "grid", "domain", "minima", "start",
        "levels",
    ]
    static let optimizer = ["label", "source", "hyperparameters", "state", "stability", "rule", "command"]
    static let hyperparameter = ["default", "range", "symbol", "scale", "help"]
    static let data = [
        "file", "generate", "columns", "rows", "noise", "correlation", "seed", "inputs", "transform", "order",
    ]
    static let domain = ["x", "y"]
    static let camera = ["elevation", "azimuth", "distance"]
    static let claim = ["claim", "holds", "track", "panel"]
    static let guess = ["ask", "begin"]
    static let moment = ["step", "say", "run", "pause"]

    private static let owners = [
        ("a run", run), ("a panel", panel), ("a surface", surface), ("an optimizer of your own", optimizer),
        ("the scene as a whole", scene), ("data", data), ("a claim", claim), ("a hyperparameter", hyperparameter),
        ("a moment", moment), ("a guess", guess), ("a camera", camera), ("a deck", deck), ("a slide", slide),
    ]

    /// What keys are called elsewhere, or are taken for; the first that a mapping has is meant.
    private static let synonyms: [String: [String]] = [
        "name": ["label", "title", "claim"], "label": ["name", "title"], "title": ["label"],
        "description": ["about", "help", "title"], "about": ["help"], "note": ["notes"], "speaker": ["notes"],
        "comment": ["about", "help"],
        "iterations": ["steps"], "epochs": ["steps"], "iters": ["steps"], "maxsteps": ["steps"], "nsteps": ["steps"],
        "fps": ["rate"], "speed": ["rate"], "framerate": ["rate"], "randomseed": ["seed"], "init": ["start", "state"],
        "initial": ["start", "state", "default"], "x0": ["start"], "w0": ["start"], "begin": ["start"],
        "startpoint": ["start"], "start_point": ["start"], "xlim": ["view", "domain"], "ylim": ["view", "domain"],
        "bounds": ["view", "domain", "range"], "range": ["view", "domain"], "limits": ["view", "domain", "range"],
        "domain": ["view"], "view": ["domain"], "optimizer": ["runs"], "optimiser": ["optimizer", "optimizers"],
        "algorithm": ["optimizer", "rule"], "method": ["optimizer", "rule"], "optim": ["optimizer", "optimizers"],
        "surface": ["panels"], "landscape": ["surface", "panels"], "landscapes": ["surfaces"], "panel": ["panels"],
        "function": ["loss", "surface", "panels"], "formula": ["loss", "rule", "holds"], "f": ["loss"],
        "expression": ["loss", "rule", "holds"], "objective": ["loss", "surface"], "cost": ["loss"],
        "equation": ["loss", "rule"], "update": ["rule"], "step": ["rule", "steps"],
        "params": [
            "parameters", "hyperparameters",
        ],
        "parameters": ["hyperparameters"], "hyperparameters": ["parameters"], "minimum": ["minima"],
        "optimum": ["minima"], "min": ["minima", "range"], "max": ["range"], "batchsize": ["batch"],
        "minibatch": ["batch"], "value": ["default"], "path": ["file"], "csv": ["file"], "filename": ["file"],
        "n": ["rows"], "samples": ["rows"], "size": ["rows"], "count": ["rows"], "sigma": ["noise"], "std": ["noise"],
        "generator": ["generate"], "kind": ["generate"], "type": ["kind", "generate", "optimizer"],
        "features": ["inputs"],
        "normalize": ["transform"], "sort": ["order"], "text": ["claim", "say"], "statement": ["claim"],
        "says": ["claim", "say"],
        "condition": ["holds"], "assert": ["holds"], "test": ["holds"], "proof": ["holds"], "where": ["track"],
        "program": ["command"], "script": ["command"], "elev": ["elevation"], "azim": ["azimuth"],
        "dist": ["distance"], "zlim": ["vertical"], "xray": ["x-ray"], "viewpoint": ["camera"], "eye": ["camera"],
    ]

    static func isKnown(_ word: String) -> Bool {
        owners.contains { $0.1.contains(word) } || domain.contains(word) || Hyperparameter.isKnown(word)
    }

    /// What an unknown key was meant to be, or where it belongs, or what there is.
    static func hint(for name: String, among keys: [String]) -> String {
        let folded = name.lowercased().filter { $0 != "_" && $0 != "-" && $0 != " " }
        if let meant = synonyms[folded]?.first(where: keys.contains) { return "; did you mean '\(meant)'?" }
        let visible = name.filter { $0.isLetter || $0.isNumber || $0 == "_" }
        if visible != name, keys.contains(visible) {
            return "; write '\(visible)', without the invisible or other characters about it"
        }
        if let owner = owners.first(where: { $0.1.contains(name) }) { return "; '\(name)' belongs to \(owner.0)" }
        if let nearest = Suggestion.nearest(to: name, among: keys) { return "; did you mean '\(nearest)'?" }
        if Hyperparameter.isKnown(name), !keys.contains("default") {
            return "; hyperparameters belong to a run, as in {optimizer: sgd, eta: 0.1}"
        }
        for meant in synonyms[folded] ?? [] {
            if let owner = owners.first(where: { $0.1.contains(meant) }) {
                return "; did you mean '\(meant)', which belongs to \(owner.0)?"
            }
        }
        return Suggestion.hint(for: name, among: keys)
    }
}
