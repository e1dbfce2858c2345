/// The steps of the page, in its order.
#[derive(Debug)]
pub(crate) enum Step<'a> {
    /// Writes a file, and replaces an existing one.
    Write { path: &'a str, text: &'a str },
    /// Runs a command.
    Run(&'a str),
}

/// The block of a file stands below a line with its name only, as in `` `src/main.rs`: ``.
pub(crate) fn steps(page: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut parts = page.split("\n```");
    let mut before = parts.next().unwrap();
    while let Some(block) = parts.next() {
        let (language, text) = block.split_once('\n').unwrap();
        match (language, name(before)) {
            ("sh", _) => steps.extend(text.lines().map(Step::Run)),
            (_, Some(path)) => steps.push(Step::Write { path, text }),
            _ => panic!("the block does not say where it belongs: {text}"),
        }
        before = parts.next().expect("each block ends");
    }
    steps
}

fn name(before: &str) -> Option<&str> {
    let line = before.trim_end().lines().last()?;
    line.strip_prefix('`')?.strip_suffix("`:")
}
