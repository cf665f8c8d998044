import JSON
import Testing

/// Cases and verdicts as in Nicolas Seriot's "Parsing JSON is a Minefield" (y: must be accepted, n: must be refused, i: RFC 8259
/// leaves it open, and ours is fixed here), written anew.
@Suite struct ConformanceTests {
    let parser = JSONParser()

    @Test(arguments: [
        "[[]   ]", "[]", "[\"\"]", "[\"a\"]", "[false]", "[null, 1, \"1\", {}]", "[null]", "[1\n]", " [1]",
        "[1,null,null,null,2]",
        "[2] ", "[123e65]", "[0e+1]", "[0e1]", "[ 4]",
        "[-0.000000000000000000000000000000000000000000000000000000000001]",
        "[20e1]", "[-0]", "[-123]", "[-1]", "[1E22]", "[1E-2]", "[1E+2]", "[123e45]", "[123.456e78]", "[1e-2]",
        "[1e+2]",
        "[123]", "[123.456789]", "{\"asd\":\"sdf\", \"dfg\":\"fgh\"}", "{\"asd\":\"sdf\"}", "{}", "{\"\":0}",
        "{\"foo\\u0000bar\": 42}", "{ \"min\": -1.0e+28, \"max\": 1.0e+28 }", "{\"a\":[]}",
        "{\"title\":\"\\u041f\\u043e\\u043b\\u0442\" }", "{\n\"a\": \"b\"\n}", "[\"\\u0060\\u012a\\u12AB\"]",
        "[\"\\uD801\\udc37\"]", "[\"\\ud83d\\ude39\\ud83d\\udc8d\"]", "[\"\\\"\\\\\\/\\b\\f\\n\\r\\t\"]",
        "[\"\\\\u0000\"]",
        "[\"\\\"\"]", "[\"a/*b*/c/*d//e\"]", "[\"\\\\a\"]", "[\"\\\\n\"]", "[\"\\u0012\"]", "[\"\\uFFFF\"]",
        "[\"asd\"]",
        "[ \"asd\"]", "[\"\\uDBFF\\uDFFF\"]", "[\"new\\u00A0line\"]", "[\"\u{10FFFF}\"]", "[\"\u{FFFF}\"]",
        "[\"\\u0000\"]",
        "[\"\\u002c\"]", "[\"π\"]", "[\"\u{1BFFF}\"]", "[\"asd \"]", "\" \"", "[\"\\uD834\\uDd1e\"]", "[\"\\u0821\"]",
        "[\"\\u0123\"]", "[\"\u{2028}\"]", "[\"\u{2029}\"]", "[\"\\u0061\\u30af\\u30EA\\u30b9\"]",
        "[\"new\\u000Aline\"]",
        "[\"\u{7F}\"]", "[\"\\uA66D\"]", "[\"\\u005C\"]", "[\"⍂㈴⍂\"]", "[\"\\u200B\"]", "[\"\\u2064\"]",
        "[\"\\uFDD0\"]",
        "[\"\\uFFFE\"]", "[\"\\u0022\"]", "[\"a\u{7F}a\"]", "false", "42", "-0.1", "null", "\"asd\"", "true", "\"\"",
        "[\"a\"]\n", "[true]", " [] ", "\t[\r\n]",
    ])
    func acceptsWhatMustBeAccepted(json: String) throws {
        let value = try parser.parse(json)
        #expect(try parser.parse(value.text).text == value.text)
    }

