use serde_json::Value;

use super::{error_of, folder, program};

fn stderr(arguments: &[&str], format: Option<&str>) -> String {
    let folder = folder();
    let mut command = program(&folder);
    command.args(arguments);
    if let Some(format) = format {
        command.env("LOG_FORMAT", format);
    }
    String::from_utf8(command.output().unwrap().stderr).unwrap()
}

#[test]
fn json_log_makes_all_of_standard_error_json() {
    for (arguments, format) in [
        (&["--lisen=1"][..], Some("json")),
        (&["--secret-key=hunter2"], Some("json")),
        (&["users"], Some("json")),
        (&["users", "show", "alice@example.com"], Some("json")),
        (&["import", "missing.csv"], Some("json")),
        // A server without a terminal.
        (&[], None),
        (&["serve"], None),
        (&["--log-format", "json"], None),
    ] {
        let mut arguments = arguments.to_vec();
        if format.is_none() {
            arguments.push("--public-url=nowhere");
        }
        let stderr = stderr(&arguments, format);
        assert!(!stderr.is_empty());
        for line in stderr.lines() {
            let object: Value = serde_json::from_str(line).expect(line);
            assert_eq!(object["level"], "ERROR", "{line}");
            assert_eq!(object["fields"]["message"], "the program stops", "{line}");
        }
        assert!(!error_of(&stderr).is_empty());
    }
}

#[test]
fn commands_print_plain_text_errors_unless_the_log_is_json() {
    for (arguments, format) in [
        (&["users", "show", "alice@example.com"][..], None),
        (&["users", "lst"], None),
        (&["--lisen=1"], Some("human")),
    ] {
        let stderr = stderr(arguments, format);
        assert!(stderr.starts_with("error: "), "{stderr}");
        assert_eq!(stderr.lines().count(), 1, "{stderr}");
    }
}
