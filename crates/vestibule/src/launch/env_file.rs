use std::fs;

const ENV_FILE: &str = ".env";

/// Adds what is in `.env` to the environment. What is there already wins.
pub(super) fn read() -> Result<(), String> {
    match dotenvy::from_path(ENV_FILE) {
        // Its own words repeat the line, which may be that of the secret key.
        Err(dotenvy::Error::LineParse(line, _)) => {
            let place = line_number(&line).map_or("a line".to_owned(), |n| format!("line {n}"));
            Err(format!(
                "{ENV_FILE} can't be read: {place} is not NAME=value"
            ))
        }
        Err(error) if !error.not_found() => Err(format!("{ENV_FILE} can't be read: {error}")),
        _ => Ok(()),
    }
}

/// Where in the file it is: the line, or only its value, which in quotation marks may go on
/// over several lines.
fn line_number(line: &str) -> Option<usize> {
    let text = fs::read_to_string(ENV_FILE).ok()?;
    let start = line.lines().next()?.trim_end();
    let before = text
        .lines()
        .position(|line| line.trim_end().ends_with(start))?;
    Some(before + 1)
}
