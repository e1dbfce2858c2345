use serde::Serialize;

/// What the shop sells.
#[derive(Serialize)]
pub(crate) struct Cookie {
    /// Its name in links and forms.
    pub(crate) slug: &'static str,
    pub(crate) name: &'static str,
    pub(crate) description: &'static str,
    #[serde(rename = "price", serialize_with = "in_euros")]
    pub(crate) cents: u32,
}

pub(crate) const COOKIES: [Cookie; 6] = [
    Cookie {
        slug: "chocolate-chip",
        name: "Chocolate Chip",
        description: "Crisp at the edge, soft in the middle, with more chocolate than reason allows.",
        cents: 240,
    },
    Cookie {
        slug: "double-chocolate",
        name: "Double Chocolate",
        description: "Dark dough, white chips, and a pinch of salt that brings both together.",
        cents: 280,
    },
    Cookie {
        slug: "oat-raisin",
        name: "Oat & Raisin",
        description: "Honest oats, plump raisins. It counts as breakfast.",
        cents: 210,
    },
    Cookie {
        slug: "ginger-snap",
        name: "Ginger Snap",
        description: "Thin, dark and loud. Best with a cup of tea and a long story.",
        cents: 190,
    },
    Cookie {
        slug: "pistachio",
        name: "Pistachio",
        description: "Green inside, golden outside. People who say they share it do not.",
        cents: 320,
    },
    Cookie {
        slug: "lemon-shortbread",
        name: "Lemon Shortbread",
        description: "Butter, sugar, flour, and the zest of a lemon that had plans.",
        cents: 230,
    },
];

pub(crate) fn find(slug: &str) -> Option<&'static Cookie> {
    COOKIES.iter().find(|cookie| cookie.slug == slug)
}

pub(crate) fn euros(cents: u32) -> String {
    format!("€{}.{:02}", cents / 100, cents % 100)
}

fn in_euros<S: serde::Serializer>(cents: &u32, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&euros(*cents))
}
