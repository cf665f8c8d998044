extension SuiteCases {
    /// What RFC 8259 leaves open.
    static let open = read(
        #"""
        i_number_double_huge_neg_exp [321.654e-987]
        i_number_huge_exp [0.5e00999999999999999999999999999999999999999999999999999999999999]
        i_number_neg_int_huge_exp [-2e+9999]
        i_number_pos_double_huge_exp [2.5e+9999]
        i_number_real_neg_overflow [-321321e100000]
        i_number_real_pos_overflow [321321e100000]
        i_number_real_underflow [321e-10000000]
        i_number_too_big_neg_int [-321321321321321321321321321321]
        i_number_too_big_pos_int [200000000000000000000]
        i_number_very_big_negative_int [-765432765432765432765432765432765432765432765432]
        i_object_key_lone_2nd_surrogate {"\uDFAB":0}
        i_string_1st_surrogate_but_2nd_missing ["\uDADB"]
        i_string_1st_valid_surrogate_2nd_invalid ["\uD889\u1234"]
        i_string_UTF-16LE_with_BOM ¤FF¤FE["¤00¤E9¤00"¤00]¤00
        i_string_UTF-8_invalid_sequence ["¤E6¤97¤A5¤D1¤88¤FA"]
        i_string_UTF8_surrogate_U+D800 ["¤ED¤A0¤80"]
        i_string_incomplete_surrogate_and_escape_valid ["\uD801\n"]
        i_string_incomplete_surrogate_pair ["\uDd1fx"]
        i_string_incomplete_surrogates_escape_valid ["\uD801\uD801\n"]
        i_string_invalid_lonely_surrogate ["\ud801"]
        i_string_invalid_surrogate ["\ud801xyz"]
        i_string_invalid_utf-8 ["¤FF"]
        i_string_inverted_surrogates_U+1D11E ["\uDd1e\uD834"]
        i_string_iso_latin_1 ["¤E9"]
        i_string_lone_second_surrogate ["\uDFAB"]
        i_string_lone_utf8_continuation_byte ["¤81"]
        i_string_not_in_unicode_range ["¤F4¤BF¤BF¤BF"]
        i_string_overlong_sequence_2_bytes ["¤C0¤AF"]
        i_string_overlong_sequence_6_bytes ["¤FC¤83¤BF¤BF¤BF¤BF"]
        i_string_overlong_sequence_6_bytes_null ["¤FC¤80¤80¤80¤80¤80"]
        i_string_truncated-utf-8 ["¤E0¤FF"]
        i_string_utf16BE_no_BOM ¤00[¤00"¤00¤E9¤00"¤00]
        i_string_utf16LE_no_BOM [¤00"¤00¤E9¤00"¤00]¤00
        i_structure_500_nested_arrays [[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]]
        i_structure_UTF-8_BOM_empty_object ¤EF¤BB¤BF{}
        """#)
}
