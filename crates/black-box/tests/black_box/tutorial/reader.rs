use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use tempfile::TempDir;

use super::server::{Server, folder};

const WORKSPACE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/../..");

/// Does what the page says, in a temporary folder outside of this workspace.
pub(crate) struct Reader {
    home: TempDir,
    project: PathBuf,
}

impl Reader {
    /// Uses Vestibule from this workspace, and its target directory, so that most crates are compiled
    /// already.
    pub(crate) fn new() -> Self {
        let home = folder();
        let manifest = fs::read_to_string(Path::new(WORKSPACE).join("Cargo.toml")).unwrap();
        let (_, profiles) = manifest.split_once("\n[profile.dev]\n").unwrap();
        let (profile, _) = profiles.split_once("\n[profile.release]").unwrap();
        let config = format!(
            "[patch.crates-io]\nvestibule = {{ path = \"{WORKSPACE}/crates/vestibule\" }}\n\
             [build]\ntarget-dir = \"{}/..\"\n[net]\noffline = true\n[profile.dev]\n{profile}",
            env!("CARGO_TARGET_TMPDIR"),
        );
        fs::create_dir(home.path().join(".cargo")).unwrap();
        fs::write(home.path().join(".cargo/config.toml"), config).unwrap();
        let project = home.path().to_owned();
        Self { home, project }
    }

    pub(crate) fn write(&self, path: &str, text: &str) {
        let path = self.project.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// `cargo new NAME`
    pub(crate) fn make(&self, name: &str) {
        let made = self.cargo(&["new", "--quiet", name]).status().unwrap();
        assert!(made.success());
        let lock = Path::new(WORKSPACE).join("Cargo.lock");
        fs::copy(lock, self.home.path().join(name).join("Cargo.lock")).unwrap();
    }

    pub(crate) fn enter(&mut self, folder: &str) {
        self.project.push(folder);
    }

    /// `cargo run`, on a free port.
    pub(crate) fn run(&self) -> Server {
        let built = self.cargo(&["build", "--quiet"]).status().unwrap();
        assert!(built.success(), "the program of this step is whole");
        Server::run(
            self.cargo(&["run", "--quiet"])
                .env("LISTEN", "127.0.0.1:0")
                .stdin(Stdio::null()),
        )
    }

    pub(crate) fn has(&self, path: &str) -> bool {
        self.project.join(path).exists()
    }

    fn cargo(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO"));
        command.current_dir(&self.project).args(arguments);
        command
    }
}
