import Canvas

/// What a terminal reports.
public enum Event: Hashable, Sendable {
    case key(Key)
    case pointer(Pointer)
    /// The window has another size now.
    case resize(Size)
    /// Somebody called ``Terminal/wake()``.
    case wake
    /// The process was asked to end by a signal.
    case terminate(Int32)
    /// The terminal is gone.
    case lost
}
