# Recipes for development. `just` without arguments lists them.
_default:
    @just --list

# Start the stand-alone server
run *arguments:
    cargo run -- {{arguments}}

# Start the example application
shop *arguments:
    cargo run -p cookieshop -- {{arguments}}

# Start the example program without pages, at a terminal
terminal:
    cargo run -p vestibule --no-default-features --features sqlite --example terminal

# Run all tests that need nothing but Rust
test:
    cargo test

# Test the store on all databases (POSTGRES_URL and MARIADB_URL: users who may create databases)
databases:
    cargo test --workspace --test store -- --include-ignored

# Run each property test with this number of random cases
fuzz cases="20000":
    PROPTEST_CASES={{cases}} cargo test -p vestibule-domain -p vestibule-templates -p vestibule-argon2 -p vestibule-mail -p vestibule-web -p vestibule-serve -p vestibule-transfer -p vestibule-cli --all-features --tests -- whatever

# Check that tests notice changes of the rules for passwords, sessions, tokens and limits (needs cargo-mutants)
mutants *arguments:
    cargo mutants -p vestibule-domain {{arguments}}

# Create the test vectors of password hashes with the libraries of other stacks (needs python3, node with npm, php, apt)
vectors:
    crates/argon2/tests/vectors/make.sh {{justfile_directory()}}/target/vectors

# Test that two servers with cached sessions reject revoked sessions (POSTGRES_URL)
revocations number="2000":
    VESTIBULE_REVOCATIONS={{number}} cargo test -p vestibule-seaorm --test store -- revocation::sqlite revocation::postgres --include-ignored --nocapture
    VESTIBULE_REVOCATIONS=200 cargo test --workspace --features {{suites}} --test black_box -- faults::revocation::

# Measure queries with 1,000, 100,000 and 1,000,000 accounts, and during a purge
scale *accounts:
    cargo bench -p vestibule-seaorm --bench scale -- {{accounts}}

# Measure whether the response time discloses an account (on a quiet machine)
timing *pairs:
    cargo bench -p benches --bench timing -- {{pairs}}

# Measure the latency of other requests during a flood of logins (on a quiet machine with two cores)
flood *seconds:
    cargo bench -p benches --bench flood -- {{seconds}}

# Count allocations, statements and bytes of a page, a login and a registration (part of `cargo test`)
cost:
    cargo test -p benches --test cost -- --nocapture

# Measure pages, logins and memory, and update docs/PERFORMANCE.md (on a quiet machine; needs wrk, curl, two cores; POSTGRES_URL)
bench: (load "pages") (load "logins") (load "footprint")

# Compare the shop with the same one made with axum-login, better-auth, Flask-Login and Django (needs Node.js and Python too)
compare: (load "compare")

# Measure the throughput with more connections, accounts, sessions and expired rows (needs sqlite3 too)
growth: (load "growth")

# Measure a clean build of the server, and list its slowest crates
weight: (load "weight")

# Measure the parts of a response in one thread
parts:
    cargo bench -p benches --bench parts

[private]
load what:
    cargo bench -p benches --bench load -- {{what}}

# Measure the import of a million accounts into SQLite, and their export
moving *accounts:
    cargo bench -p benches --bench moving -- {{accounts}}

# Run everything that CI runs after the tests
ci: format-check spelling lint arrows features docs public-api package deny databases traces proofs tutorial api-check faults browser pages

# Format the code
fmt:
    cargo fmt --all

[private]
format-check:
    cargo fmt --all --check

# Check the spelling (typos.toml; installs typos if it is missing)
spelling:
    test -x target/typos/bin/typos || python3 -m venv target/typos
    target/typos/bin/pip install --quiet typos==1.52.0
    target/typos/bin/typos

# Lint the code, with warnings denied
lint:
    cargo clippy --workspace --all-targets --all-features -- -D warnings

# The test suites that need other programs than Rust, and are therefore not part of `cargo test`
suites := "browser/browser,black-box/api-check,black-box/faults,black-box/tutorial"

# Check that each test that the documents name exists
proofs:
    mkdir -p target
    cargo test --workspace --features {{suites}} --tests -- --list > target/tests.txt
    cargo test --workspace --features black-box/opentelemetry --test black_box -- --list traces:: >> target/tests.txt
    VESTIBULE_TEST_LIST={{justfile_directory()}}/target/tests.txt \
        cargo test --workspace --features {{suites}} --test docs -- --include-ignored

# Check the dependencies between the crates (docs/ARCHITECTURE.md)
arrows:
    cargo test --workspace --test arrows

