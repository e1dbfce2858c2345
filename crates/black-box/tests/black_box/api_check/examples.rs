use std::{fs, process::Command};

use super::server::{Server, folder, program};

/// The commands of the document, one after the other, as one user would type them.
fn commands(document: &str) -> String {
    let blocks = document.split("```sh\n").skip(1);
    blocks
        .map(|block| block.split("```").next().unwrap())
        .collect()
}

#[test]
fn openapi_examples_work_in_sequence() {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../../docs/API.md");
    let document = fs::read_to_string(path).unwrap();
    let folder = folder();
    let mut server = Server::run(&mut program(&folder));
    let site = format!("http://{}", server.address);
    let script = commands(&document).replace("https://accounts.example", &site);
    assert!(script.matches("curl").count() >= 8, "{script}");
    let output = Command::new("bash")
        .args(["-euo", "pipefail", "-c", &script])
        .current_dir(&folder)
        .output()
        .unwrap();
    let said = String::from_utf8_lossy(&output.stdout);
    let complained = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{said}\n{complained}");
    assert!(said.contains("alice@example.com"), "{said}");
    server.is_healthy();
}
