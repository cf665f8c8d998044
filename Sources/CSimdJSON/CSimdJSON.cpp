#include "CSimdJSON.h"

#include <new>
#include <simdjson.h>

using simdjson::error_code;

struct csimdjson_parser {
    simdjson::dom::parser parser;
    size_t capacity;
};

struct csimdjson_document {
    simdjson::dom::document document;
};

static_assert(simdjson::SIMDJSON_PADDING >= CSIMDJSON_PADDING, "strings are read a little past their end");

csimdjson_parser *csimdjson_parser_create(size_t capacity, size_t maximum_depth) {
    auto *result = new (std::nothrow) csimdjson_parser{simdjson::dom::parser(), capacity};
    if (!result) return nullptr;
    // simdjson refuses the container that makes the depth *equal* to its bound.
    if (result->parser.allocate(capacity, maximum_depth + 1) != simdjson::SUCCESS) {
        delete result;
        return nullptr;
    }
    return result;
}

void csimdjson_parser_destroy(csimdjson_parser *parser) { delete parser; }

csimdjson_document *csimdjson_document_create(size_t capacity) {
    auto *result = new (std::nothrow) csimdjson_document();
    if (!result) return nullptr;
    if (result->document.allocate(capacity) != simdjson::SUCCESS) {
        delete result;
        return nullptr;
    }
    return result;
}

void csimdjson_document_destroy(csimdjson_document *document) { delete document; }

const uint64_t *csimdjson_document_tape(const csimdjson_document *document) { return document->document.tape.get(); }

const uint8_t *csimdjson_document_strings(const csimdjson_document *document) {
    return document->document.string_buf.get();
}

enum csimdjson_result csimdjson_parse(
    csimdjson_parser *parser, csimdjson_document *document, const uint8_t *bytes, size_t length) {
    // Otherwise simdjson would reallocate, and the tape's address must not change.
    if (length > parser->capacity || length > document->document.capacity()) return CSIMDJSON_CAPACITY;
    switch (parser->parser.parse_into_document(document->document, bytes, length).error()) {
    case error_code::SUCCESS: return CSIMDJSON_OK;
    case error_code::EMPTY: return CSIMDJSON_EMPTY;
    case error_code::CAPACITY: return CSIMDJSON_CAPACITY;
    case error_code::MEMALLOC: return CSIMDJSON_NO_MEMORY;
    case error_code::DEPTH_ERROR: return CSIMDJSON_TOO_DEEP;
    case error_code::UTF8_ERROR: return CSIMDJSON_INVALID_UTF8;
    case error_code::STRING_ERROR:
    case error_code::UNESCAPED_CHARS:
    case error_code::UNCLOSED_STRING: return CSIMDJSON_INVALID_STRING;
    case error_code::NUMBER_ERROR:
    case error_code::NUMBER_OUT_OF_RANGE: return CSIMDJSON_INVALID_NUMBER;
    default: return CSIMDJSON_SYNTAX;
    }
}
