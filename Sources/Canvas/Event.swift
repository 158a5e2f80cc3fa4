/// What a terminal reports.
public enum Event: Hashable, Sendable {
    case key(Key)
    case pointer(Pointer)
    /// The window has another size now.
    case resize(Size)
    /// The process was asked to end by a signal.
    case terminate(Int32)
    /// Somebody on another core has something to say.
    case wake
    /// The terminal is gone.
    case lost
}
