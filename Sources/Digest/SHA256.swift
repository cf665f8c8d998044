internal import CCrypto

/// SHA-256 (FIPS 180-4), computed by OpenSSL's libcrypto, which uses the processor's instructions for it.
public enum SHA256 {
    public static func digest(of message: [UInt8]) -> SHA256Digest {
        unsafe message.withUnsafeBufferPointer { unsafe digest(of: $0) }
    }

    public static func digest(of message: Span<UInt8>) -> SHA256Digest {
        unsafe message.withUnsafeBufferPointer { unsafe digest(of: $0) }
    }

    /// Of the text's UTF-8.
    public static func digest(of message: String) -> SHA256Digest {
        var message = message
        return message.withUTF8 { unsafe digest(of: $0) }
    }

    @safe private struct Algorithm: @unchecked Sendable {
        let pointer: OpaquePointer?
    }

    /// Looked up once; `SHA256()` looks it up at each call.
    private static let algorithm = unsafe Algorithm(pointer: EVP_MD_fetch(nil, "SHA256", nil))

    private static func digest(of message: UnsafeBufferPointer<UInt8>) -> SHA256Digest {
        unsafe SHA256Digest { bytes in
            // Fails only without memory or without an implementation of SHA-256, and an id made of anything else would let an
            // effect happen twice.
            let result = unsafe EVP_Digest(
                message.baseAddress, message.count, bytes, nil, algorithm.pointer, nil)
            precondition(result == 1, "libcrypto could not compute SHA-256")
        }
    }
}
