use sea_orm::{QueryResult, Value};
use vestibule_domain::Client;

use crate::error::Unreadable;

/// Reads a client from a row that has its columns, address and agent, from `first` on.
pub(crate) fn read(row: &QueryResult, first: usize) -> Result<Client, Unreadable> {
    let address: Option<String> = row.try_get_by(first)?;
    Ok(Client {
        address: address.map(|address| address.parse()).transpose()?,
        agent: row.try_get_by(first + 1)?,
        language: None,
    })
}

/// What [`read`] reads.
pub(crate) fn values(client: &Client) -> [Value; 2] {
    let address = client.address.map(|address| address.to_string());
    [address.into(), client.agent.clone().into()]
}
