use std::collections::HashMap;

const STYLE: &str = include_str!("../../pages/layout/style.css");

/// Relative luminance (WCAG 2.2).
fn luminance(color: &str) -> f64 {
    let channel = |at: usize| {
        let value = u8::from_str_radix(&color[at..at + 2], 16).unwrap();
        let value = f64::from(value) / 255.0;
        match value <= 0.04045 {
            true => value / 12.92,
            false => ((value + 0.055) / 1.055).powf(2.4),
        }
    };
    0.2126 * channel(1) + 0.7152 * channel(3) + 0.0722 * channel(5)
}

fn contrast(one: &str, other: &str) -> f64 {
    let (a, b) = (luminance(one), luminance(other));
    (a.max(b) + 0.05) / (a.min(b) + 0.05)
}

/// The colors of the light set and of the dark one.
fn colors() -> Vec<HashMap<&'static str, &'static str>> {
    let sets = STYLE.split(":root {").skip(1);
    sets.map(|set| {
        let declarations = set.split('}').next().unwrap().split(';');
        let pairs = declarations.filter_map(|line| line.trim().split_once(": "));
        pairs.filter(|(_, value)| value.starts_with('#')).collect()
    })
    .collect()
}

#[test]
fn texts_and_controls_have_sufficient_contrast() {
    const TEXT: f64 = 4.5;
    const CONTROL: f64 = 3.0;
    let sets = colors();
    assert_eq!(sets.len(), 2);
    for set in sets {
        let check = |front: &str, back: &str, least: f64| {
            let found = contrast(set[front], set[back]);
            assert!(found >= least, "{front} on {back}: {found:.2}");
        };
        for back in ["--paper", "--card"] {
            for front in ["--ink", "--soft", "--accent", "--accent-strong", "--error"] {
                check(front, back, TEXT);
            }
            check("--edge", back, CONTROL);
        }
        for wash in [
            "--error-wash",
            "--success-wash",
            "--warning-wash",
            "--info-wash",
        ] {
            check("--ink", wash, TEXT);
        }
        check("--on-accent", "--accent", TEXT);
        check("--on-accent", "--accent-strong", TEXT);
        check("--on-error", "--error", TEXT);
        check("--on-error", "--error-strong", TEXT);
        check("--edge", "--success-wash", CONTROL);
    }
}

#[test]
fn style_sheet_is_small_and_loads_no_resource() {
    assert!(STYLE.len() < 16 * 1024, "{} bytes", STYLE.len());
    assert!(!STYLE.contains("url(") && !STYLE.contains("@import"));
}

#[test]
fn current_entry_of_the_navigation_is_visible_in_forced_colors() {
    let (_, forced) = STYLE
        .split_once("@media (forced-colors: active) {")
        .unwrap();
    let forced = forced.split("\n}").next().unwrap();
    assert!(
        forced.contains(".settings-nav a:not([aria-current]) { border-color: Canvas; }"),
        "{forced}"
    );
}

#[test]
fn style_rules_use_logical_sides() {
    for line in STYLE.lines() {
        let line = line.trim();
        for side in [
            "left:",
            "right:",
            "-left:",
            "-right:",
            "text-align: left",
            "text-align: right",
        ] {
            assert!(!line.contains(side), "{line}");
        }
    }
}
