use std::net::{IpAddr, Ipv6Addr};

/// Addresses that are at the disposal of one customer of a provider, as far as one can tell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Network {
    first: IpAddr,
    bits: u8,
}

/// Returns the networks of an address, each with the factor by which it may exceed the limit of a
/// single network. An IPv4 address is a network of its own. An IPv6 client has at least 64 bits of
/// addresses (a /64), and many providers assign a /56 or a /48.
pub(crate) fn networks(address: IpAddr) -> impl Iterator<Item = (Network, u32)> {
    const IPV4: &[(u8, u32)] = &[(32, 1)];
    const IPV6: &[(u8, u32)] = &[(64, 1), (56, 4), (48, 16)];
    // The same machine, whichever way it reached us.
    let address = address.to_canonical();
    let kinds = if address.is_ipv4() { IPV4 } else { IPV6 };
    kinds.iter().map(move |&(bits, share)| {
        let first = first_of(address, bits);
        (Network { first, bits }, share)
    })
}

fn first_of(address: IpAddr, bits: u8) -> IpAddr {
    match address {
        IpAddr::V4(_) => address,
        IpAddr::V6(address) => {
            let kept = u128::MAX << (128 - u32::from(bits));
            Ipv6Addr::from_bits(address.to_bits() & kept).into()
        }
    }
}
