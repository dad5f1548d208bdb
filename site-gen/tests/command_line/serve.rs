//! `roadmap serve`: shows the site, follows changes, shows errors in the page, and lets a self-check page keep its policy.

use std::fs;
use std::io::{BufRead as _, BufReader, Read as _, Write as _};
use std::net::TcpStream;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use crate::program::{command, copy, fixture, roadmap};

/// A running server; stopped when dropped.
struct Server {
    child: Child,
    address: String,
}

impl Server {
    fn start(dir: &Path) -> Self {
        let mut child = command(dir, &["serve", "--port", "0"])
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        let address = line
            .rsplit("http://")
            .next()
            .unwrap()
            .trim()
            .trim_end_matches('/')
            .to_owned();
        Self { child, address }
    }

    /// Status and body of an answer.
    fn get(&self, path: &str) -> (u16, String) {
        let mut stream = TcpStream::connect(&self.address).unwrap();
        write!(
            stream,
            "GET {path} HTTP/1.1\r\nHost: {}\r\nConnection: close\r\n\r\n",
            self.address
        )
        .unwrap();
        let mut answer = String::new();
        stream.read_to_string(&mut answer).unwrap();
        let (head, body) = answer.split_once("\r\n\r\n").unwrap();
        (
            head.split(' ').nth(1).unwrap().parse().unwrap(),
            body.to_owned(),
        )
    }

    /// Asks again until the answer is as wanted; a rebuild takes its time, most of all on a busy machine.
    fn wait_for(&self, path: &str, wanted: impl Fn(u16, &str) -> bool) {
        let start = Instant::now();
        loop {
            let (status, body) = self.get(path);
            if wanted(status, &body) {
                return;
            }
            assert!(
                start.elapsed() < Duration::from_secs(120),
                "{path}: still {status}"
            );
            std::thread::sleep(Duration::from_millis(50));
        }
    }
}

impl Drop for Server {
    fn drop(&mut self) {
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

#[test]
fn pages_follow_the_files_and_errors_are_shown_in_the_page() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("content/de/notiz.md");
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    fs::write(&page, "+++\ntitle = \"Notiz\"\n+++\n\nErste Fassung.\n").unwrap();
    let server = Server::start(folder.path());

    let (status, body) = server.get("/notiz/");
    assert_eq!(status, 200);
    assert!(body.contains("Erste Fassung.") && body.contains("/.roadmap/neu-laden.js"));
    assert_eq!(
        server.get("/notiz").0,
        301,
        "an address without its slash leads on"
    );
    assert_eq!(server.get("/gibt-es-nicht/").0, 404);
    let (_, check) = server.get("/selbst-check/kurz/");
    assert!(
        check.contains("connect-src 'none'") && !check.contains("/.roadmap/"),
        "a self-check page stays closed"
    );

    fs::write(&page, "+++\ntitle = \"Notiz\"\n+++\n\nZweite Fassung.\n").unwrap();
    server.wait_for("/notiz/", |_, body| body.contains("Zweite Fassung."));
    fs::write(&page, "+++\ntitel = \"Notiz\"\n+++\n").unwrap();
    server.wait_for("/", |status, body| {
        status == 500 && body.contains("Den Schlüssel „titel“ gibt es hier nicht.")
    });
    fs::write(&page, "+++\ntitle = \"Notiz\"\n+++\n\nDritte Fassung.\n").unwrap();
    server.wait_for("/notiz/", |status, body| {
        status == 200 && body.contains("Dritte Fassung.")
    });
}

#[test]
fn a_layer_named_while_it_runs_is_followed_too() {
    let folder = tempfile::tempdir().unwrap();
    let (own, land) = (folder.path().join("kommune"), folder.path().join("land"));
    let page = land.join("content/de/notiz.md");
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    fs::create_dir_all(own.join("content/de")).unwrap();
    fs::write(&page, "+++\ntitle = \"Notiz\"\n+++\n\nErste Fassung.\n").unwrap();
    let server = Server::start(&own);
    assert_eq!(server.get("/notiz/").0, 404);

    fs::write(own.join("site.toml"), "layers = [\"../land\"]\n").unwrap();
    server.wait_for("/notiz/", |_, body| body.contains("Erste Fassung."));
    fs::write(&page, "+++\ntitle = \"Notiz\"\n+++\n\nZweite Fassung.\n").unwrap();
    server.wait_for("/notiz/", |_, body| body.contains("Zweite Fassung."));
}

#[test]
fn a_page_waits_for_the_build_after_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let page = folder.path().join("content/de/notiz.md");
    fs::create_dir_all(page.parent().unwrap()).unwrap();
    fs::write(&page, "+++\ntitle = \"Notiz\"\n+++\n\nErste Fassung.\n").unwrap();
    let server = Server::start(folder.path());
    let script = |body: &str| {
        let (_, rest) = body.split_once("<script src=\"/.roadmap/").unwrap();
        format!("/.roadmap/{}", rest.split_once('"').unwrap().0)
    };
    let first = script(&server.get("/notiz/").1);
    fs::write(&page, "+++\ntitle = \"Notiz\"\n+++\n\nZweite Fassung.\n").unwrap();
    server.wait_for("/notiz/", |_, body| body.contains("Zweite Fassung."));

    // A browser that asks for the script only now has the first page still: there is a newer one, and the answer says so at once.
    let (_, waiting) = server.get(&first);
    let (_, rest) = waiting.split_once("fetch('").unwrap();
    assert_eq!(server.get(rest.split_once('\'').unwrap().0).0, 200);
    assert_ne!(script(&server.get("/notiz/").1), first);
}

#[test]
fn each_page_says_which_layers_it_comes_from_and_a_build_does_not() {
    let folder = tempfile::tempdir().unwrap();
    for site in ["small", "explained"] {
        copy(&fixture("sites").join(site), &folder.path().join(site));
    }
    let layer = folder.path().join("explained");
    let server = Server::start(&layer);
    let line = |path: &str| {
        let (_, body) = server.get(path);
        let (_, end) = body
            .rsplit_once("<aside class=\"wrap\" lang=\"de\"")
            .unwrap();
        let (_, text) = end.split_once("<p>").unwrap();
        text.split_once("</p>").unwrap().0.to_owned()
    };
    assert_eq!(
        line("/vorlagen/brief/"),
        "aus: base / small – anpassen: <code>roadmap customise content/de/vorlagen/brief.md</code>"
    );
    assert_eq!(
        line("/leitfaden/anfangen/"),
        "aus: base / small / kommune – eigene Datei: <code>content/de/leitfaden/anfangen.md</code>"
    );
    assert_eq!(
        line("/selbst-check/kurz/bauhof/"),
        "aus: base / small / kommune – anpassen: <code>roadmap customise content/de/selbst-check/kurz.md</code>",
        "a self-check is made of the blueprint, the occupation and the banks of its items"
    );
    assert_eq!(line("/gibt-es-nicht/"), "aus: base");

    assert!(roadmap(&layer, &["build", "--quiet"]).status.success());
    for page in ["leitfaden/anfangen", "selbst-check/kurz/bauhof"] {
        let html = fs::read_to_string(layer.join("public").join(page).join("index.html"));
        assert!(!html.unwrap().contains("aus: base"), "{page}");
    }
}