    @Test(
        arguments: [
            ("[1 true]", .syntax, 3), ("[\"\": 1]", .syntax, 3), ("[\"\"],", .trailingContent, 4), ("[,1]", .syntax, 1),
            ("[1,,2]", .syntax, 3), ("[\"x\",,]", .syntax, 5), ("[\"x\"]]", .trailingContent, 5),
            ("[\"\",]", .syntax, 4),
            ("[\"x\"", .syntax, 4), ("[x", .syntax, 1), ("[3[4]]", .syntax, 2), ("[1:2]", .syntax, 2),
            ("[,]", .syntax, 1),
            ("[-]", .invalidNumber, 2), ("[   , \"\"]", .syntax, 4), ("[\"a\",\n4\n,1,", .syntax, 11),
            ("[1,]", .syntax, 3),
            ("[1,,]", .syntax, 3), ("[*]", .syntax, 1), ("[\"\"", .syntax, 3), ("[1,", .syntax, 3), ("[{}", .syntax, 3),
            ("[fals]", .syntax, 5), ("[nul]", .syntax, 4), ("[tru]", .syntax, 4), ("[++1234]", .syntax, 1),
            ("[+1]", .syntax, 1), ("[+Inf]", .syntax, 1), ("[-01]", .invalidNumber, 2), ("[-1.0.]", .invalidNumber, 5),
            ("[-2.]", .invalidNumber, 4), ("[-NaN]", .invalidNumber, 2), ("[.-1]", .syntax, 1), ("[.2e-3]", .syntax, 1),
            ("[0.1.2]", .invalidNumber, 4), ("[0.3e+]", .invalidNumber, 6), ("[0.3e]", .invalidNumber, 5),
            ("[0.e1]", .invalidNumber, 3), ("[0E+]", .invalidNumber, 4), ("[0e]", .invalidNumber, 3),
            ("[1.0e+]", .invalidNumber, 6), ("[1 000.0]", .syntax, 3), ("[1eE2]", .invalidNumber, 3),
            ("[2.e3]", .invalidNumber, 3), ("[9.e+]", .invalidNumber, 3), ("[Inf]", .syntax, 1), ("[NaN]", .syntax, 1),
            ("[１]", .syntax, 1), ("[1+2]", .invalidNumber, 2), ("[0x1]", .invalidNumber, 2),
            ("[-Infinity]", .invalidNumber, 2),
            ("[-foo]", .invalidNumber, 2), ("[- 1]", .invalidNumber, 2), ("[-012]", .invalidNumber, 2),
            ("[-.123]", .invalidNumber, 2), ("[1.]", .invalidNumber, 3), ("[.123]", .syntax, 1),
            ("[1.2a-3]", .invalidNumber, 4),
            ("[012]", .invalidNumber, 1), ("[1.8011670033376514H-308]", .invalidNumber, 19),
            ("[\"x\", truth]", .syntax, 9),
            ("{[: \"x\"}", .syntax, 1), ("{\"x\", null}", .syntax, 4), ("{\"x\"::\"b\"}", .syntax, 5),
            ("{\"a\":\"a\" 123}", .syntax, 9), ("{key: 'value'}", .syntax, 1), ("{\"a\" b}", .syntax, 5),
            ("{:\"b\"}", .syntax, 1),
            ("{\"a\":", .syntax, 5), ("{\"a\"", .syntax, 4), ("{1:1}", .syntax, 1), ("{null:null}", .syntax, 1),
            ("{\"id\":0,,,,,}", .syntax, 8), ("{'a':0}", .syntax, 1), ("{\"id\":0,}", .syntax, 8),
            ("{\"a\":\"b\"}/**/", .trailingContent, 9), ("{\"a\":\"b\"}#", .trailingContent, 9),
            ("{\"a\":/*c*/1}", .syntax, 5),
            ("{\"a\":\"b\",,\"c\":\"d\"}", .syntax, 9), ("{a: \"b\"}", .syntax, 1), ("{\"a\":\"a", .invalidString, 7),
            ("{ \"foo\" : \"bar\", \"a\" }", .syntax, 21), ("{\"a\":\"b\"}# {}", .trailingContent, 9), (" ", .empty, 1),
            ("", .empty, 0), ("\n\t\r ", .empty, 4), ("[\"\\uD800\\\"]", .loneSurrogate, 2),
            ("[\"\\uD800\\u\"]", .invalidString, 10),
            ("[\"\\uD800\\u1\"]", .invalidString, 11), ("[\"\\uD800\\u1x\"]", .invalidString, 11),
            ("[\"\\x00\"]", .invalidString, 3),
            ("[\"\\\\\\\"]", .invalidString, 7), ("[\"\\\t\"]", .invalidString, 3), ("[\"\\🌀\"]", .invalidString, 3),
            ("[\"\\\"]", .invalidString, 5), ("[\"\\u00A\"]", .invalidString, 7),
            ("[\"\\uD834\\uDd\"]", .invalidString, 12),
            ("[\"\\uD800\\uD800\\x\"]", .loneSurrogate, 2), ("[\"\\a\"]", .invalidString, 3),
            ("[\"\\uqqqq\"]", .invalidString, 4),
            ("[\\u0020\"asd\"]", .syntax, 1), ("[\\n]", .syntax, 1), ("\"", .invalidString, 1),
            ("['single quote']", .syntax, 1),
            ("abc", .syntax, 0), ("[\"\\", .invalidString, 3), ("[\"a\u{0}a\"]", .invalidString, 3),
            ("[\"new\nline\"]", .invalidString, 5),
            ("[\"\t\"]", .invalidString, 2), ("\"\\UA66D\"", .invalidString, 2), ("\"\"x", .trailingContent, 2),
            ("<.>", .syntax, 0),
            ("[<null>]", .syntax, 1), ("[1]x", .trailingContent, 3), ("[1]]", .trailingContent, 3),
            ("[\"asd]", .invalidString, 6),
            ("aå", .syntax, 0), ("[True]", .syntax, 1), ("1]", .trailingContent, 1), ("{\"x\": true,", .syntax, 11),
            ("[][]", .trailingContent, 2),
            ("]", .syntax, 0), ("[", .syntax, 1), ("{", .syntax, 1), ("{]", .syntax, 1), ("[}", .syntax, 1),
            ("{\"a\":1]", .syntax, 6),
            ("[1}", .syntax, 2), ("[,", .syntax, 1), ("{,", .syntax, 1), ("[\"a", .invalidString, 3),
            ("{\"a", .invalidString, 3),
            ("{[", .syntax, 1), ("{}}", .trailingContent, 2), ("{\"\":", .syntax, 4),
            ("{\"a\":/*comment*/\"b\"}", .syntax, 5),
            ("*", .syntax, 0), ("{\"a\":\"b\"}#{}", .trailingContent, 9), ("[\\u000A\"\"]", .syntax, 1),
            ("å", .syntax, 0),
            ("\u{FEFF}", .syntax, 0), ("[\u{C}]", .syntax, 1), ("[\u{A0}]", .syntax, 1), ("[\u{2060}]", .syntax, 1),
            ("2@", .invalidNumber, 1),
            ("{\"a\":true,\"b\" false}", .syntax, 14), ("nullx", .syntax, 4), ("1 2", .trailingContent, 2),
            ("[1]\u{0}", .trailingContent, 3),
        ] as [(String, JSONError.Kind, Int)])
    func refusesWhatMustBeRefused(json: String, kind: JSONError.Kind, offset: Int) {
        #expect { try parser.parse(json) } throws: { error in
            let error = error as? JSONError
            return error?.kind == kind && error?.offset == offset
        }
    }

    @Test(
        arguments: [
            ([0x5B, 0xFF, 0x5D], .invalidUTF8, 1),  // n_array_invalid_utf8
            ([0x5B, 0x61, 0xE5, 0x5D], .syntax, 1),  // n_array_a_invalid_utf8
            ([0x5B, 0x31, 0xE5, 0x5D], .invalidNumber, 2),  // n_number_invalid-utf-8-in-int
            ([0x5B, 0x30, 0xE5, 0x5D], .invalidNumber, 2),
            ([0xEF, 0xBB, 0x7B, 0x7D], .invalidUTF8, 0),  // n_structure_incomplete_UTF8_BOM
            ([0xE5], .invalidUTF8, 0),  // n_structure_lone-invalid-utf-8
            ([0x22, 0x5C, 0x75, 0xE5, 0x22], .invalidString, 3),  // n_string_invalid-utf-8-in-escape
            ([0x22, 0x5C, 0xE5, 0x22], .invalidString, 2),
            ([0x22, 0xFF, 0x22], .invalidUTF8, 1),  // i_string_invalid_utf-8
            ([0x22, 0xE6, 0x97, 0xA5, 0xD1, 0x88, 0xFA, 0x22], .invalidUTF8, 6),
            ([0x22, 0xED, 0xA0, 0x80, 0x22], .invalidUTF8, 1),  // i_string_UTF8_surrogate_U+D800
            ([0x22, 0xC0, 0xAF, 0x22], .invalidUTF8, 1),  // i_string_overlong_sequence_2_bytes
            ([0x22, 0xFC, 0x83, 0xBF, 0xBF, 0xBF, 0xBF, 0x22], .invalidUTF8, 1),  // i_string_overlong_sequence_6_bytes
            ([0x22, 0xF4, 0xBF, 0xBF, 0xBF, 0x22], .invalidUTF8, 1),  // i_string_not_in_unicode_range
            ([0x22, 0x81, 0x22], .invalidUTF8, 1),  // i_string_lone_utf8_continuation_byte
            ([0x22, 0xE0, 0xFF, 0x22], .invalidUTF8, 1),  // i_string_truncated-utf-8
            ([0xFF, 0xFE, 0x5B, 0x00, 0x5D, 0x00], .invalidUTF8, 0),  // i_string_UTF-16LE_with_BOM
            ([0x00, 0x5B, 0x00, 0x5D], .syntax, 0),  // i_string_utf16BE_no_BOM
            ([0xEF, 0xBB, 0xBF, 0x5B, 0x5D], .syntax, 0),  // i_structure_UTF-8_BOM_empty_object
        ] as [([UInt8], JSONError.Kind, Int)])
    func refusesBytesThatAreNoText(bytes: [UInt8], kind: JSONError.Kind, offset: Int) {
        #expect { try parser.parse(bytes) } throws: { error in
            let error = error as? JSONError
            return error?.kind == kind && error?.offset == offset
        }
    }

    /// Where RFC 8259 leaves a choice, ours is to refuse what couldn't be passed on exactly.
    @Test(
        arguments: [
            (
                "[0.4e00669999999999999999999999999999999999999999999999999999999999999999999999999999]",
                .numberOutOfRange, 1
            ),
            ("[-1e+9999]", .numberOutOfRange, 1), ("[1.5e+9999]", .numberOutOfRange, 1),
            ("[123123e100000]", .numberOutOfRange, 1), ("[-123123e100000]", .numberOutOfRange, 1),
            ("[-123123123123123123123123123123]", .numberOutOfRange, 1),
            ("[100000000000000000000]", .numberOutOfRange, 1),
            ("[-237462374673276894279832749832423479823246327846]", .numberOutOfRange, 1),
            ("{\"\\uDFAA\":0}", .loneSurrogate, 2), ("[\"\\uDADA\"]", .loneSurrogate, 2),
            ("[\"\\uD888\\u1234\"]", .loneSurrogate, 2), ("[\"\\uD800\\n\"]", .loneSurrogate, 2),
            ("[\"\\uDd1ea\"]", .loneSurrogate, 2), ("[\"\\uD800\\uD800\\n\"]", .loneSurrogate, 2),
            ("[\"\\ud800\"]", .loneSurrogate, 2), ("[\"\\ud800abc\"]", .loneSurrogate, 2),
            ("[\"\\uDd1e\\uD834\"]", .loneSurrogate, 2),
        ] as [(String, JSONError.Kind, Int)])
    func refusesWhatCouldNotBePassedOnExactly(json: String, kind: JSONError.Kind, offset: Int) {
        #expect { try parser.parse(json) } throws: { error in
            let error = error as? JSONError
            return error?.kind == kind && error?.offset == offset
        }
    }

    @Test func roundsWhatIsTooSmallForADouble() throws {
        #expect(try parser.parse("[123e-10000000]")[0]?.double == 0)
        #expect(try parser.parse("[-123e-10000000]")[0]?.double?.sign == .minus)
    }
}
