extension SuiteCases {
    /// What every reader must accept.
    static let accepted = read(
        #"""
        y_array_arraysWithSpaces [[]  ]
        y_array_empty-string [""]
        y_array_empty []
        y_array_ending_with_newline ["x"]¤0A
        y_array_false [false]
        y_array_heterogeneous [null, 7, "7", {}]
        y_array_null [null]
        y_array_with_1_and_newline [1¤0A]
        y_array_with_leading_space ¤20[1]
        y_array_with_several_null [1,null,null,null,2]
        y_array_with_trailing_space [2]¤20
        y_number [321e56]
        y_number_0e+1 [0e+1]
        y_number_0e1 [0e1]
        y_number_after_space [ 8]
        y_number_double_close_to_zero [-0.00000000000000000000000000000000000000000000000000000000000000000000001]¤0A
        y_number_int_with_exp [30e1]
        y_number_minus_zero [-0]
        y_number_negative_int [-321]
        y_number_negative_one [-1]
        y_number_negative_zero [-0]
        y_number_real_capital_e [1E22]
        y_number_real_capital_e_neg_exp [1E-2]
        y_number_real_capital_e_pos_exp [1E+2]
        y_number_real_exponent [321e45]
        y_number_real_fraction_exponent [321.654e78]
        y_number_real_neg_exp [1e-2]
        y_number_real_pos_exponent [1e+2]
        y_number_simple_int [321]
        y_number_simple_real [321.456789]
        y_object {"one":"eins", "two":"zwei"}
        y_object_basic {"one":"eins"}
        y_object_duplicated_key {"k":"one","k":"two"}
        y_object_duplicated_key_and_value {"k":"one","k":"one"}
        y_object_empty {}
        y_object_empty_key {"":0}
        y_object_escaped_null_in_key {"one\u0000two": 12}
        y_object_extreme_numbers { "least": -1.0e+28, "most": 1.0e+28 }
        y_object_long_strings {"list":[{"id": "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}], "id": "nnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnnn"}
        y_object_simple {"k":[]}
        y_object_string_unicode {"name":"\u0410\u043d\u043d\u0430 \u041a" }
        y_object_with_newlines {¤0A"k": "v"¤0A}
        y_string_1_2_3_bytes_UTF-8_sequences ["\u0061\u0131\u1234"]
        y_string_accepted_surrogate_pair ["\uD801\udc38"]
        y_string_accepted_surrogate_pairs ["\ud83d\ude00\ud83d\udc4d"]
        y_string_allowed_escapes ["\"\\\/\b\f\n\r\t"]
        y_string_backslash_and_u_escaped_zero ["\\u0000"]
        y_string_backslash_doublequotes ["\""]
        y_string_comments ["x/*y*/z/*w//v"]
        y_string_double_escape_a ["\\a"]
        y_string_double_escape_n ["\\n"]
        y_string_escaped_control_character ["\u0013"]
        y_string_escaped_noncharacter ["\uFFFF"]
        y_string_in_array ["word"]
        y_string_in_array_with_leading_space [ "word"]
        y_string_last_surrogates_1_and_2 ["\uDBFF\uDFFF"]
        y_string_nbsp_uescaped ["one\u00A0two"]
        y_string_nonCharacterInUTF-8_U+10FFFF ["¤F4¤8F¤BF¤BF"]
        y_string_nonCharacterInUTF-8_U+FFFF ["¤EF¤BF¤BF"]
        y_string_null_escape ["\u0000"]
        y_string_one-byte-utf-8 ["\u002d"]
        y_string_pi ["π"]
        y_string_reservedCharacterInUTF-8_U+1BFFF ["¤F0¤9B¤BF¤BF"]
        y_string_simple_ascii ["word "]
        y_string_space " "
        y_string_surrogates_U+1D11E_MUSICAL_SYMBOL_G_CLEF ["\uD834\uDd1e"]
        y_string_three-byte-utf-8 ["\u0822"]
        y_string_two-byte-utf-8 ["\u0124"]
        y_string_u+2028_line_sep ["¤E2¤80¤A8"]
        y_string_u+2029_par_sep ["¤E2¤80¤A9"]
        y_string_uEscape ["\u0062\u30af\u30EA"]
        y_string_uescaped_newline ["one\u000Atwo"]
        y_string_unescaped_char_delete ["¤7F"]
        y_string_unicode ["\uA66E"]
        y_string_unicodeEscapedBackslash ["\u005C"]
        y_string_unicode_2 ["审批流程"]
        y_string_unicode_U+10FFFE_nonchar ["\uDBFF\uDFFE"]
        y_string_unicode_U+1FFFE_nonchar ["\uD83F\uDFFE"]
        y_string_unicode_U+200B_ZERO_WIDTH_SPACE ["\u200B"]
        y_string_unicode_U+2064_invisible_plus ["\u2064"]
        y_string_unicode_U+FDD0_nonchar ["\uFDD0"]
        y_string_unicode_U+FFFE_nonchar ["\uFFFE"]
        y_string_unicode_escaped_double_quote ["\u0022"]
        y_string_utf8 ["€𝄞"]
        y_string_with_del_character ["x¤7Fy"]
        y_structure_lonely_false false
        y_structure_lonely_int 24
        y_structure_lonely_negative_real -0.2
        y_structure_lonely_null null
        y_structure_lonely_string "word"
        y_structure_lonely_true true
        y_structure_string_empty ""
        y_structure_trailing_newline ["x"]¤0A
        y_structure_true_in_array [true]
        y_structure_whitespace_array ¤20[]¤20
        """#)
}
