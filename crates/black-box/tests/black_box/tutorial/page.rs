/// What the page asks its reader to do, in its order.
#[derive(Debug)]
pub(crate) enum Step<'a> {
    /// To write a file, in the place of one that is there.
    Write { path: &'a str, text: &'a str },
    /// To run a command.
    Run(&'a str),
}

/// A file's block stands below a line that is nothing but its name, as in `` `src/main.rs`: ``.
pub(crate) fn steps(page: &str) -> Vec<Step<'_>> {
    let mut steps = Vec::new();
    let mut parts = page.split("\n```");
    let mut before = parts.next().unwrap();
    while let Some(block) = parts.next() {
        let (language, text) = block.split_once('\n').unwrap();
        match (language, name(before)) {
            ("sh", _) => steps.extend(text.lines().map(Step::Run)),
            (_, Some(path)) => steps.push(Step::Write { path, text }),
            _ => panic!("nobody knows where this belongs: {text}"),
        }
        before = parts.next().expect("each block ends");
    }
    steps
}

fn name(before: &str) -> Option<&str> {
    let line = before.trim_end().lines().last()?;
    line.strip_prefix('`')?.strip_suffix("`:")
}
