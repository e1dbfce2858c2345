use std::net::IpAddr;

use serde::Serialize;
use utoipa::ToSchema;
use vestibule_domain::Client;

/// The client of a request.
#[derive(Serialize, ToSchema)]
pub(crate) struct Origin {
    #[schema(required, value_type = Option<String>, examples("192.0.2.7"))]
    ip_address: Option<IpAddr>,
    /// The `User-Agent` of the client.
    #[schema(required, examples("curl/8.14.1"))]
    user_agent: Option<String>,
}

impl From<Client> for Origin {
    fn from(client: Client) -> Self {
        Self {
            ip_address: client.address,
            user_agent: client.agent,
        }
    }
}
