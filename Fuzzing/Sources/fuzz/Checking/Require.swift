/// What must hold. Unlike an assertion, in every build: libFuzzer takes the trap for a finding and keeps the input.
func require(_ holds: Bool, _ otherwise: @autoclosure () -> String) {
    guard !holds else { return }
    fatalError(otherwise())
}
