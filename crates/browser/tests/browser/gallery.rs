//! The gallery of `just pages`: each file on every screen, with a contact sheet.

use std::{env, fmt::Write, fs, path::PathBuf};

use serde_json::Value;

use super::{
    layout::{COMPLAINTS, SCREENS},
    person::Person,
};

/// The rules of WCAG 2.2 AA, which axe implements in part; the rest needs people.
const AXE: &str = "
    const done = arguments[arguments.length - 1];
    const values = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];
    axe.run({ runOnly: { type: 'tag', values } }).then(({ violations }) =>
        done(violations.flatMap(({ id, nodes }) => nodes.map(node => `${id}: ${node.html}`))))";

const SHEET: &str = "<!doctype html><meta charset=utf-8><title>Pages</title><style>\
    body{font:14px sans-serif;margin:16px}div{display:flex;gap:8px;align-items:start}\
    img{height:240px;border:1px solid #999}</style>\n";

fn path(name: &str) -> PathBuf {
    env::var_os(name).expect("`just pages` sets it").into()
}

#[tokio::test]
#[ignore = "`just pages` renders the pages and installs axe"]
async fn gallery_fits_every_screen_and_passes_axe() {
    let folder = path("VESTIBULE_PAGES");
    let axe = fs::read_to_string(path("VESTIBULE_AXE")).unwrap();
    let files = fs::read_dir(&folder).unwrap().map(|file| file.unwrap());
    let mut names: Vec<_> = files
        .filter_map(|file| file.file_name().into_string().ok())
        .filter(|name| name.ends_with(".html"))
        .collect();
    names.sort_unstable();
    let person = Person::at(format!("file://{}/", folder.display())).await;
    let (mut complaints, mut sheet) = (Vec::new(), SHEET.to_owned());
    for name in &names {
        person.open(name).await;
        write!(sheet, "<h2>{name}</h2><div>").unwrap();
        let is_email = name.starts_with("email-");
        for (screen, scheme) in SCREENS
            .into_iter()
            .flat_map(|screen| ["light", "dark"].map(|scheme| (screen, scheme)))
        {
            person.sets_viewport(screen, scheme).await;
            let mut found = list(person.measure(COMPLAINTS).await);
            found.retain(|complaint| !is_email || complaint.contains("px wide"));
            if screen == SCREENS[0] || screen == SCREENS[3] {
                person.client().execute(&axe, vec![]).await.unwrap();
                let violations = person.client().execute_async(AXE, vec![]).await.unwrap();
                found.extend(list(violations));
            }
            let place = format!("{name} {screen:?} {scheme}");
            complaints.extend(found.into_iter().map(|text| format!("{place}: {text}")));
            let file = format!("screenshots/{name}-{}-{scheme}.png", screen.0);
            let file = file.replace(".html", "");
            person
                .takes_a_screenshot(screen, scheme, &folder.join(&file))
                .await;
            write!(sheet, "<img src=\"{file}\" alt=\"{place}\">").unwrap();
        }
        sheet += "</div>\n";
    }
    fs::write(folder.join("screenshots.html"), sheet).unwrap();
    assert!(names.len() > 50, "{names:?}");
    assert_eq!(complaints, [""; 0]);
}

fn list(found: Value) -> Vec<String> {
    serde_json::from_value(found).unwrap()
}
