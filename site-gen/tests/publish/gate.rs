//! A gate before the server: it counts the requests that pass, and holds one back for the test to kill the publisher meanwhile. So
//! the publisher dies at a known point of its way, however fast the machine is.

use std::io::{self, BufRead as _, BufReader, Read as _, Write as _};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

/// Where the publisher is to die, by the number of the request since the gate was closed, from 1.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Death {
    /// That request does not reach the server, nor does any after it.
    Before(usize),
    /// It does, but its answer does not reach the publisher.
    After(usize),
}

#[derive(Debug, Default)]
struct Traffic {
    /// Requests that were let through.
    forwarded: usize,
    /// Requests that the server is still answering.
    under_way: usize,
    /// Where to hold, counted from the first request ever.
    hold: Option<Death>,
    /// Whether the request to hold has come.
    is_held: bool,
}

impl Traffic {
    /// Lets the next request pass, or not.
    fn pass(&mut self) -> bool {
        let next = self.forwarded + 1;
        let is_held = match self.hold {
            Some(Death::Before(held)) => next >= held,
            Some(Death::After(last)) => next > last,
            None => false,
        };
        if is_held {
            self.is_held |= matches!(self.hold, Some(Death::Before(_)));
            return false;
        }
        self.forwarded = next;
        self.under_way += 1;
        true
    }
}

/// The gate. It stands until the test ends.
#[derive(Debug, Clone)]
pub struct Gate {
    port: u16,
    traffic: Arc<(Mutex<Traffic>, Condvar)>,
}

impl Gate {
    /// Stands before the server that listens on a port of this machine.
    pub fn before(server: u16) -> io::Result<Self> {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
        let gate = Self {
            port: listener.local_addr()?.port(),
            traffic: Arc::default(),
        };
        let at_work = gate.clone();
        thread::spawn(move || {
            for client in listener.incoming().flatten() {
                let gate = at_work.clone();
                // A connection that breaks is the publisher's death.
                thread::spawn(move || gate.serve(client, server));
            }
        });
        Ok(gate)
    }

    /// The address that the publisher is given in the place of the server's.
    pub fn address(&self) -> String {
        format!("http://127.0.0.1:{}", self.port)
    }

    /// How many requests were let through.
    pub fn forwarded(&self) -> usize {
        self.change(|traffic| traffic.forwarded)
    }

    /// Closes at a point from here on.
    pub fn close(&self, death: Death) {
        self.change(|traffic| {
            traffic.is_held = false;
            traffic.hold = Some(match death {
                Death::Before(n) => Death::Before(traffic.forwarded + n),
                Death::After(n) => Death::After(traffic.forwarded + n),
            });
        });
    }

    /// Lets everything through.
    pub fn open(&self) {
        self.change(|traffic| traffic.hold = None);
    }

    /// Waits until the publisher has come to the point, and the server has answered all that went before.
    pub fn wait_for_death(&self) -> Result<(), &'static str> {
        let (traffic, changed) = &*self.traffic;
        let guard = traffic.lock().unwrap_or_else(PoisonError::into_inner);
        let (guard, waited) = changed
            .wait_timeout_while(guard, Duration::from_secs(120), |traffic| {
                !traffic.is_held || traffic.under_way > 0
            })
            .unwrap_or_else(PoisonError::into_inner);
        drop(guard);
        if waited.timed_out() {
            return Err("the publisher did not come to the point");
        }
        Ok(())
    }

    fn change<T>(&self, change: impl FnOnce(&mut Traffic) -> T) -> T {
        let (traffic, changed) = &*self.traffic;
        let done = change(&mut traffic.lock().unwrap_or_else(PoisonError::into_inner));
        changed.notify_all();
        done
    }

    /// Passes on the request of a connection; the server ends its answer by closing, and so does the gate.
    fn serve(&self, client: TcpStream, server: u16) -> io::Result<()> {
        let mut answers = client.try_clone()?;
        let mut client = BufReader::new(client);
        let Some(request) = request(&mut client)? else {
            return Ok(());
        };
        if !self.change(Traffic::pass) {
            return wait_for_end(client);
        }
        let answer = ask(server, &request);
        let is_last = self.change(|traffic| {
            traffic.under_way -= 1;
            let is_last =
                traffic.under_way == 0 && traffic.hold == Some(Death::After(traffic.forwarded));
            traffic.is_held |= is_last;
            is_last
        });
        if is_last {
            return wait_for_end(client);
        }
        answers.write_all(&answer?)
    }
}

/// Until the publisher is dead.
fn wait_for_end(mut client: BufReader<TcpStream>) -> io::Result<()> {
    io::copy(&mut client, &mut io::sink()).map(drop)
}

/// The bytes of the next request, with the demand that the server closes after its answer; none at the end.
fn request(client: &mut BufReader<TcpStream>) -> io::Result<Option<Vec<u8>>> {
    let mut head = String::new();
    let mut length = 0;
    loop {
        let mut line = String::new();
        if client.read_line(&mut line)? == 0 {
            return Ok(None);
        }
        let lower = line.to_ascii_lowercase();
        if let Some(bytes) = lower.strip_prefix("content-length:") {
            length = bytes.trim().parse().map_err(io::Error::other)?;
        }
        if line == "\r\n" {
            break;
        }
        if !lower.starts_with("connection:") {
            head.push_str(&line);
        }
    }
    head.push_str("Connection: close\r\n\r\n");
    let mut request = head.into_bytes();
    let start = request.len();
    request.resize(start + length, 0);
    client.read_exact(&mut request[start..])?;
    Ok(Some(request))
}

fn ask(server: u16, request: &[u8]) -> io::Result<Vec<u8>> {
    let mut server = TcpStream::connect((Ipv4Addr::LOCALHOST, server))?;
    server.write_all(request)?;
    let mut answer = Vec::new();
    server.read_to_end(&mut answer)?;
    Ok(answer)
}
