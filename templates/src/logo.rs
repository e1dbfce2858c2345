use std::{fmt, fs, io::Cursor, path::Path};

use bytes::Bytes;

/// The logo of a site, an SVG or PNG file: on pages, as icon of the site, and, if it is a PNG, in emails.
///
/// Scripts, links to other sites and other active content of an SVG file are removed.
///
/// ```
/// use vestibule_templates::Logo;
///
/// let svg = r#"<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 2"><path d="M0 0h2v2z"/></svg>"#;
/// let logo = Logo::parse(svg.as_bytes())?;
/// # Ok::<(), vestibule_templates::InvalidLogo>(())
/// ```
#[derive(Clone, PartialEq, Eq)]
pub struct Logo {
    /// The name for `url_for('static', filename=…)`.
    pub(crate) name: &'static str,
    pub(crate) content_type: &'static str,
    pub(crate) body: Bytes,
}

/// Why a file is not a logo.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidLogo {
    /// The file cannot be read.
    #[error("cannot read the file: {0}")]
    Unreadable(String),
    /// The file is larger than 256 KiB.
    #[error("the file is larger than 256 KiB (use a smaller picture)")]
    TooLarge,
    /// The file is neither an SVG nor a PNG file.
    #[error("the file is neither SVG nor PNG (convert it to one of them)")]
    UnknownFormat,
    /// The SVG or PNG file is damaged, or a side of the PNG is longer than 2048 pixels.
    #[error("the {format} file is invalid: {reason}")]
    Damaged {
        /// `SVG` or `PNG`.
        format: &'static str,
        /// The error of the parser.
        reason: String,
    },
}

const MAX_BYTES: usize = 256 * 1024;
/// A small file can be a picture that fills the memory of a browser.
const MAX_PIXELS: u32 = 2048;
const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";

impl Logo {
    /// Reads a logo from a file, at start.
    ///
    /// # Errors
    ///
    /// If the file cannot be read, or is not a [valid](Self::parse) logo.
    pub fn read(path: &Path) -> Result<Self, InvalidLogo> {
        let bytes = fs::read(path).map_err(|error| InvalidLogo::Unreadable(error.to_string()))?;
        Self::parse(&bytes)
    }

    /// Checks the content of an SVG or PNG file, and removes active content.
    ///
    /// # Errors
    ///
    /// If it is neither of them, damaged, or too large.
    pub fn parse(bytes: &[u8]) -> Result<Self, InvalidLogo> {
        if bytes.len() > MAX_BYTES {
            return Err(InvalidLogo::TooLarge);
        }
        if bytes.starts_with(PNG) {
            check_png(bytes)?;
            return Ok(Self {
                name: "logo.png",
                content_type: "image/png",
                body: Bytes::copy_from_slice(bytes),
            });
        }
        Ok(Self {
            name: "logo.svg",
            content_type: "image/svg+xml",
            body: sanitized_svg(bytes)?.into(),
        })
    }

    /// Whether email clients show it: most of them do not show SVG.
    pub(crate) fn is_for_email(&self) -> bool {
        self.content_type == "image/png"
    }
}

fn check_png(bytes: &[u8]) -> Result<(), InvalidLogo> {
    let damaged = |reason: String| InvalidLogo::Damaged {
        format: "PNG",
        reason,
    };
    let decoder = png::Decoder::new(Cursor::new(bytes));
    let mut reader = decoder.read_info().map_err(|e| damaged(e.to_string()))?;
    let (width, height) = reader.info().size();
    let size = reader.output_buffer_size();
    let (true, Some(size)) = (width.max(height) <= MAX_PIXELS, size) else {
        let reason = format!("{width} x {height} pixels are more than {MAX_PIXELS} per side");
        return Err(damaged(reason));
    };
    let decoded = reader.next_frame(&mut vec![0; size]);
    decoded.map(drop).map_err(|e| damaged(e.to_string()))
}

fn sanitized_svg(mut bytes: &[u8]) -> Result<Vec<u8>, InvalidLogo> {
    // The parser reports any other content as damaged XML, which is no help to the operator.
    let start = String::from_utf8_lossy(&bytes[..bytes.len().min(4096)]);
    if !start.contains("<svg") {
        return Err(InvalidLogo::UnknownFormat);
    }
    let mut sanitized = Vec::new();
    let mut filter = svg_hush::Filter::new();
    filter.set_data_url_filter(svg_hush::data_url_filter::allow_standard_images);
    let filtered = filter.filter(&mut bytes, &mut sanitized);
    filtered.map_err(|error| InvalidLogo::Damaged {
        format: "SVG",
        reason: error.to_string(),
    })?;
    Ok(sanitized)
}

impl fmt::Debug for Logo {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Logo({}, {} bytes)", self.name, self.body.len())
    }
}
