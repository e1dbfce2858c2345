use std::{env, fs, path::Path};

use serde_json::json;

use super::{
    person::{Person, until},
    shop::Shop,
    tour::{self, tour},
};

/// The narrowest phone (WCAG 2.2, 1.4.10), a common one, a tablet and a desktop.
pub(crate) const SCREENS: [(u64, u64); 4] = [(320, 640), (390, 844), (768, 1024), (1280, 800)];

/// The narrowest phone with a scrollbar of 16 pixels.
const BESIDE_SCROLLBAR: (u64, u64) = (304, 640);

#[tokio::test]
async fn every_page_fits_every_screen_in_light_and_dark_mode() {
    let shop = Shop::open();
    let heidi = Person::at(shop.address()).await;
    tour(&heidi, async |stop| {
        for screen in SCREENS {
            for scheme in ["light", "dark"] {
                heidi.sets_viewport(screen, scheme).await;
                let complaints = heidi.measure(COMPLAINTS).await;
                assert_eq!(complaints, json!([]), "{} on {screen:?}", stop.name);
                let is_dark = heidi.measure(IS_DARK).await;
                assert_eq!(is_dark, scheme == "dark", "{}", stop.name);
                if let Some(folder) = env::var_os("VESTIBULE_SCREENSHOTS") {
                    let name = format!("{}-{}-{scheme}.png", stop.name, screen.0);
                    heidi
                        .takes_a_screenshot(screen, scheme, &Path::new(&folder).join(name))
                        .await;
                }
            }
        }
    })
    .await;
}

#[tokio::test]
async fn long_words_of_each_language_fit_the_narrowest_screen() {
    let shop = Shop::open();
    for language in ["de", "fr"] {
        let heidi = Person::reading(language, shop.address()).await;
        for path in ["/cookies", "/login", "/register", "/forgot-password"] {
            heidi.open(path).await;
            heidi.sets_viewport(BESIDE_SCROLLBAR, "light").await;
            let spoken = heidi.measure("return document.documentElement.lang").await;
            assert_eq!(spoken, language, "{path}");
            let complaints = heidi.measure(COMPLAINTS).await;
            assert_eq!(complaints, json!([]), "{path} in {language}");
        }
    }
}

#[tokio::test]
async fn every_page_shows_the_user_and_causes_no_console_message() {
    let shop = Shop::open();
    let heidi = Person::at(shop.address()).await;
    tour(&heidi, async |stop| {
        match stop.is_logged_in {
            true => heidi.is_logged_in_as(tour::EMAIL).await,
            false => heidi.is_a_visitor().await,
        }
        let mut complaints = heidi.complaints().await;
        // Chromium logs every page with an error status.
        let status = format!("the server responded with a status of {}", stop.status);
        complaints.retain(|complaint| stop.status == 200 || !complaint.contains(&status));
        assert_eq!(complaints, [""; 0], "{}", stop.name);
    })
    .await;

    let inline =
        "document.body.append(Object.assign(document.createElement('script'), {text: '1'}))";
    heidi.measure(inline).await;
    let complaints = heidi.browser.console().await.concat();
    assert!(
        complaints.contains("Content Security Policy"),
        "the console is read: {complaints:?}"
    );
}

impl Person {
    pub(crate) async fn sets_viewport(&self, screen: (u64, u64), scheme: &str) {
        let (width, height) = screen;
        let metrics = json!({
            "width": width,
            "height": height,
            "deviceScaleFactor": 1,
            "mobile": is_phone(screen),
        });
        let media = json!({ "features": [{ "name": "prefers-color-scheme", "value": scheme }] });
        let browser = &self.browser;
        browser
            .devtools("Emulation.setDeviceMetricsOverride", metrics)
            .await;
        browser.devtools("Emulation.setEmulatedMedia", media).await;
        let query = format!(
            "(width: {width}px) and (height: {height}px) and (prefers-color-scheme: {scheme})"
        );
        let script = format!("return matchMedia('{query}').matches");
        until("the screen is another", async || {
            self.measure(&script).await == true
        })
        .await;
    }

    /// The whole length of a page on a phone, which users scroll; otherwise the screen.
    pub(crate) async fn takes_a_screenshot(&self, screen: (u64, u64), scheme: &str, file: &Path) {
        let (width, mut height) = screen;
        if is_phone(screen) {
            let script = "return document.documentElement.scrollHeight";
            height = self.measure(script).await.as_u64().unwrap().max(height);
        }
        self.sets_viewport((width, height), scheme).await;
        fs::write(file, self.client().screenshot().await.unwrap()).unwrap();
    }
}

fn is_phone((width, _): (u64, u64)) -> bool {
    width < 768
}

const IS_DARK: &str = "
    const { color, backgroundColor } = getComputedStyle(document.body);
    const light = colour => colour.match(/\\d+/g).map(Number).reduce((a, b) => a + b);
    return light(backgroundColor) < light(color)";

/// Targets that are too small for a finger (44 CSS px: WCAG 2.2, 2.5.5; links in a line of text may be
/// smaller), and elements that cause horizontal scrolling.
pub(crate) const COMPLAINTS: &str = "
    const complaints = [];
    const { scrollWidth, clientWidth } = document.documentElement;
    if (scrollWidth > clientWidth) complaints.push(`${scrollWidth} px wide`);
    for (const card of document.querySelectorAll('.card')) {
        if (card.scrollWidth > card.clientWidth) complaints.push(`${card.innerText} leaves its card`);
    }
    for (const target of document.querySelectorAll('a, button, input:not([type=hidden])')) {
        if (target.tabIndex < 0 || getComputedStyle(target).display === 'inline') continue;
        const labels = ['radio', 'checkbox'].includes(target.type) ? target.labels : [];
        const boxes = [target, ...labels].map(element => element.getBoundingClientRect());
        const span = (from, to) => Math.max(...boxes.map(box => box[to])) - Math.min(...boxes.map(box => box[from]));
        const width = span('left', 'right'), height = span('top', 'bottom');
        if (width < 44 || height < 44)
            complaints.push(`${target.outerHTML} is ${width} x ${height} px`);
    }
    return complaints";
