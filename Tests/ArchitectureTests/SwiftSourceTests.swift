import Testing

@Test func importsOfEveryFormAreSeen() {
    let source = SwiftSource(
        """
        import A
        public import B; internal import C
        @preconcurrency import struct D.E
        @testable
        import F // import G
        /* import H /* nested */ import I */
        let text = "import J"
        """)
    #expect(source.imports == ["A", "B", "C", "D", "F"])
    #expect(source.lineCount == 7)
}

@Test func unsafeUsesAreSeenInCodeOnly() {
    let source = SwiftSource(
        ##"""
        // unsafe in a comment, UnsafePointer too
        let a = "unsafe \(unsafe b) fatalError" + #"""# + #"\(unsafe c) \#(withUnsafeBytes(d))"#
        final class E: @unchecked Sendable {}
        nonisolated(unsafe) var f: OpaquePointer?
        let unsafely = unchecked
        let g = """
            try! "quoted" \("inner \(Unmanaged.h)") as!
            """
        """##)
    #expect(
        source.unsafeUses.map(\.text) == [
            "unsafe", "withUnsafeBytes", "unchecked", "unsafe", "OpaquePointer", "Unmanaged",
        ])
    #expect(source.unsafeUses.map(\.line) == [2, 2, 3, 4, 4, 7])
    #expect(source.traps.isEmpty)
}

@Test func trapsAreSeen() {
    let source = SwiftSource("let a = try! b()\nlet c = d as! E\nfatalError(\"no\")\nlet f = try? g()\nlet h = !i")
    #expect(source.traps.map(\.line) == [1, 2, 3])
}
