extension Double {
    /// Every digit that tells it from its neighbours. What is not a number is `nan` on every machine: some give it a sign.
    public var spelled: String { isNaN ? "nan" : "\(self)" }

    /// The same, a whole number without its `.0`.
    public var spelledShort: String { self == rounded() && abs(self) < 1e15 ? "\(Int(clamping: self))" : spelled }
}
