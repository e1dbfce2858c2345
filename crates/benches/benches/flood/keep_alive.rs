use std::io;

use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};

/// Maximum size of an expected response.
const MOST: usize = 1 << 20;

/// Sends a request, reads the response and returns its status. The connection stays open.
pub(crate) async fn exchange(stream: &mut TcpStream, request: &[u8]) -> io::Result<u16> {
    stream.write_all(request).await?;
    let mut answer = Vec::with_capacity(16 * 1024);
    loop {
        if stream.read_buf(&mut answer).await? == 0 || answer.len() > MOST {
            return Err(io::ErrorKind::UnexpectedEof.into());
        }
        if let Some(status) = whole(&answer) {
            return Ok(status);
        }
    }
}

/// The status, once the response is complete.
pub(crate) fn whole(answer: &[u8]) -> Option<u16> {
    let end = answer.windows(4).position(|bytes| bytes == b"\r\n\r\n")? + 4;
    let head = std::str::from_utf8(&answer[..end]).unwrap();
    let length = head
        .lines()
        .find_map(|line| line.strip_prefix("content-length: "));
    let length: usize = length.map_or(0, |length| length.parse().unwrap());
    (answer.len() >= end + length).then(|| head[9..12].parse().unwrap())
}
