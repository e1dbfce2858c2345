# What a developer does here. `just` alone lists it.
_default:
    @just --list

# Start the stand-alone server
run *arguments:
    cargo run -- {{arguments}}

# Start the example application
shop *arguments:
    cargo run -p cookieshop -- {{arguments}}

# A program without pages: accounts at a terminal
terminal:
    cargo run -p vestibule --no-default-features --features sqlite --example terminal

# All tests that need only Rust
test:
    cargo test

# The store on all databases (POSTGRES_URL and MARIADB_URL: users who may create databases)
databases:
    cargo test --workspace --test store -- --include-ignored

# Every property with so many cases: no input whatever breaks what it promises
fuzz cases="20000":
    PROPTEST_CASES={{cases}} cargo test -p vestibule-domain -p vestibule-templates -p vestibule-argon2 -p vestibule-mail -p vestibule-web -p vestibule-serve -p vestibule-transfer -p vestibule-cli --all-features --tests -- whatever

# Whether a test notices when the rules about passwords, sessions, tokens and limits are changed (needs cargo-mutants)
mutants *arguments:
    cargo mutants -p vestibule-domain {{arguments}}

# Hashes of other stacks, made anew by their libraries (needs python3, node with npm, php, apt)
vectors:
    crates/argon2/tests/vectors/make.sh {{justfile_directory()}}/target/vectors

# Two servers with sessions in memory, and requests of people who were just logged out (POSTGRES_URL)
revocations number="2000":
    VESTIBULE_REVOCATIONS={{number}} cargo test -p vestibule-seaorm --test store -- revocation::sqlite revocation::postgres --include-ignored --nocapture
    VESTIBULE_REVOCATIONS=200 cargo test --workspace --features {{suites}} --test black_box -- faults::revocation::

# What queries cost among 1,000, 100,000 and 1,000,000 accounts, and beside the purge
scale *accounts:
    cargo bench -p vestibule-seaorm --bench scale -- {{accounts}}

# Whether the time of an answer tells who has an account, on a quiet machine
timing *pairs:
    cargo bench -p benches --bench timing -- {{pairs}}

# What a flood of logins costs those who come meanwhile, on a quiet machine with two cores
flood *seconds:
    cargo bench -p benches --bench flood -- {{seconds}}

# What a page, a login and a registration cost in allocations, statements and bytes (in every `cargo test`)
cost:
    cargo test -p benches --test cost -- --nocapture

# How fast pages and logins are, into docs/PERFORMANCE.md: on a quiet machine (needs wrk, curl, two cores; POSTGRES_URL)
bench: (load "pages") (load "logins") (load "footprint")

# The same shop of axum-login, better-auth, Flask-Login and Django beside ours (needs Node.js and Python too)
compare: (load "compare")

# What becomes of the rates with more connections, accounts, sessions, and rows that are over (needs sqlite3 too)
growth: (load "growth")

# How long the server takes to build from nothing, and what of
weight: (load "weight")

# What the parts of an answer cost in one thread
parts:
    cargo bench -p benches --bench parts

[private]
load what:
    cargo bench -p benches --bench load -- {{what}}

# What it takes to move a million accounts into an SQLite database, and out again
moving *accounts:
    cargo bench -p benches --bench moving -- {{accounts}}

# Everything that CI runs after the tests
ci: format-check lint arrows features docs public-api package deny databases traces proofs tutorial api-check faults browser

# Format the code
fmt:
    cargo fmt --all

[private]
format-check:
    cargo fmt --all --check

# Lints, warnings denied
lint:
    cargo clippy --workspace --all-targets --all-features -- -D warnings

# The suites that need other programs than Rust, and are not in `cargo test` therefore
suites := "browser/browser,black-box/api-check,black-box/faults,black-box/tutorial"

# Whether the test runner lists each test that the documents name
proofs:
    mkdir -p target
    cargo test --workspace --features {{suites}} --tests -- --list > target/tests.txt
    cargo test --workspace --features black-box/opentelemetry --test black_box -- --list traces:: >> target/tests.txt
    VESTIBULE_TEST_LIST={{justfile_directory()}}/target/tests.txt \
        cargo test --workspace --features {{suites}} --test docs -- --include-ignored

