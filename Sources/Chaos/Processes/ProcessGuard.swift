import Foundation
import Glibc

/// Sees to it that nothing which the harness started outlives it, however it ends: a shell that waits for the end of its
/// input, which comes with the end of this process, and then ends what is left.
final class ProcessGuard: Sendable {
    private let process = Process()
    private let input = Pipe()

    private static let script = """
        trap '' INT TERM HUP
        pids=' ' tool= dir= folder= step=
        while read -r word value; do
            case $word in
                add) pids="$pids$value " ;;
                remove) pids=$(printf '%s' "$pids" | sed "s/ $value / /") ;;
                tool) tool=$value ;;
                cluster) dir=$value ;;
                folder) folder=$value ;;
                step) step=$value ;;
            esac
        done
        for pid in $pids; do kill -KILL "$pid"; done
        [ -z "$dir" ] || { "$tool" stop "$dir" --kill; rm -rf "$dir"; }
        [ -z "$step" ] || rm -rf "$step"
        # Only what is worth nothing: folders of steps that are kept stay.
        [ -z "$folder" ] || { rm -f "$folder"/*.out "$folder"/*.log; rmdir "$folder"; }
        """

    init() throws {
        process.executableURL = URL(filePath: "/bin/sh")
        process.arguments = ["-c", Self.script]
        process.standardInput = input
        process.standardOutput = FileHandle.nullDevice
        process.standardError = FileHandle.nullDevice
        _ = fcntl(input.fileHandleForWriting.fileDescriptor, F_SETFD, FD_CLOEXEC)
        try process.run()
    }

    func add(_ pid: Int32) { tell("add \(pid)") }
    func remove(_ pid: Int32) { tell("remove \(pid)") }

    /// Stops the cluster at the end, and removes its folder.
    func add(cluster directory: String, of tool: String) {
        tell("tool \(tool)")
        tell("cluster \(directory)")
    }

    /// Removes the run's folder at the end, if nothing is kept in it.
    func add(folder: String) { tell("folder \(folder)") }

    /// The folder of the step that runs, which nobody needs when the run is broken off; nil when it is over.
    func set(step: String?) { tell("step \(step ?? "")") }

    private func tell(_ line: String) {
        try? input.fileHandleForWriting.write(contentsOf: Data((line + "\n").utf8))
    }

    /// Ends everything, and waits for it.
    func finish() {
        try? input.fileHandleForWriting.close()
        process.waitUntilExit()
    }
}
