# What a developer does here. `just` alone lists it.
_default:
    @just --list

# Start the stand-alone server
run *arguments:
    cargo run -- {{arguments}}

# Start the example application
shop *arguments:
    cargo run -p cookieshop -- {{arguments}}

# All tests that need only Rust
test:
    cargo test

# Everything that CI runs after the tests
ci: format-check lint arrows docs deny browser

# Format the code
fmt:
    cargo fmt --all

[private]
format-check:
    cargo fmt --all --check

# Lints, warnings denied
lint:
    cargo clippy --workspace --all-targets --all-features -- -D warnings

# Which crate may depend on which (docs/ARCHITECTURE.md)
arrows:
    cargo test -p vestibule --test arrows

# The documentation of all crates, warnings denied
docs:
    RUSTDOCFLAGS="-D warnings" cargo doc --workspace --no-deps --all-features

# Licences, sources, duplicates; known vulnerabilities where their database can be had
deny:
    cargo deny check bans licenses sources
    if cargo deny fetch db; then cargo deny check --disable-fetch advisories; \
    else echo "NOT CHECKED: the database of known vulnerabilities can not be reached"; fi

# The stories in a real browser (needs chromium and chromedriver)
browser:
    cargo test -p cookieshop --features browser --test browser

# A picture of every page in target/screenshots, and the README's
screenshots:
    mkdir -p target/screenshots
    VESTIBULE_SCREENSHOTS={{justfile_directory()}}/target/screenshots cargo test -p cookieshop --features browser --test browser every_page_fits
    cp target/screenshots/cookies-1280-light.png target/screenshots/register-1280-light.png docs/screenshots/
