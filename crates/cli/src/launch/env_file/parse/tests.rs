use proptest::prelude::*;

use super::*;

fn value(text: &str) -> String {
    let entries = parse(text).unwrap_or_else(|mistake| panic!("{text:?}: {mistake:?}"));
    let [(name, value)] = &entries[..] else {
        panic!("{text:?}: {entries:?}")
    };
    assert_eq!(name, "KEY", "{text:?}");
    value.clone()
}

#[test]
fn value_is_parsed_literally() {
    for (text, expected) in [
        ("KEY=a$b", "a$b"),
        ("KEY=$HOME", "$HOME"),
        ("KEY=${HOME}", "${HOME}"),
        ("KEY=\"a$b\"", "a$b"),
        ("KEY='a$b'", "a$b"),
        ("KEY=hunter2 hunter2", "hunter2 hunter2"),
        (
            "KEY=Cookie Shop <no-reply@shop.example>",
            "Cookie Shop <no-reply@shop.example>",
        ),
        ("KEY=O'Neill's shop", "O'Neill's shop"),
        ("KEY=say \"hello\"", "say \"hello\""),
        ("KEY=C:\\temp\\new", "C:\\temp\\new"),
        ("KEY='C:\\temp\\new'", "C:\\temp\\new"),
        ("KEY=a#b", "a#b"),
        ("KEY=a #b", "a"),
        ("KEY=a\t# b", "a"),
        ("KEY=# b", ""),
        ("KEY='a # b' # c", "a # b"),
        ("KEY=\"a # b\"# c", "a # b"),
        ("KEY=`a'b\"c`", "a'b\"c"),
        ("KEY=\"a\\nb\\tc\\\\d\\\"e\\$f\"", "a\nb\tc\\d\"e$f"),
        ("KEY='a\nb'", "a\nb"),
        ("KEY=a=b==", "a=b=="),
        ("KEY=", ""),
        ("KEY=   ", ""),
        ("KEY=''", ""),
        ("KEY=\"\"", ""),
        ("  KEY =  a  ", "a"),
        ("export KEY=a", "a"),
        ("export\tKEY=a", "a"),
        ("KEY=a\r\n", "a"),
        ("KEY='a'\r\n", "a"),
        ("\u{feff}KEY=a", "a"),
        ("# comment\n\n   # another\nKEY=a\n\n", "a"),
        ("KEY=b\nKEY=a", "a"),
    ] {
        assert_eq!(value(text), expected, "{text:?}");
    }
    assert_eq!(
        parse("export=a").unwrap(),
        [("export".to_owned(), "a".to_owned())]
    );
    assert_eq!(parse("").unwrap(), []);
}

#[test]
fn parse_error_has_its_line() {
    for (text, line, what) in [
        ("A=b\n\nthis is none", 3, NO_VALUE),
        ("export KEY", 1, NO_VALUE),
        ("=b", 1, NO_VALUE),
        ("1KEY=b", 1, NO_VALUE),
        ("A B=c", 1, NO_VALUE),
        ("# a\nA=\"b\nC=d\n", 2, UNCLOSED),
        ("A='b", 1, UNCLOSED),
        ("A='b\nc'\nB=\"c\"d", 3, BEHIND_QUOTE),
        ("A='b'c'd'", 1, BEHIND_QUOTE),
        ("A=\"b\\x\"", 1, ESCAPE),
        ("A=\"C:\\users\"", 1, ESCAPE),
        ("A=b\0c", 1, NUL),
    ] {
        assert_eq!(parse(text), Err(Mistake { line, what }), "{text:?}");
    }
}

proptest! {
    #[test]
    fn whatever_value_is_quoted_it_is_read_literally(text in "[^\0]{0,40}") {
        if !text.contains('\'') {
            let single = format!("KEY='{text}'");
            prop_assert_eq!(value(&single), text.clone());
        }
        let escaped = text.replace('\\', "\\\\").replace('"', "\\\"");
        prop_assert_eq!(value(&format!("KEY=\"{escaped}\"")), text);
    }

    #[test]
    fn whatever_text_is_in_the_file_it_parses_or_fails_without_panic(text in any::<String>(), lines in "([A-Z]{0,2}[=\"'` #$\\\\a]{0,6}\n?){0,8}") {
        let _ = (parse(&text), parse(&lines));
    }
}
