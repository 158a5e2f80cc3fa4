extension Double {
    /// Every digit that tells it from its neighbours. What is not a number is `nan` on every machine: some give it a sign.
    public var spelled: String { isNaN ? "nan" : "\(self)" }
}
