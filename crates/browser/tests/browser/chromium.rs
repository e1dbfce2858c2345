use std::{
    io::{self, BufRead, BufReader, Read, Write},
    net::TcpStream,
    process::{Child, ChildStdout, Command, Stdio},
    time::Duration,
};

use axum::http::Method;
use fantoccini::{
    Client, ClientBuilder,
    elements::Element,
    wd::{Capabilities, WebDriverCompatibleCommand},
};
use hyper_util::client::legacy::connect::HttpConnector;
use serde_json::{Value, json};
use tempfile::TempDir;
use url::{ParseError, Url};

/// A headless browser with a new profile.
pub(crate) struct Chromium {
    pub(crate) client: Client,
    _driver: Driver,
}

impl Chromium {
    pub(crate) async fn start() -> Self {
        Self::with_preferences(json!({})).await
    }

    pub(crate) async fn without_scripts() -> Self {
        const BLOCKED: u8 = 2;
        let name = "profile.managed_default_content_settings.javascript";
        Self::with_preferences(json!({ name: BLOCKED })).await
    }

    /// With this preferred language.
    pub(crate) async fn reading(language: &str) -> Self {
        Self::with_preferences(json!({ "intl.accept_languages": language })).await
    }

    async fn with_preferences(preferences: Value) -> Self {
        let driver = Driver::start();
        let capabilities = json!({
            "goog:chromeOptions": {
                "args": [
                    "--headless=new",
                    "--no-sandbox", // there is no sandbox for root in containers
                    "--disable-gpu",
                    "--disable-quic",
                    "--no-first-run",
                    "--disable-background-networking",
                    "--disable-component-update",
                    "--disable-sync",
                    "--window-size=800,600",
                    "--hide-scrollbars",
                    format!("--user-data-dir={}", driver.folder.path().join("profile").display()),
                ],
                "prefs": preferences,
            },
            "goog:loggingPrefs": { "browser": "ALL" },
            "timeouts": { "pageLoad": 30_000 },
        });
        let capabilities: Capabilities = serde_json::from_value(capabilities).unwrap();
        let client = ClientBuilder::new(HttpConnector::new())
            .capabilities(capabilities)
            .connect(&format!("http://127.0.0.1:{}", driver.port))
            .await
            .unwrap_or_else(|error| panic!("Chromium does not start: {error}\n{INSTALL}"));
        Self {
            client,
            _driver: driver,
        }
    }

    /// The accessible name of an element.
    pub(crate) async fn name_of(&self, element: &Element) -> String {
        let ask = Ask::Name(element.element_id().to_string());
        let name = self.client.issue_cmd(ask).await.unwrap();
        name.as_str().unwrap().to_owned()
    }

    /// The messages in the console since the last call.
    pub(crate) async fn console(&self) -> Vec<String> {
        let entries = self.client.issue_cmd(Ask::Console).await.unwrap();
        let message = |entry: &Value| entry["message"].as_str().unwrap().to_owned();
        entries.as_array().unwrap().iter().map(message).collect()
    }

    /// A command of the DevTools protocol.
    pub(crate) async fn devtools(&self, command: &'static str, parameters: Value) -> Value {
        let ask = Ask::DevTools(command, parameters);
        self.client.issue_cmd(ask).await.unwrap()
    }
}

/// A WebDriver command without a method in fantoccini.
#[derive(Debug)]
enum Ask {
    Name(String),
    Console,
    DevTools(&'static str, Value),
}

impl WebDriverCompatibleCommand for Ask {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, ParseError> {
        let path = match self {
            Self::Name(element) => format!("element/{element}/computedlabel"),
            Self::Console => "se/log".to_owned(),
            Self::DevTools(..) => "goog/cdp/execute".to_owned(),
        };
        base.join(&format!("session/{}/{path}", session.unwrap_or_default()))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        match self {
            Self::Name(_) => (Method::GET, None),
            Self::Console => post(&json!({ "type": "browser" })),
            Self::DevTools(command, parameters) => {
                post(&json!({ "cmd": command, "params": parameters }))
            }
        }
    }
}

fn post(body: &Value) -> (Method, Option<String>) {
    (Method::POST, Some(body.to_string()))
}

const INSTALL: &str = "The browser suite needs `chromium` and `chromedriver` on the path; on \
                       Debian they are in the packages chromium and chromium-driver.";

/// The driver process.
struct Driver {
    process: Child,
    port: u16,
    /// Open as long as it runs: with a closed pipe it would end at its next output.
    _output: BufReader<ChildStdout>,
    /// The folder of its temporary files and of those of the browser.
    folder: TempDir,
}

impl Driver {
    /// The driver picks a port that is free on IPv6, and fails if another program uses the same port on
    /// IPv4. That happens on a busy machine, so the start is retried.
    fn start() -> Self {
        const TRIES: usize = 5;
        (0..TRIES)
            .find_map(|_| Self::try_to_start())
            .unwrap_or_else(|| panic!("chromedriver says no port, {TRIES} times\n{INSTALL}"))
    }

    fn try_to_start() -> Option<Self> {
        let folder = tempfile::tempdir().unwrap();
        let mut process = Command::new("chromedriver")
            .arg("--port=0")
            .env("HOME", folder.path())
            .env("TMPDIR", folder.path())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap_or_else(|error| panic!("chromedriver does not start: {error}\n{INSTALL}"));
        let mut output = BufReader::new(process.stdout.take().unwrap());
        let port = output.by_ref().lines().find_map(|line| {
            let line = line.unwrap();
            let (_, port) = line.split_once("successfully on port ")?;
            port.trim_end_matches('.').parse().ok()
        });
        let Some(port) = port else {
            // Without a port, its output and the driver have ended.
            process.wait().unwrap();
            return None;
        };
        Some(Self {
            process,
            port,
            _output: output,
            folder,
        })
    }

    fn shut_down(&self) -> io::Result<()> {
        let mut stream = TcpStream::connect(("127.0.0.1", self.port))?;
        stream.set_read_timeout(Some(Duration::from_secs(10)))?;
        stream.write_all(b"GET /shutdown HTTP/1.1\r\nHost: localhost\r\n\r\n")?;
        stream.read_exact(&mut [0])
    }
}

impl Drop for Driver {
    /// A killed driver would leave its browser running.
    fn drop(&mut self) {
        let _ = self.shut_down();
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}