# Check builds with a single database driver, and without legacy hashes
features:
    cargo test -p vestibule-seaorm --no-default-features --features sqlite
    for driver in sqlite postgres mysql; do \
        cargo clippy -p vestibule --no-default-features --features web,$driver -- -D warnings || exit 1; \
    done
    cargo test -p vestibule-argon2 --no-default-features

# Build the API documentation of all crates, with warnings denied
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --lib --no-deps --all-features
    RUSTDOCFLAGS="-D warnings" cargo doc -p vestibule --lib --no-deps

# Check licenses, sources, duplicate dependencies and, if their database can be fetched, known vulnerabilities
deny:
    cargo deny check bans licenses sources
    if cargo deny fetch db; then cargo deny check --disable-fetch advisories; \
    else echo "NOT CHECKED: the database of known vulnerabilities cannot be fetched"; fi

# Test the pages in a real browser (needs chromium and chromedriver)
browser:
    cargo test --workspace --features {{suites}} --test browser

# Render every page, component and email in each state (target/pages), and check HTML and accessibility (needs npm)
pages:
    rm -rf target/pages
    mkdir -p target/pages/screenshots
    npm install --silent --no-audit --no-fund --prefix target/checkers axe-core@4.14.1 html-validate@10.17.0
    VESTIBULE_PAGES={{justfile_directory()}}/target/pages cargo test -p vestibule-templates --lib gallery
    target/checkers/node_modules/.bin/html-validate --config crates/browser/html-validate/emails.json target/pages/email-*.html
    target/checkers/node_modules/.bin/html-validate --config crates/browser/html-validate/pages.json \
        $(ls target/pages/*.html | grep -v /email-)
    VESTIBULE_PAGES={{justfile_directory()}}/target/pages \
    VESTIBULE_AXE={{justfile_directory()}}/target/checkers/node_modules/axe-core/axe.min.js \
        cargo test --workspace --features {{suites}} --test browser gallery -- --include-ignored

# Take screenshots of all pages (target/screenshots), and update those of the README
screenshots:
    mkdir -p target/screenshots
    VESTIBULE_SCREENSHOTS={{justfile_directory()}}/target/screenshots cargo test --workspace --features {{suites}} --test browser every_page_fits
    cp target/screenshots/cookies-1280-light.png target/screenshots/register-1280-light.png docs/screenshots/

# Build the documentation as a book in target/book (installs mdbook and mdbook-mermaid-ssr; needs Chromium: as root, CHROME names a script that starts it with --no-sandbox)
book:
    command -v mdbook >/dev/null || cargo install --locked mdbook
    command -v mdbook-mermaid-ssr >/dev/null || cargo install --locked mdbook-mermaid-ssr
    mdbook build docs
    # Without Chromium, mdbook leaves the diagrams as they are.
    ! grep -rl language-mermaid --include '*.html' target/book

# Compare the public API of each published crate with docs/public-api, or update that folder (update)
public-api what="compare":
    mkdir -p docs/public-api target/public-api
    {{ if what == "update" { "VESTIBULE_UPDATE_PUBLIC_API=1" } else { "" } }} cargo test -p public-api-listing --features compare

# Write the pages of docs/reference/ that are generated from the code
reference:
    VESTIBULE_UPDATE_REFERENCE=1 cargo test -p vestibule-templates --lib reference

# Check that every published crate can be packaged
package:
    cargo package --workspace --exclude rig --exclude black-box --exclude browser --exclude benches --exclude public-api-listing --no-verify --allow-dirty --offline

# Run the steps of the tutorial
tutorial:
    cargo test --workspace --features {{suites}} --test black_box tutorial::

# Test the JSON API with a client that is generated from its description (needs Python, curl, jq)
api-check:
    test -x target/schemathesis/bin/schemathesis || python3 -m venv target/schemathesis
    target/schemathesis/bin/pip install --quiet schemathesis==4.32.5
    SCHEMATHESIS={{justfile_directory()}}/target/schemathesis/bin/schemathesis cargo test --workspace --features {{suites}} --test black_box api_check:: -- --test-threads 1

# Test the traces that an OpenTelemetry collector receives
traces:
    cargo test --workspace --features black-box/opentelemetry --test black_box traces::

# Test failing databases and load balancers (needs PostgreSQL, PgBouncer, MariaDB, nginx, HAProxy, Caddy, sqlite3, jq, root)
faults:
    cargo test --workspace --features {{suites}} --test black_box faults:: -- --skip faults::cluster::

# Test a Galera cluster of three MariaDB nodes, with a server at each (needs galera-4 and rsync)
cluster:
    cargo test --workspace --features {{suites}} --test black_box faults::cluster:: -- --test-threads 1
