extension StringProtocol {
    /// Without the characters at its end that fulfil a condition.
    func trimmingSuffix(while isTrimmed: (Character) -> Bool) -> SubSequence {
        var end = endIndex
        while end > startIndex, isTrimmed(self[index(before: end)]) { end = index(before: end) }
        return self[..<end]
    }

    /// Without white space at its ends.
    var trimmed: SubSequence {
        let start = firstIndex { !$0.isWhitespace } ?? endIndex
        return self[start...].trimmingSuffix(while: \.isWhitespace)
    }
}
