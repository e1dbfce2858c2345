use std::path::Path;

use bytes::Bytes;
use data_encoding::HEXLOWER;
use sha2::{Digest, Sha256};

use crate::{TemplateError, brand::Brand};

/// Name, media type and content of what the pages load.
const OURS: [(&str, &str, &[u8]); 3] = [
    (
        "style.css",
        "text/css; charset=utf-8",
        include_bytes!("../pages/layout/style.css"),
    ),
    (
        "icon.svg",
        "image/svg+xml",
        include_bytes!("../pages/layout/icon.svg"),
    ),
    (
        "touch-icon.png",
        "image/png",
        include_bytes!("../pages/layout/touch-icon.png"),
    ),
];

/// A file that the pages load. Its path changes with its content, so it may be cached for
/// ever (`Cache-Control: immutable`, RFC 8246).
#[derive(Clone, Debug)]
pub struct Asset {
    /// Where the pages look for it, such as `/assets/style-0123456789abcdef.css`.
    pub path: String,
    /// Its media type.
    pub content_type: &'static str,
    /// Its content; a clone shares it.
    pub body: Bytes,
    pub(crate) name: &'static str,
}

impl Asset {
    fn new(place: &str, name: &'static str, content_type: &'static str, body: Bytes) -> Self {
        let digest = Sha256::digest(&body);
        let hash = HEXLOWER.encode(&digest[..8]);
        let (stem, extension) = name.split_once('.').unwrap_or((name, ""));
        Self {
            path: format!("{place}/{stem}-{hash}.{extension}"),
            content_type,
            body,
            name,
        }
    }
}

/// Loads the assets, to be served from `place`, each replaced by the file of its name in `folder`, if
/// there is one. The rules of the brand follow the style sheet.
pub(crate) fn load(
    place: &str,
    folder: Option<&Path>,
    brand: &Brand,
) -> Result<Vec<Asset>, TemplateError> {
    let replaced = |name| {
        folder
            .map(|folder| folder.join(name))
            .filter(|p| p.exists())
    };
    let style = brand.style();
    let logo = brand.logo.as_ref();
    let logo = logo.map(|logo| Asset::new(place, logo.name, logo.content_type, logo.body.clone()));
    OURS.into_iter()
        .map(|(name, content_type, ours)| {
            let mut body = match replaced(name) {
                Some(path) => {
                    let body = std::fs::read(&path);
                    Bytes::from(body.map_err(|error| TemplateError::file(&path, &error))?)
                }
                None => Bytes::from_static(ours),
            };
            if name == "style.css" && !style.is_empty() {
                body = [&body[..], style.as_bytes()].concat().into();
            }
            Ok(Asset::new(place, name, content_type, body))
        })
        .chain(logo.map(Ok))
        .collect()
}
