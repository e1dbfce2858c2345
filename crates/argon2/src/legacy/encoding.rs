use std::sync::LazyLock;

use data_encoding::{BitOrder, Encoding, Specification};

pub(super) use data_encoding::{BASE64 as PADDED, BASE64_NOPAD as B64, HEXLOWER_PERMISSIVE as HEX};

/// The base64 of crypt(3): its digits first, and the low bits of a byte first.
pub(super) static CRYPT: LazyLock<Encoding> = LazyLock::new(|| {
    let alphabet = "./0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    encoding(alphabet, BitOrder::LeastSignificantFirst)
});

/// The same, where bits are left over behind the last byte.
pub(super) static CRYPT_CUT: LazyLock<Encoding> = LazyLock::new(|| {
    let mut format = CRYPT.specification();
    format.check_trailing_bits = false;
    let encoding = format.encoding();
    encoding.unwrap_or_else(|_| unreachable!("it was one before"))
});

/// The base64 of bcrypt.
pub(super) static BCRYPT: LazyLock<Encoding> = LazyLock::new(|| {
    let alphabet = "./ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";
    encoding(alphabet, BitOrder::MostSignificantFirst)
});

fn encoding(alphabet: &str, bit_order: BitOrder) -> Encoding {
    let mut format = Specification::new();
    format.symbols.push_str(alphabet);
    format.bit_order = bit_order;
    let encoding = format.encoding();
    encoding.unwrap_or_else(|_| unreachable!("it has 64 digits, each once"))
}

/// Bytes in one of these encodings.
pub(super) fn bytes(encoding: &Encoding, text: &str) -> Option<Vec<u8>> {
    encoding.decode(text.as_bytes()).ok()
}
