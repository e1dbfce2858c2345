use super::{builder, html::tags};
use crate::{EmailPage, HomePage, InvalidLogo, LayoutContext, LoginPage, Logo, Templates};

const SVG: &str = r##"<?xml version="1.0"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 2 2" onload="alert(1)">
  <script>alert(2)</script>
  <foreignObject><iframe xmlns="http://www.w3.org/1999/xhtml" src="https://evil.example/"/></foreignObject>
  <style>@import url(https://style.example/style.css);</style>
  <image href="https://evil.example/pixel.png" width="1" height="1"/>
  <a xlink:href="javascript:alert(3)"><path fill="#7a1f3d" d="M0 0h2v2z"/></a>
</svg>"##;

/// A picture with this width, and one row.
fn png(width: u32) -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, width, 1);
    encoder.set_color(png::ColorType::Grayscale);
    let row = vec![0x80; usize::try_from(width).unwrap()];
    let mut writer = encoder.write_header().unwrap();
    writer.write_image_data(&row).unwrap();
    writer.finish().unwrap();
    file
}

fn with_logo(file: &[u8]) -> Templates {
    let logo = Logo::parse(file).unwrap();
    builder().logo(logo).build().unwrap()
}

/// The paths of the pictures and icons of the home page, each once.
fn pictures(templates: &Templates) -> Vec<String> {
    let html = templates
        .render(&HomePage, &LayoutContext::default())
        .unwrap();
    let mut paths: Vec<String> = tags(&html)
        .into_iter()
        .filter(|tag| tag.get("rel") != Some("stylesheet"))
        .filter_map(|tag| {
            tag.get("src")
                .or_else(|| tag.get("href"))
                .map(str::to_owned)
        })
        .filter(|path| path.starts_with("/assets/"))
        .collect();
    paths.dedup();
    paths
}

#[test]
fn active_content_of_an_svg_logo_is_removed() {
    let logo = Logo::parse(SVG.as_bytes()).unwrap();
    let sanitized = str::from_utf8(&logo.body).unwrap();
    assert!(sanitized.contains("#7a1f3d"), "{sanitized}");
    for active in [
        "script",
        "alert",
        "iframe",
        "evil.example",
        "onload",
        "@import",
        "url(",
    ] {
        assert!(!sanitized.contains(active), "{active} in {sanitized}");
    }
}

#[test]
fn files_that_are_no_logo_are_refused_with_the_reason() {
    let too_large = SVG.to_owned() + &" ".repeat(256 * 1024);
    let (half, unclosed) = (&png(9)[..50], SVG.replace("</svg>", ""));
    for (file, reason) in [
        (
            &b"GIF89a"[..],
            "the file is neither SVG nor PNG (convert it to one of them)",
        ),
        (
            b"",
            "the file is neither SVG nor PNG (convert it to one of them)",
        ),
        (
            too_large.as_bytes(),
            "the file is larger than 256 KiB (use a smaller picture)",
        ),
        (half, "the PNG file is invalid: "),
        (unclosed.as_bytes(), "the SVG file is invalid: "),
        (
            &png(2049),
            "the PNG file is invalid: 2049 x 1 pixels are more than 2048 per side",
        ),
    ] {
        let error = Logo::parse(file).unwrap_err().to_string();
        assert!(error.starts_with(reason), "{error}");
    }
    let missing = Logo::read("nowhere.svg".as_ref()).unwrap_err();
    assert!(matches!(missing, InvalidLogo::Unreadable(_)), "{missing}");
}

#[test]
fn svg_logo_is_picture_and_icon_of_pages_and_not_in_emails() {
    let site = with_logo(SVG.as_bytes());
    let [path] = &pictures(&site)[..] else {
        panic!("{:?}", pictures(&site));
    };
    let asset = site.assets().iter().find(|asset| asset.path == *path);
    assert_eq!(asset.unwrap().content_type, "image/svg+xml");
    let email = site.render_email(&EmailPage::samples()[0], None).unwrap();
    assert!(!email.html.contains("<img"));
}

#[test]
fn png_logo_is_picture_and_icon_of_pages_and_in_emails() {
    let site = with_logo(&png(9));
    let [path] = &pictures(&site)[..] else {
        panic!("{:?}", pictures(&site));
    };
    let email = site.render_email(&EmailPage::samples()[0], None).unwrap();
    let picture = tags(&email.html).into_iter().find(|tag| tag.name == "img");
    let source = picture.unwrap().get("src").unwrap().to_owned();
    assert!(
        source.starts_with("http") && source.ends_with(path),
        "{source}"
    );
}

#[test]
fn pages_without_a_logo_have_the_built_in_icons() {
    let names = pictures(&builder().build().unwrap());
    let [icon, touch_icon, picture] = &names[..] else {
        panic!("{names:?}");
    };
    assert!(icon.starts_with("/assets/icon-") && picture == icon);
    assert!(touch_icon.starts_with("/assets/touch-icon-"));
}

#[test]
fn illustration_can_be_switched_off() {
    let show = |templates: Templates| {
        let page = LoginPage::new(None);
        templates.render(&page, &LayoutContext::default()).unwrap()
    };
    assert!(show(builder().build().unwrap()).contains("class=\"illustration\""));
    let plain = show(builder().illustration(false).build().unwrap());
    assert!(!plain.contains("<svg class"));
}