# Which crate may depend on which (docs/ARCHITECTURE.md)
arrows:
    cargo test --workspace --test arrows

# Each database without the drivers of the others, and a build without the hashes of other stacks
features:
    cargo test -p vestibule-seaorm --no-default-features --features sqlite
    for driver in sqlite postgres mysql; do \
        cargo clippy -p vestibule --no-default-features --features web,$driver -- -D warnings || exit 1; \
    done
    cargo test -p vestibule-argon2 --no-default-features

# The documentation of all crates, warnings denied
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --lib --no-deps --all-features
    RUSTDOCFLAGS="-D warnings" cargo doc -p vestibule --lib --no-deps

# Licences, sources, duplicates; known vulnerabilities where their database can be had
deny:
    cargo deny check bans licenses sources
    if cargo deny fetch db; then cargo deny check --disable-fetch advisories; \
    else echo "NOT CHECKED: the database of known vulnerabilities can not be reached"; fi

# The stories in a real browser (needs chromium and chromedriver)
browser:
    cargo test --workspace --features {{suites}} --test browser

# A picture of every page in target/screenshots, and the README's
screenshots:
    mkdir -p target/screenshots
    VESTIBULE_SCREENSHOTS={{justfile_directory()}}/target/screenshots cargo test --workspace --features {{suites}} --test browser every_page_fits
    cp target/screenshots/cookies-1280-light.png target/screenshots/register-1280-light.png docs/screenshots/

# All pages as a book in target/book (installs mdbook and mdbook-mermaid-ssr; needs Chromium, as root in a script with --no-sandbox that CHROME names)
book:
    command -v mdbook >/dev/null || cargo install --locked mdbook
    command -v mdbook-mermaid-ssr >/dev/null || cargo install --locked mdbook-mermaid-ssr
    mdbook build docs
    # Without Chromium, mdbook leaves the diagrams as they are.
    ! grep -rl language-mermaid --include '*.html' target/book

# Compare the public API of each published crate with docs/public-api, or write it there (update)
public-api what="compare":
    mkdir -p docs/public-api target/public-api
    {{ if what == "update" { "VESTIBULE_UPDATE_PUBLIC_API=1" } else { "" } }} cargo test -p public-api-listing --features compare

# Write the pages of docs/reference/ that are generated from the code
reference:
    VESTIBULE_UPDATE_REFERENCE=1 cargo test -p vestibule-templates --lib reference

# Whether every crate that is published can be, as it stands
package:
    cargo package --workspace --exclude rig --exclude black-box --exclude browser --exclude benches --exclude public-api-listing --no-verify --allow-dirty --offline

# The tutorial, as its reader types it
tutorial:
    cargo test --workspace --features {{suites}} --test black_box tutorial::

# The interface for programs, by a generic client that reads its description (needs Python, curl, jq)
api-check:
    test -x target/schemathesis/bin/schemathesis || python3 -m venv target/schemathesis
    target/schemathesis/bin/pip install --quiet schemathesis==4.32.5
    SCHEMATHESIS={{justfile_directory()}}/target/schemathesis/bin/schemathesis cargo test --workspace --features {{suites}} --test black_box api_check:: -- --test-threads 1

# What is sent to a collector of OpenTelemetry
traces:
    cargo test --workspace --features black-box/opentelemetry --test black_box traces::

# Databases that go away, load balancers in front (needs PostgreSQL, PgBouncer, MariaDB, nginx, HAProxy, Caddy, sqlite3, jq, root)
faults:
    cargo test --workspace --features {{suites}} --test black_box faults:: -- --skip faults::cluster::

# Three MariaDB nodes that are one database, a server at each (needs galera-4 and rsync)
cluster:
    cargo test --workspace --features {{suites}} --test black_box faults::cluster:: -- --test-threads 1
