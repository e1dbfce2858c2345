use tempfile::TempDir;

use super::{
    browser::Browser,
    daemon::{own_address, until},
    database_server::{DatabaseServer, Engine},
    server::{Server, folder},
};

/// Three MariaDB servers that replicate one database (Galera), and a server of Vestibule at each.
pub(crate) struct Cluster {
    pub(crate) servers: Vec<Server>,
    pub(crate) nodes: Vec<DatabaseServer>,
    _folders: Vec<TempDir>,
}

impl Cluster {
    /// With additional options of the nodes.
    pub(crate) fn start(options: &[&str]) -> Self {
        let mut nodes: Vec<_> = (0..3)
            .map(|_| DatabaseServer::install(Engine::MariaDb))
            .collect();
        let members: Vec<_> = nodes.iter().map(|_| own_address()).collect();
        let all: Vec<_> = members.iter().map(ToString::to_string).collect();
        let all = all.join(",");
        for (number, node) in nodes.iter_mut().enumerate() {
            let (state, increments) = (own_address(), own_address());
            let mut words = vec![
                "--wsrep-on=ON".to_owned(),
                "--wsrep-provider=/usr/lib/galera/libgalera_smm.so".to_owned(),
                format!("--wsrep-cluster-address=gcomm://{all}"),
                format!("--wsrep-node-name=node{number}"),
                format!("--wsrep-node-address={}", members[number]),
                format!("--wsrep-node-incoming-address={}", node.address),
                "--wsrep-sst-method=rsync".to_owned(),
                format!("--wsrep-sst-receive-address={state}"),
                format!(
                    "--wsrep-provider-options=gmcast.listen_addr=tcp://{};ist.recv_addr={increments};gcache.size=16M",
                    members[number]
                ),
                "--binlog-format=ROW".to_owned(),
                "--innodb-autoinc-lock-mode=2".to_owned(),
                "--innodb-buffer-pool-size=32M".to_owned(),
            ];
            words.extend(options.iter().map(|option| (*option).to_owned()));
            if number == 0 {
                words.push("--wsrep-new-cluster".to_owned());
            }
            node.set_options(words);
            node.run();
            let admin = node.admin();
            until("the node has joined", || admin.try_to("SELECT 1").is_ok());
        }
        let size = "SELECT CAST(variable_value AS SIGNED) FROM information_schema.global_status \
             WHERE variable_name = 'wsrep_cluster_size'";
        assert_eq!(nodes[2].admin().number(size), 3);
        nodes[0].admin().execute("CREATE DATABASE vestibule");
        let folders: Vec<_> = nodes.iter().map(|_| folder()).collect();
        let start = |(node, folder): (&DatabaseServer, _)| {
            Server::run(node.program(folder).env("DATABASE_TIMEOUT", "2s"))
        };
        Self {
            servers: nodes.iter().zip(&folders).map(start).collect(),
            nodes,
            _folders: folders,
        }
    }

    pub(crate) fn browser(&self, number: usize) -> Browser {
        self.servers[number % 3].browser()
    }
}
