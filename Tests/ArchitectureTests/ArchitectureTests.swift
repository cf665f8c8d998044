import Testing

@Test func everyFolderOfSourcesIsARoomOrAWrappedLibrary() throws {
    let libraries = Set(Rooms.librariesByRoom.values)
    for folder in try Package.rooms() {
        #expect(
            Rooms.all.contains(folder) || libraries.contains(folder), "Sources/\(folder) is not in the table of rooms")
    }
}

@Test func importsPointDownward() throws {
    let files = try Package.sources()
    #expect(files.count > 20, "the sources were not found")
    for file in files where Rooms.all.contains(file.room) {
        let allowed = try #require(Rooms.imports(of: file.room)).union(Rooms.standardImports(of: file.room))
        for module in file.source.imports.subtracting(allowed).sorted() {
            Issue.record("\(file.path) imports \(module), which is not below \(file.room)")
        }
    }
}

@Test func thePackageDeclaresNoMoreThanTheTableAllows() throws {
    let declared = try Package.declaredImports()
    for room in Rooms.all.sorted() {
        let imports = try #require(declared[room], "Package.swift does not declare \(room)")
        let allowed = try #require(Rooms.imports(of: room))
        #expect(imports.isSubset(of: allowed), "\(room) depends on \(imports.subtracting(allowed).sorted())")
    }
}

@Test func theTableHasNoCycle() throws {
    var rest = Rooms.all
    while !rest.isEmpty {
        let lowest = rest.filter { (Rooms.imports(of: $0) ?? []).isDisjoint(with: rest) }
        #expect(!lowest.isEmpty, "a cycle among \(rest.sorted())")
        if lowest.isEmpty { return }
        rest.subtract(lowest)
    }
}

@Test func unsafeCodeLivesOnlyWhereACLibraryIsWrapped() throws {
    for file in try Package.sources()
    where Rooms.librariesByRoom[file.room] == nil && !Rooms.unsafeFiles.contains(file.path) {
        for token in file.source.unsafeUses { Issue.record("Sources/\(file.path):\(token.line): \(token.text)") }
    }
}

@Test func nothingEndsTheProcessThatCouldBeReported() throws {
    for file in try Package.sources() {
        for token in file.source.traps { Issue.record("Sources/\(file.path):\(token.line): \(token.text)") }
    }
}

@Test func filesStaySmall() throws {
    for file in try Package.sources() {
        #expect(file.source.lineCount <= 400, "Sources/\(file.path) has \(file.source.lineCount) lines")
    }
}
