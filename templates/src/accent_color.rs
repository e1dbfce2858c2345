use std::fmt;

use palette::{IntoColor, Oklch, Srgb, color_difference::Wcag21RelativeContrast};

/// The accent color of the pages in one color scheme: links, buttons and marks.
///
/// Its contrast to the background and to the text on buttons is at least 4.5:1 (WCAG 2.2, 1.4.3).
///
/// ```
/// use vestibule_templates::AccentColor;
///
/// let accent = AccentColor::light("#7a1f3d")?;
/// let error = AccentColor::light("#ffcc00").unwrap_err();
/// assert!(error.to_string().contains("the nearest one that passes is #"));
/// # Ok::<(), vestibule_templates::InvalidColor>(())
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct AccentColor {
    color: Srgb<u8>,
    scheme: Scheme,
}

/// Why a text is no accent color.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum InvalidColor {
    /// It is not a hexadecimal sRGB color.
    #[error("it must be a color like #1f5b49")]
    NotHexadecimal,
    /// Texts in this color, or on it, are hard to read.
    #[error(
        "its contrast is too low for {scheme} pages (WCAG 2.2, 1.4.3): the nearest one that passes is {nearest}"
    )]
    LowContrast {
        /// `light` or `dark`.
        scheme: &'static str,
        /// The same hue, darker or lighter.
        nearest: String,
    },
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Scheme {
    Light,
    Dark,
}

const fn srgb(red: u8, green: u8, blue: u8) -> Srgb<u8> {
    Srgb::new(red, green, blue)
}

/// Contrast of text (WCAG 2.2, 1.4.3).
const TEXT: f32 = 4.5;
/// The difference in lightness of what the pointer is on, in Oklch.
const STRONG: f32 = 0.09;
/// Finer than 8 bits of a channel.
const STEP: f32 = 0.002;

impl Scheme {
    const fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }

    /// `--paper`, `--card` and `--on-accent` of style.css.
    const fn around(self) -> [Srgb<u8>; 3] {
        match self {
            Self::Light => [
                srgb(0xf8, 0xf4, 0xea),
                srgb(0xff, 0xfd, 0xf7),
                srgb(0xff, 0xfd, 0xf7),
            ],
            Self::Dark => [
                srgb(0x14, 0x1a, 0x17),
                srgb(0x1b, 0x23, 0x20),
                srgb(0x0f, 0x21, 0x1a),
            ],
        }
    }

    fn is_readable(self, color: Srgb<u8>) -> bool {
        let color: Srgb<f32> = color.into_format();
        self.around()
            .into_iter()
            .all(|other| color.relative_contrast(other.into_format()) >= TEXT)
    }

    /// Away from the background: darker on light pages, lighter on dark ones.
    const fn away(self) -> f32 {
        match self {
            Self::Light => -1.0,
            Self::Dark => 1.0,
        }
    }

    /// The color of the same hue with the least difference in lightness that is readable.
    fn nearest(self, color: Srgb<u8>) -> Srgb<u8> {
        let mut steps = 0.0;
        loop {
            let found = lightened(color, self.away() * steps * STEP);
            if self.is_readable(found) {
                return found;
            }
            steps += 1.0;
        }
    }
}

/// The color with another lightness in Oklch, in the sRGB gamut. Beyond the range it is black or white.
fn lightened(color: Srgb<u8>, by: f32) -> Srgb<u8> {
    let color: Srgb<f32> = color.into_format();
    let mut color: Oklch = color.into_color();
    color.l += by;
    match color.l {
        l if l <= 0.0 => srgb(0, 0, 0),
        l if l >= 1.0 => srgb(0xff, 0xff, 0xff),
        _ => {
            let color: Srgb<f32> = color.into_color();
            color.into_format()
        }
    }
}

impl AccentColor {
    /// Parses the accent color of light pages.
    ///
    /// # Errors
    ///
    /// The text is not like `#1f5b49`, or the contrast is too low.
    pub fn light(text: &str) -> Result<Self, InvalidColor> {
        Self::parse(text, Scheme::Light)
    }

    /// Parses the accent color of dark pages.
    ///
    /// # Errors
    ///
    /// The text is not like `#94d1b9`, or the contrast is too low.
    pub fn dark(text: &str) -> Result<Self, InvalidColor> {
        Self::parse(text, Scheme::Dark)
    }

    fn parse(text: &str, scheme: Scheme) -> Result<Self, InvalidColor> {
        let is_hexadecimal = text.len() == 7 && text.starts_with('#');
        let color: Srgb<u8> = match text.parse() {
            Ok(color) if is_hexadecimal => color,
            _ => return Err(InvalidColor::NotHexadecimal),
        };
        match scheme.is_readable(color) {
            true => Ok(Self { color, scheme }),
            false => Err(InvalidColor::LowContrast {
                scheme: scheme.name(),
                nearest: hexadecimal(scheme.nearest(color)),
            }),
        }
    }

    pub(crate) fn is_dark(self) -> bool {
        self.scheme == Scheme::Dark
    }

    /// The nearest color for dark pages.
    pub(crate) fn for_dark_pages(self) -> Self {
        Self {
            color: Scheme::Dark.nearest(self.color),
            scheme: Scheme::Dark,
        }
    }

    /// The declarations that replace those of style.css.
    pub(crate) fn declarations(self) -> String {
        let strong = lightened(self.color, self.scheme.away() * STRONG);
        format!(
            "--accent: {self}; --accent-strong: {}; \
             --accent-wash: color-mix(in srgb, var(--accent) 14%, var(--card));",
            hexadecimal(strong)
        )
    }
}

impl fmt::Display for AccentColor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&hexadecimal(self.color))
    }
}

fn hexadecimal(color: Srgb<u8>) -> String {
    format!("#{color:x}")
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn colors_of_the_style_sheet_pass() {
        let style = include_str!("../pages/layout/style.css");
        let values = style
            .lines()
            .filter_map(|line| line.trim().split_once(": "));
        let accents = values.filter(|(name, _)| *name == "--accent");
        let accents: Vec<_> = accents
            .map(|(_, value)| value.trim_end_matches(';'))
            .collect();
        let [light, dark] = accents[..] else {
            panic!("{accents:?}");
        };
        assert_eq!(AccentColor::light(light).unwrap().to_string(), light);
        assert_eq!(AccentColor::dark(dark).unwrap().to_string(), dark);
    }

    #[test]
    fn text_that_is_not_a_color_is_refused() {
        for text in [
            "",
            "red",
            "#fff",
            "1f5b49",
            "#1f5b4",
            "#1f5b49ff",
            "#1f5b4g",
            "#é5b49",
        ] {
            assert_eq!(
                AccentColor::light(text),
                Err(InvalidColor::NotHexadecimal),
                "{text}"
            );
        }
    }

    proptest! {
        #[test]
        fn whatever_color_is_refused_its_nearest_color_passes(red: u8, green: u8, blue: u8) {
            let text = hexadecimal(srgb(red, green, blue));
            for parse in [AccentColor::light, AccentColor::dark] {
                match parse(&text) {
                    Ok(color) => {
                        prop_assert_eq!(color.to_string(), text.clone());
                        prop_assert!(color.for_dark_pages().is_dark());
                    }
                    Err(InvalidColor::LowContrast { nearest, .. }) => {
                        prop_assert!(parse(&nearest).is_ok(), "{} for {}", nearest, text);
                    }
                    Err(error) => prop_assert!(false, "{} for {}", error, text),
                }
            }
        }
    }
}
