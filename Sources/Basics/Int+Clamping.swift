extension FixedWidthInteger {
    /// The whole part of a number, as near to it as the type and 2⁵³ allow; 0 for what is not a number.
    ///
    /// The one way from `Double` to whole numbers: the standard library's ends the program at NaN, infinity and
    /// whatever is too large, and diverging optimizers make all three. Beyond 2⁵³ a `Double` does not tell neighbours
    /// apart; ending there leaves room to go on counting.
    public init(clamping value: Double) {
        let most = 0x1p53
        let bounded = value.isNaN ? 0 : Swift.min(Swift.max(value, -most), most)
        self.init(clamping: Int64(bounded))
    }
}
