#pragma once
// simdjson's DOM parser as a few C functions, so that Swift needs no C++ interoperability. A document owns the tape and the
// strings that a parse fills in; Swift reads both through the two pointers, which stay the same for the document's life.
//
// The tape (simdjson's doc/tape.md): word 0 is the root and holds the index of the last word; the value starts at index 1.
// A word is a tag in the top 8 bits and a payload in the other 56. '{' and '[' hold the index after their end in the low 32
// bits and the number of members or elements in the 24 above (saturated); '"' holds an offset into the strings, where a
// 32-bit length precedes the bytes; 'l', 'u' and 'd' are followed by a second word with the number; 't', 'f', 'n' stand alone.

#include <stddef.h>
#include <stdint.h>
#include <string.h>

#ifdef __cplusplus
extern "C" {
#endif

typedef struct csimdjson_parser csimdjson_parser;
typedef struct csimdjson_document csimdjson_document;

enum csimdjson_result {
    CSIMDJSON_OK = 0,
    CSIMDJSON_EMPTY,
    CSIMDJSON_TOO_DEEP,
    CSIMDJSON_INVALID_UTF8,
    CSIMDJSON_INVALID_STRING,
    CSIMDJSON_INVALID_NUMBER,
    CSIMDJSON_SYNTAX,
    CSIMDJSON_CAPACITY,
    CSIMDJSON_NO_MEMORY,
};

/// Bytes that may be read past the end of any string in a document.
#define CSIMDJSON_PADDING 32

/// A parser for documents of up to `capacity` bytes in which at most `maximum_depth` containers are open at once.
/// NULL when there is no memory.
csimdjson_parser *csimdjson_parser_create(size_t capacity, size_t maximum_depth);
void csimdjson_parser_destroy(csimdjson_parser *parser);

/// Room for the result of parsing up to `capacity` bytes. NULL when there is no memory.
csimdjson_document *csimdjson_document_create(size_t capacity);
void csimdjson_document_destroy(csimdjson_document *document);
const uint64_t *csimdjson_document_tape(const csimdjson_document *document);
const uint8_t *csimdjson_document_strings(const csimdjson_document *document);

/// Parses `length` bytes (copied first: no padding is asked of the caller). Both capacities must be at least `length`.
/// After any other result than CSIMDJSON_OK the document must not be read.
enum csimdjson_result csimdjson_parse(
    csimdjson_parser *parser, csimdjson_document *document, const uint8_t *bytes, size_t length);

static inline int csimdjson_equal(const uint8_t *a, const uint8_t *b, size_t count) {
    return memcmp(a, b, count) == 0;
}

#ifdef __cplusplus
}
#endif
