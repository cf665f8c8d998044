extension SuiteCases {
    /// What every reader must refuse.
    static let refused = read(
        #"""
        n_array_1_true_without_comma [2 true]
        n_array_a_invalid_utf8 [x¤E5]
        n_array_colon_instead_of_comma ["": 2]
        n_array_comma_after_close [""],
        n_array_comma_and_number [,2]
        n_array_double_comma [1,,3]
        n_array_double_extra_comma ["y",,]
        n_array_extra_close ["y"]]
        n_array_extra_comma ["",]
        n_array_incomplete ["y"
        n_array_incomplete_invalid_value [y
        n_array_inner_array_no_comma [2[5]]
        n_array_invalid_utf8 [¤FF]
        n_array_items_separated_by_semicolon [1;2]
        n_array_just_comma [,]
        n_array_just_minus [-]
        n_array_missing_value [  , ""]
        n_array_newlines_unclosed ["x",¤0A5¤0A,2,
        n_array_number_and_comma [2,]
        n_array_number_and_several_commas [2,,]
        n_array_spaces_vertical_tab_formfeed ["¤0Bx"¤0C]
        n_array_star_inside [*]
        n_array_unclosed ["x"
        n_array_unclosed_trailing_comma [2,
        n_array_unclosed_with_new_lines [2,¤0A2¤0A,2
        n_array_unclosed_with_object_inside [{}
        n_incomplete_false [fals]
        n_incomplete_null [nul]
        n_incomplete_true [tru]
        n_multidigit_number_then_00 321¤00
        n_number_++ [++4321]
        n_number_+1 [+2]
        n_number_+Inf [+Inf]
        n_number_-01 [-02]
        n_number_-1.0. [-2.0.]
        n_number_-2. [-3.]
        n_number_-NaN [-NaN]
        n_number_.-1 [.-2]
        n_number_.2e-3 [.3e-4]
        n_number_0.1.2 [0.2.3]
        n_number_0.3e+ [0.4e+]
        n_number_0.3e [0.4e]
        n_number_0.e1 [0.e2]
        n_number_0_capital_E+ [0E+]
        n_number_0_capital_E [0E]
        n_number_0e+ [0e+]
        n_number_0e [0e]
        n_number_1.0e+ [2.0e+]
        n_number_1.0e- [2.0e-]
        n_number_1.0e [2.0e]
        n_number_1_000 [2 000.0]
        n_number_1eE2 [2eE3]
        n_number_2.e+3 [3.e+4]
        n_number_2.e-3 [3.e-4]
        n_number_2.e3 [3.e4]
        n_number_9.e+ [8.e+]
        n_number_Inf [Inf]
        n_number_NaN [NaN]
        n_number_U+FF11_fullwidth_digit_one [１]
        n_number_expression [2+3]
        n_number_hex_1_digit [0x2]
        n_number_hex_2_digits [0x43]
        n_number_infinity [Infinity]
        n_number_invalid+- [0e+-2]
        n_number_invalid-negative-real [-321.321foo]
        n_number_invalid-utf-8-in-bigger-int [321¤E5]
        n_number_invalid-utf-8-in-exponent [2e1¤E5]
        n_number_invalid-utf-8-in-int [0¤E5]¤0A
        n_number_minus_infinity [-Infinity]
        n_number_minus_sign_with_trailing_garbage [-bar]
        n_number_minus_space_1 [- 2]
        n_number_neg_int_starting_with_zero [-021]
        n_number_neg_real_without_int_part [-.321]
        n_number_neg_with_garbage_at_end [-2y]
        n_number_real_garbage_after_e [2eb]
        n_number_real_with_invalid_utf8_after_e [2e¤E5]
        n_number_real_without_fractional_part [2.]
        n_number_starting_with_dot [.321]
        n_number_with_alpha [2.3b-4]
        n_number_with_alpha_char [1.25H-308]
        n_number_with_leading_zero [021]
        n_object_bad_value ["y", truth]
        n_object_bracket_key {[: "y"}¤0A
        n_object_comma_instead_of_colon {"y", null}
        n_object_double_colon {"y"::"x"}
        n_object_emoji {😀}
        n_object_garbage_at_end {"k":"k" 321}
        n_object_key_with_single_quotes {name: 'text'}
        n_object_lone_continuation_byte_in_key_and_trailing_comma {"¤B9":"1",}
        n_object_missing_colon {"k" v}
        n_object_missing_key {:"v"}
        n_object_missing_semicolon {"k" "v"}
        n_object_missing_value {"k":
        n_object_no-colon {"k"
        n_object_non_string_key {2:2}
        n_object_non_string_key_but_huge_number_instead {8888E8888:2}
        n_object_repeated_null_null {null:null,null:null}
        n_object_several_trailing_commas {"k":0,,,,,}
        n_object_single_quote {'k':1}
        n_object_trailing_comma {"k":1,}
        n_object_trailing_comment {"k":"v"}/**/
        n_object_trailing_comment_open {"k":"v"}/**//
        n_object_trailing_comment_slash_open {"k":"v"}//
        n_object_trailing_comment_slash_open_incomplete {"k":"v"}/
        n_object_two_commas_in_a_row {"k":"v",,"l":"w"}
        n_object_unquoted_key {k: "v"}
        n_object_unterminated-value {"k":"v
        n_object_with_single_string { "k" : "v", "l" }
        n_object_with_trailing_garbage {"k":"v"}#
        n_single_space ¤20
        n_string_1_surrogate_then_escape ["\uD800\"]
        n_string_1_surrogate_then_escape_u ["\uD800\u"]
        n_string_1_surrogate_then_escape_u1 ["\uD800\u1"]
        n_string_1_surrogate_then_escape_u1x ["\uD800\u1x"]
        n_string_accentuated_char_no_quotes [é]
        n_string_backslash_00 ["\¤00"]
        n_string_escape_x ["\x00"]
        n_string_escaped_backslash_bad ["\\\"]
        n_string_escaped_ctrl_char_tab ["\¤09"]
        n_string_escaped_emoji ["\😀"]
        n_string_incomplete_escape ["\"]
        n_string_incomplete_escaped_character ["\u00B"]
        n_string_incomplete_surrogate ["\uD834\uDe"]
        n_string_incomplete_surrogate_escape_invalid ["\uD800\uD800\x"]
        n_string_invalid-utf-8-in-escape ["\u¤E5"]
        n_string_invalid_backslash_esc ["\a"]
        n_string_invalid_unicode_escape ["\uwxyz"]
        n_string_invalid_utf8_after_escape ["\¤E5"]
        n_string_leading_uescaped_thinspace [\u0020"word"]
        n_string_no_quotes_with_bad_escape [\n]
        n_string_single_doublequote "
        n_string_single_quote ['one word']
        n_string_single_string_no_double_quotes xyz
        n_string_start_escape_unclosed ["\
        n_string_unescaped_ctrl_char ["x¤00x"]
        n_string_unescaped_newline ["one¤0Atwo"]
        n_string_unescaped_tab ["¤09"]
        n_string_unicode_CapitalU "\UA66E"
        n_string_with_trailing_garbage ""y
        n_structure_100000_opening_arrays ×100000 [
        n_structure_U+2060_word_joined [¤E2¤81¤A0]
        n_structure_UTF8_BOM_no_data ¤EF¤BB¤BF
        n_structure_angle_bracket_. <.>
        n_structure_angle_bracket_null [<null>]
        n_structure_array_trailing_garbage [2]y
        n_structure_array_with_extra_array_close [2]]
        n_structure_array_with_unclosed_string ["word]
        n_structure_ascii-unicode-identifier aé
        n_structure_capitalized_True [True]
        n_structure_close_unopened_array 2]
        n_structure_comma_instead_of_closing_brace {"y": true,
        n_structure_double_array [][]
        n_structure_end_array ]
        n_structure_incomplete_UTF8_BOM ¤EF¤BB{}
        n_structure_lone-invalid-utf-8 ¤E5
        n_structure_lone-open-bracket [
        n_structure_no_data
        n_structure_null-byte-outside-string [¤00]
        n_structure_number_with_trailing_garbage 3@
        n_structure_object_followed_by_closing_object {}}
        n_structure_object_unclosed_no_value {"":
        n_structure_object_with_comment {"k":/*why*/"v"}
        n_structure_object_with_trailing_garbage {"k": true} "y"
        n_structure_open_array_apostrophe ['
        n_structure_open_array_comma [,
        n_structure_open_array_object ×50000 [{"":
        n_structure_open_array_open_object [{
        n_structure_open_array_open_string ["x
        n_structure_open_array_string ["x"
        n_structure_open_object {
        n_structure_open_object_close_array {]
        n_structure_open_object_comma {,
        n_structure_open_object_open_array {[
        n_structure_open_object_open_string {"x
        n_structure_open_object_string_with_apostrophes {'x'
        n_structure_open_open ["\{["\{["\{["\{
        n_structure_single_eacute ¤E9
        n_structure_single_star *
        n_structure_trailing_# {"k":"v"}#{}
        n_structure_uescaped_LF_before_string [\u000A""]
        n_structure_unclosed_array [2
        n_structure_unclosed_array_partial_null [ true, nul
        n_structure_unclosed_array_unfinished_false [ false, fals
        n_structure_unclosed_array_unfinished_true [ null, tru
        n_structure_unclosed_object {"one":"eins"
        n_structure_unicode-identifier é
        n_structure_whitespace_U+2060_word_joiner [¤E2¤81¤A0]
        n_structure_whitespace_formfeed [¤0C]
        """#)
}
