use std::{
    error::Error,
    fs::File,
    io::{self, BufWriter, IsTerminal, Read, Write},
    path::Path,
    time::Duration,
};

use indicatif::{ProgressBar, ProgressStyle};
use vestibule_builder::Builder;
use vestibule_domain::Administration;
use vestibule_transfer::{
    AccountsReader, AccountsWriter, FileFormat, TransferError, export_accounts, import_accounts,
};

use super::{
    CommandFailed,
    command_line::{ExportChoices, ImportChoices},
    terminal::{Unwritten, counted, say, say_json, shown, unless_closed},
};

/// Often enough to be believed.
const TICK: Duration = Duration::from_millis(200);

type Done = Result<(), Box<dyn Error>>;

pub(super) async fn import(builder: &Builder, choices: &ImportChoices) -> Done {
    let ImportChoices { file, dry_run, .. } = choices;
    let format = choices.format.or_else(|| FileFormat::of(file));
    let format = format
        .ok_or("cannot tell the file format from the name (use --format csv or --format jsonl)")?;
    let (source, length) = open(file)?;
    let progress = progress(length)?;
    let reader = AccountsReader::new(progress.wrap_read(source), format)?;
    let desk = builder.administration().await?;
    let refuse = |line: u64, reason: &dyn std::fmt::Display| {
        let reason = shown(&reason.to_string());
        progress.suspend(|| {
            let _ = writeln!(io::stderr(), "line {line}: {reason}");
        });
    };
    let done = import_accounts(&desk, reader, *dry_run, refuse).await;
    progress.finish_and_clear();
    let count = done?;
    let (imported, there, refused) = (count.imported, count.already_there, count.refused);
    match choices.json {
        true => say_json(&serde_json::json!({
            "imported": imported,
            "already_there": there,
            "refused": refused,
            "dry_run": dry_run,
        }))?,
        false => say(&format!(
            "{}: {imported} imported, {there} already existed, {refused} refused.",
            if *dry_run { "Would be" } else { "Done" }
        ))?,
    }
    match refused {
        0 => Ok(()),
        1 => Err(CommandFailed("1 row was not imported".to_owned()).into()),
        _ => Err(CommandFailed(format!("{refused} rows were not imported")).into()),
    }
}

/// The input and, if known, its length.
type Source = (Box<dyn Read + Send>, Option<u64>);

fn open(path: &Path) -> Result<Source, String> {
    if path == Path::new("-") {
        return Ok((Box::new(io::stdin()), None));
    }
    let unreadable = |error| format!("cannot read {}: {error}", path.display());
    let file = File::open(path).map_err(unreadable)?;
    let length = file.metadata().map_err(unreadable)?.len();
    Ok((Box::new(file), Some(length)))
}

/// A bar on a terminal, and nothing elsewhere.
fn progress(length: Option<u64>) -> Result<ProgressBar, Box<dyn Error>> {
    if !io::stderr().is_terminal() {
        return Ok(ProgressBar::hidden());
    }
    let bar = match length {
        Some(length) => {
            let style = "{bar:40} {percent} %, {binary_bytes_per_sec}, {eta} left";
            ProgressBar::new(length).with_style(ProgressStyle::with_template(style)?)
        }
        None => ProgressBar::new_spinner(),
    };
    bar.enable_steady_tick(TICK);
    Ok(bar)
}

pub(super) async fn export(builder: &Builder, choices: &ExportChoices) -> Done {
    let ExportChoices { file, format } = choices;
    let format = format.or_else(|| FileFormat::of(file));
    let format = format.unwrap_or(FileFormat::Csv);
    let desk = builder.administration().await?;
    let count = match file == Path::new("-") {
        true => write_out(&desk, format).await?,
        false => Some(create(&desk, file, format).await?),
    };
    let Some(count) = count else {
        return Ok(());
    };
    let _ = writeln!(
        io::stderr(),
        "{}, with their password hashes: protect the file like the database.",
        counted(count, "account")
    );
    Ok(())
}

/// Writes to standard output, and reports the number of accounts, unless the reader closed the pipe.
async fn write_out(
    desk: &Administration,
    format: FileFormat,
) -> Result<Option<u64>, Box<dyn Error>> {
    match write(desk, io::stdout().lock(), format).await {
        Err(TransferError::File(error)) => {
            unless_closed(Err(error)).map_err(Unwritten::from)?;
            Ok(None)
        }
        written => Ok(Some(written?)),
    }
}

async fn write(
    desk: &Administration,
    target: impl Write,
    format: FileFormat,
) -> Result<u64, TransferError> {
    let mut writer = AccountsWriter::new(BufWriter::new(target), format)?;
    export_accounts(desk, &mut writer).await
}

/// Whole or not at all, readable by the owner only (mode 0600), and never over another.
async fn create(
    desk: &Administration,
    path: &Path,
    format: FileFormat,
) -> Result<u64, Box<dyn Error>> {
    let folder = path
        .parent()
        .filter(|folder| !folder.as_os_str().is_empty());
    let folder = folder.unwrap_or(Path::new("."));
    let refused = |error: io::Error| match error.kind() {
        io::ErrorKind::AlreadyExists => {
            format!(
                "cannot write {}: it exists (name a new file)",
                path.display()
            )
        }
        _ => format!("cannot write {}: {error}", path.display()),
    };
    let target = tempfile::NamedTempFile::new_in(folder).map_err(refused)?;
    let count = write(desk, target.as_file(), format).await?;
    target.as_file().sync_all().map_err(refused)?;
    let kept = target.persist_noclobber(path);
    kept.map_err(|error| refused(error.error))?;
    Ok(count)
}
