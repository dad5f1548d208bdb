//! `roadmap fleet publish` against a real S3 server, which the test starts (`ROADMAP_MOTO` names the program; `cargo xtask test`
//! installs it), and with a publisher that is killed on its way, at points that [`gate`] knows.

mod gate;

use std::collections::BTreeMap;
use std::error::Error;
use std::fs;
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use gate::{Death, Gate};

use futures_util::TryStreamExt as _;
use object_store::aws::{AmazonS3, AmazonS3Builder};
use object_store::path::Path as Key;
use object_store::{ObjectStore as _, ObjectStoreExt as _};
use site_gen::fleet::publish::{Current, Listing};
use site_gen::fleet::{self, file};
use site_gen::output::Filed as _;
use tokio::runtime::Runtime;

type Outcome<T = ()> = Result<T, Box<dyn Error>>;
type Site = BTreeMap<String, Vec<u8>>;

const BUCKET: &str = "kommunen";

/// A server that ends with the test.
struct Server {
    process: Child,
    address: String,
    /// What publishers come through.
    gate: Gate,
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.process.kill();
        let _ = self.process.wait();
    }
}

impl Server {
    fn start() -> Outcome<Self> {
        let program = std::env::var_os("ROADMAP_MOTO")
            .ok_or("ROADMAP_MOTO does not name a moto_server; cargo xtask test installs one")?;
        // Whoever asks for port 0 gets a free one; nobody else asks for it before the server does.
        let port = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?
            .local_addr()?
            .port();
        let gate = Gate::before(port)?;
        let process = Command::new(program)
            .args(["-H", "127.0.0.1", "-p", &port.to_string()])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()?;
        let server = Self {
            process,
            address: format!("http://127.0.0.1:{port}"),
            gate,
        };
        let start = Instant::now();
        while TcpStream::connect((Ipv4Addr::LOCALHOST, port)).is_err() {
            if start.elapsed() > Duration::from_secs(60) {
                return Err("the server does not answer".into());
            }
            sleep(Duration::from_millis(50));
        }
        Ok(server)
    }

    fn publish(&self, list: &Path, prune: bool) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_roadmap"));
        command
            .args(["fleet", "publish"])
            .arg(list)
            .args(["--to", &format!("s3://{BUCKET}/flotte")])
            .args(prune.then_some("--prune"))
            .env("AWS_ENDPOINT", self.gate.address())
            .env("AWS_ALLOW_HTTP", "true")
            .env("AWS_REGION", "eu-central-1")
            .env("AWS_ACCESS_KEY_ID", "test")
            .env("AWS_SECRET_ACCESS_KEY", "test")
            .stdout(Stdio::piped());
        command
    }

    /// Publishes, and kills the publisher at a point of its way.
    fn die(&self, list: &Path, death: Death) -> Outcome {
        self.gate.close(death);
        let mut publisher = self.publish(list, false).spawn()?;
        let came = self.gate.wait_for_death();
        publisher.kill()?;
        publisher.wait()?;
        self.gate.open();
        Ok(came?)
    }

    fn store(&self) -> Outcome<AmazonS3> {
        Ok(AmazonS3Builder::new()
            .with_endpoint(&self.address)
            .with_allow_http(true)
            .with_region("eu-central-1")
            .with_access_key_id("test")
            .with_secret_access_key("test")
            .with_bucket_name(BUCKET)
            .build()?)
    }
}

/// What a reader gets: the published release, every file of it.
async fn read(store: &AmazonS3) -> Outcome<Option<Site>> {
    let site = Key::from("flotte/ahausen");
    let found = match store.get(&site.clone().join("current.json")).await {
        Err(object_store::Error::NotFound { .. }) => return Ok(None),
        other => other?,
    };
    let current: Current = serde_json::from_slice(&found.bytes().await?)?;
    let releases = site.join("releases");
    let listing = releases.clone().join(format!("{}.json", current.release));
    let listing: Listing = serde_json::from_slice(&store.get(&listing).await?.bytes().await?)?;
    let mut files = Site::new();
    for path in listing.keys() {
        let folder = releases.clone().join(&*current.release);
        let key = path.split('/').fold(folder, Key::join);
        files.insert(path.clone(), store.get(&key).await?.bytes().await?.to_vec());
    }
    Ok(Some(files))
}

async fn count(store: &AmazonS3) -> Outcome<usize> {
    let found: Vec<_> = store.list(Some(&Key::from("flotte"))).try_collect().await?;
    Ok(found.len())
}

/// A site of many small pages, in which every page names the edition, but for a third of them.
fn write_fleet(folder: &Path, edition: usize) -> Outcome {
    let own = folder.join("ahausen");
    let pages = own.join("content/de");
    fs::create_dir_all(&pages)?;
    fs::write(
        folder.join("FLEET.toml"),
        "[[municipality]]\nslug = \"ahausen\"\ndir = \"ahausen\"\n",
    )?;
    fs::write(
        own.join("site.toml"),
        "name = \"Gemeinde Ahausen\"\ndraft = true\nbase = \"theme\"\n",
    )?;
    for page in 0..150 {
        let said = if page % 3 == 0 { 0 } else { edition };
        let text = format!(
            "+++\ntitle = \"Seite {page}\"\nsummary = \"Eine Seite.\"\n+++\n\nFassung {said}.\n"
        );
        fs::write(pages.join(format!("seite-{page}.md")), text)?;
    }
    Ok(())
}

