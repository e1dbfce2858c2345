use std::{
    collections::BTreeMap,
    io,
    net::{Ipv4Addr, SocketAddr},
    sync::Arc,
    time::{Duration, Instant},
};

use tokio::{
    net::{TcpSocket, TcpStream},
    runtime::Builder,
    task::JoinSet,
    time::{sleep, timeout},
};

use super::{keep_alive::exchange, times::Times};

/// Every tenth client disconnects after this time, and comes back at once.
const PATIENCE: Duration = Duration::from_secs(1);

/// The request of a client, by its number and by the number of its earlier requests.
pub(crate) type Form = Arc<dyn Fn(usize, usize) -> String + Send + Sync>;

/// Clients that log in without pause.
#[derive(Clone)]
pub(crate) struct Crowd {
    pub(crate) address: SocketAddr,
    pub(crate) connections: usize,
    /// Number of networks of the clients.
    pub(crate) networks: usize,
    pub(crate) form: Form,
    /// Requests before this instant are not counted.
    pub(crate) from: Instant,
    pub(crate) until: Instant,
}

/// The results of all requests.
#[derive(Default)]
pub(crate) struct Fate {
    /// The latency of each response, by status.
    pub(crate) answers: BTreeMap<u16, Times>,
    /// Number of requests whose client disconnected before the response.
    pub(crate) gave_up: usize,
    /// Number of connections that the server closed.
    pub(crate) cut_off: usize,
}

impl Crowd {
    pub(crate) fn storm(self) -> Fate {
        let runtime = Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let members: JoinSet<_> = (0..self.connections)
                .map(|number| self.clone().member(number))
                .collect();
            let mut fate = Fate::default();
            for member in members.join_all().await {
                fate.add(member);
            }
            fate
        })
    }

    async fn member(self, number: usize) -> Fate {
        let mut fate = Fate::default();
        let mut stream = None;
        let is_patient = !number.is_multiple_of(10);
        for sent in 0.. {
            if Instant::now() >= self.until {
                break;
            }
            let form = (self.form)(number, sent);
            let began = Instant::now();
            let asked = self.ask(number, &mut stream, form.as_bytes());
            let asked = match is_patient {
                true => Ok(asked.await),
                false => timeout(PATIENCE, asked).await,
            };
            let is_counted = (self.from..self.until).contains(&Instant::now());
            match asked {
                Ok(Ok(status)) if is_counted => {
                    fate.answers.entry(status).or_default().add(began.elapsed());
                }
                Ok(Ok(_)) => {}
                Ok(Err(_)) => {
                    stream = None;
                    fate.cut_off += usize::from(is_counted);
                    sleep(PATIENCE).await;
                }
                Err(_) => {
                    stream = None;
                    fate.gave_up += usize::from(is_counted);
                }
            }
        }
        fate
    }

    async fn ask(
        &self,
        number: usize,
        stream: &mut Option<TcpStream>,
        form: &[u8],
    ) -> io::Result<u16> {
        let stream = match stream {
            Some(stream) => stream,
            None => stream.insert(self.connect(number).await?),
        };
        exchange(stream, form).await
    }

    /// All addresses in 127.0.0.0/8 are this machine.
    async fn connect(&self, number: usize) -> io::Result<TcpStream> {
        let [.., a, b] = (number % self.networks).to_be_bytes();
        let socket = TcpSocket::new_v4()?;
        socket.bind((Ipv4Addr::new(127, 1, a, b), 0).into())?;
        socket.connect(self.address).await
    }
}

impl Fate {
    fn add(&mut self, other: Self) {
        for (status, times) in other.answers {
            self.answers.entry(status).or_default().extend(times);
        }
        self.gave_up += other.gave_up;
        self.cut_off += other.cut_off;
    }
}
