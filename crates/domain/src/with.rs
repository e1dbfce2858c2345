/// Gives types that will have more fields a method that sets fields of a value. Such a type is
/// non-exhaustive: other crates make its values by a constructor and `with`, so that a new field
/// breaks none of them.
macro_rules! with {
    ($type:ident) => {
        impl $type {
            /// Returns the value after `change` has set some of its fields.
            #[must_use]
            pub fn with(mut self, change: impl FnOnce(&mut Self)) -> Self {
                change(&mut self);
                self
            }
        }
    };
}

pub(crate) use with;