fn built(list: &Path) -> Outcome<Site> {
    let municipalities = file::read(list, &mut site_gen::diagnostic::Diagnostics::new())?;
    let site = std::sync::Mutex::new(Site::new());
    fleet::build(&municipalities, false, &|_, files| {
        let files = files
            .iter()
            .map(|file| (file.path().to_owned(), file.pieces().concat()));
        if let Ok(mut site) = site.lock() {
            *site = files.collect();
        }
        Ok(())
    })?;
    Ok(site.into_inner()?)
}

fn said(command: &mut Command) -> Outcome<String> {
    let output = command.output()?;
    assert!(output.status.success(), "{output:?}");
    Ok(String::from_utf8(output.stdout)?)
}

#[test]
fn readers_get_the_old_site_or_the_new_one() -> Outcome {
    let server = Server::start()?;
    let runtime = Runtime::new()?;
    let store = server.store()?;
    runtime.block_on(make_bucket(&server))?;
    let folder = tempfile::tempdir()?;
    let list = folder.path().join("FLEET.toml");

    write_fleet(folder.path(), 1)?;
    let first = said(&mut server.publish(&list, false))?;
    let mut old = built(&list)?;
    assert!(
        first.contains(&format!("{} Dateien hochgeladen, 0 übernommen", old.len())),
        "{first}"
    );
    write_fleet(folder.path(), 2)?;
    let before = server.gate.forwarded();
    said(&mut server.publish(&list, false))?;
    old = built(&list)?;
    assert_eq!(runtime.block_on(read(&store))?.as_ref(), Some(&old));
    // One file more or less makes no difference: the editions differ in the same files.
    let all = server.gate.forwarded() - before;
    assert!(all > old.len(), "a request for each file and more: {all}");

    // From the first request to the last one, which says what is published. What follows it can only be the new site.
    let points = [1, 2, 3, 4, all / 4, all / 2, all - 1, all];
    let before = points.map(|request| (Death::Before(request), false));
    let after = [1, 4, all / 3, all - 1].map(|request| (Death::After(request), false));
    let last = [(Death::After(all), true)];
    let deaths = before.into_iter().chain(after).chain(last);
    for (edition, (death, is_new)) in deaths.enumerate() {
        write_fleet(folder.path(), 3 + edition)?;
        let new = built(&list)?;
        assert_ne!(old, new);
        server.die(&list, death)?;
        let seen = runtime.block_on(read(&store))?;
        let expected = if is_new { &new } else { &old };
        assert!(seen.as_ref() == Some(expected), "of {all}: {death:?}");
    }

    // Whoever was killed in the middle and runs it again to the end gets the new site; what was uploaded is kept.
    write_fleet(folder.path(), 100)?;
    let new = built(&list)?;
    server.die(&list, Death::Before(all / 2))?;
    let last = said(&mut server.publish(&list, true))?;
    assert_eq!(runtime.block_on(read(&store))?.as_ref(), Some(&new));
    let numbers = |said: &str| -> Vec<usize> {
        let words = said.split([' ', ',']);
        words.filter_map(|word| word.parse().ok()).collect()
    };
    let [uploaded, copied, ..] = numbers(&last)[..] else {
        return Err(last.into());
    };
    assert!(uploaded + copied < new.len(), "{last}");
    // Two releases at most are kept: their files, their lists, and the file that says which one is published.
    assert!(runtime.block_on(count(&store))? <= 2 * (new.len() + 1) + 1);

    // Nothing has changed, so nothing is uploaded.
    let again = said(&mut server.publish(&list, false))?;
    assert!(
        again.contains("0 Dateien hochgeladen, 0 übernommen"),
        "{again}"
    );
    Ok(())
}

/// Object stores make no buckets; the server does for whoever asks by HTTP.
async fn make_bucket(server: &Server) -> Outcome {
    use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
    let host = server.address.trim_start_matches("http://");
    let mut stream = tokio::net::TcpStream::connect(host).await?;
    let body = "<CreateBucketConfiguration xmlns=\"http://s3.amazonaws.com/doc/2006-03-01/\"><LocationConstraint>eu-central-1</LocationConstraint></CreateBucketConfiguration>";
    let request = format!(
        "PUT /{BUCKET} HTTP/1.1\r\nHost: {host}\r\nAuthorization: AWS4-HMAC-SHA256 Credential=test/20260101/eu-central-1/s3/aws4_request, SignedHeaders=host, Signature=0\r\nContent-Length: {}\r\nConnection: close\r\n\r\n{body}",
        body.len()
    );
    stream.write_all(request.as_bytes()).await?;
    let mut answer = String::new();
    stream.read_to_string(&mut answer).await?;
    if answer.starts_with("HTTP/1.1 200") {
        Ok(())
    } else {
        Err(answer.into())
    }
}
