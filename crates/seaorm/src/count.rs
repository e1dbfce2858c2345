use sea_orm::{
    Iden,
    sea_query::{Expr, ExprTrait},
};

/// A stored count. What a foreign program wrote and no count can be is read as the nearest one.
pub(crate) fn read(stored: i64) -> u32 {
    stored
        .clamp(0, u32::MAX.into())
        .try_into()
        .unwrap_or(u32::MAX)
}

/// The count after the one that [`read`] returns; `wrapped` after the last one. No database
/// overflows.
pub(crate) fn next(column: impl Iden + Copy + 'static, wrapped: u32) -> Expr {
    let stored = Expr::col(column);
    let next = Expr::case(stored.clone().lt(0_i64), 1_i64)
        .case(stored.clone().lt(i64::from(u32::MAX)), stored.add(1_i64))
        .finally(i64::from(wrapped));
    Expr::Case(Box::new(next))
}

/// Whether the count that [`read`] returns is so large. A negative one counts as zero.
pub(crate) fn at_least(column: impl Iden + Copy + 'static, least: u32) -> Expr {
    let least = if least == 0 { i64::MIN } else { least.into() };
    Expr::col(column).gte(least)
}

/// Whether [`read`] returns this count.
pub(crate) fn is(column: impl Iden + Copy + 'static, count: u32) -> Expr {
    let stored = Expr::col(column);
    match count {
        0 => stored.lte(0_i64),
        u32::MAX => stored.gte(i64::from(u32::MAX)),
        count => stored.eq(i64::from(count)),
    }
}
