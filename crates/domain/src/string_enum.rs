/// Declares an enum each of whose variants has a name: `ALL`, `as_str` and `parse` come from the one
/// list of variants.
macro_rules! string_enum {
    (
        $(#[$about:meta])*
        pub enum $Enum:ident {
            $($(#[$meaning:meta])* $Variant:ident = $name:literal,)*
        }
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        pub enum $Enum {
            $($(#[$meaning])* $Variant,)*
        }

        impl $Enum {
            /// All variants.
            pub const ALL: [Self; [$($name),*].len()] = [$(Self::$Variant,)*];

            /// The name under which it is stored and logged.
            pub const fn as_str(self) -> &'static str {
                match self {
                    $(Self::$Variant => $name,)*
                }
            }

            /// Parses a name that [`Self::as_str`] returned.
            pub fn parse(name: &str) -> Option<Self> {
                match name {
                    $($name => Some(Self::$Variant),)*
                    _ => None,
                }
            }
        }
    };
}

pub(crate) use string_enum;
