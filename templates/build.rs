//! Lists the files in `pages/`: a feature is added by its folder, and named nowhere else.
//!
//! Each folder has the templates of a feature and its messages, one file for each language. The name
//! of a template is that of its file, whatever folder it is in, since a host replaces it by that
//! name; so two files of one name fail the build.

use std::{
    collections::BTreeMap,
    env,
    error::Error,
    fmt::Write,
    fs,
    path::{Path, PathBuf},
};

/// The languages, English first: it has every message, and the others agree with it.
const LANGUAGES: [&str; 3] = ["en", "de", "fr"];

fn main() -> Result<(), Box<dyn Error>> {
    println!("cargo::rerun-if-changed=pages");
    let files = files(&Path::new(&env::var("CARGO_MANIFEST_DIR")?).join("pages"))?;
    let lists = format!("{}\n{}", templates(&files)?, messages(&files)?);
    let target = PathBuf::from(env::var("OUT_DIR")?).join("pages.rs");
    Ok(fs::write(target, lists)?)
}

/// The files of all features, in the order of their paths.
fn files(pages: &Path) -> Result<Vec<PathBuf>, Box<dyn Error>> {
    let mut files = Vec::new();
    for feature in fs::read_dir(pages)? {
        for file in fs::read_dir(feature?.path())? {
            files.push(file?.path());
        }
    }
    files.sort();
    Ok(files)
}

fn templates(files: &[PathBuf]) -> Result<String, Box<dyn Error>> {
    let mut named = BTreeMap::new();
    for path in files {
        if !matches!(extension(path), "html" | "txt") {
            continue;
        }
        let name = path.file_name().and_then(|name| name.to_str());
        let name = name.ok_or("the name of a template is not UTF-8")?;
        if let Some(other) = named.insert(name, path) {
            return Err(format!("{} and {} have one name", other.display(), path.display()).into());
        }
    }
    let mut list = "const TEMPLATES: &[(&str, &str)] = &[\n".to_owned();
    for (name, path) in named {
        writeln!(list, "    ({name:?}, include_str!({path:?})),")?;
    }
    Ok(list + "];")
}

fn messages(files: &[PathBuf]) -> Result<String, Box<dyn Error>> {
    let mut list = "const MESSAGES: [(&str, &str); 3] = [\n".to_owned();
    for language in LANGUAGES {
        let is_its = |path: &&PathBuf| {
            extension(path) == "ftl" && path.file_stem().is_some_and(|stem| stem == language)
        };
        writeln!(list, "    ({language:?}, concat!(")?;
        for path in files.iter().filter(is_its) {
            writeln!(list, "        include_str!({path:?}), \"\\n\",")?;
        }
        writeln!(list, "    )),")?;
    }
    Ok(list + "];")
}

fn extension(path: &Path) -> &str {
    path.extension()
        .and_then(|extension| extension.to_str())
        .unwrap_or_default()
}
