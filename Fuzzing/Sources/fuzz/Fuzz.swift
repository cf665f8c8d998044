import Foundation

/// `fuzz` says which targets there are, `fuzz TARGET [libFuzzer's options and folders]` runs one, `fuzz --seeds TARGET FOLDER` writes its
/// seeds and dictionary.
@main
struct Fuzz {
    static func main() throws {
        let arguments = CommandLine.arguments.dropFirst()
        switch arguments.first {
        case nil, "--list":
            for name in FuzzTargets.names { print(name) }
        case "--seeds":
            guard arguments.count == 3, let target = FuzzTargets.make(String(arguments[2])) else { usage() }
            try SeedFolder(path: arguments[3]).write(target)
        case .some(let name):
            guard let target = FuzzTargets.make(name) else { usage() }
            exit(FuzzRun.run(target, arguments: [CommandLine.arguments[0]] + arguments.dropFirst()))
        }
    }

    private static func usage() -> Never {
        FileHandle.standardError.write(
            Data("usage: fuzz [--list] | --seeds TARGET FOLDER | TARGET [libFuzzer's options and folders]\n".utf8))
        exit(2)
    }
}
