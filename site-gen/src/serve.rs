//! `roadmap serve`: builds, serves on loopback, rebuilds on change, reloads the browser.
//!
//! The site lives in memory. While it has errors, every page shows them instead, so that nobody looks at stale pages
//! without knowing. Pages get a small script for reloading; self-check pages do not: their policy forbids connections,
//! and that policy is what one wants to see at work. All pages get a line that says which layers they come from and how to
//! change them; it is plain text, which no policy minds, and stands in no build.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::net::{Ipv4Addr, SocketAddr};
use std::path::{Path, PathBuf};
use std::sync::{Arc, PoisonError, RwLock, mpsc};
use std::time::Duration;

use axum::Router;
use axum::body::Body;
use axum::extract::State;
use axum::http::{Response, StatusCode, Uri, header};
use notify::{RecursiveMode, Watcher as _};
use tokio::sync::watch;

use crate::build::{self, Built, Trace};
use crate::diagnostic::problem::Language;
use crate::diagnostic::report::{self, Colour, Format};
use crate::markdown::escape;
use crate::source;
use crate::source::config::{self, Overrides};
use crate::source::editing::PUBLICCODE;
use crate::source::layer::{FOLDERS, MachineError, OWN_LAYER};

/// What is served at the moment.
enum Shown {
    /// The site, by path, and the line about its layers that a page ends with.
    Site {
        files: HashMap<String, Vec<u8>>,
        lines: HashMap<String, String>,
    },
    /// A report in its place.
    Errors(String),
}

#[derive(Clone)]
struct Server {
    shown: Arc<RwLock<Shown>>,
    /// Counts the builds; every change tells the browsers to reload.
    version: watch::Receiver<u64>,
}

/// Serves the site in a folder until the program is stopped.
///
/// # Errors
/// When the address is taken or the folder cannot be read.
pub fn serve(
    dir: &Path,
    overrides: &Overrides,
    port: u16,
    language: Language,
) -> Result<(), MachineError> {
    let runtime = tokio::runtime::Runtime::new().map_err(MachineError::at(dir))?;
    let (announce, version) = watch::channel(0);
    // What changes while the first build reads is built again.
    let (layers, changes) = Layers::watch(dir)?;
    let shown = Arc::new(RwLock::new(build_once(dir, overrides, language)?));
    rebuild_on(
        (layers, changes),
        dir,
        overrides.clone(),
        language,
        Arc::clone(&shown),
        announce,
    );
    runtime.block_on(async move {
        let address = SocketAddr::from((Ipv4Addr::LOCALHOST, port));
        let listener = tokio::net::TcpListener::bind(address)
            .await
            .map_err(MachineError::at(Path::new(&address.to_string())))?;
        let address = listener.local_addr().map_err(MachineError::at(dir))?;
        let router = Router::new()
            .fallback(page)
            .with_state(Server { shown, version });
        match language {
            Language::German => {
                println!("Die Website ist bereit (beenden mit Strg+C): http://{address}/");
            }
            Language::English => {
                println!("The site is ready (stop with Ctrl+C): http://{address}/");
            }
        }
        axum::serve(listener, router)
            .await
            .map_err(MachineError::at(dir))
    })
}

fn build_once(
    dir: &Path,
    overrides: &Overrides,
    language: Language,
) -> Result<Shown, MachineError> {
    let (Built { files, diagnostics }, traces) = build::preview(dir, overrides)?;
    let failed = diagnostics.has_errors();
    let diagnostics = diagnostics.sorted();
    if !diagnostics.is_empty() {
        eprint!(
            "{}",
            report::render(&diagnostics, Format::Human, language, Colour::Never)
        );
    }
    Ok(if failed {
        Shown::Errors(report::render(
            &diagnostics,
            Format::Human,
            language,
            Colour::Never,
        ))
    } else {
        Shown::Site {
            files: files
                .into_iter()
                .map(|file| (file.path, file.bytes))
                .collect(),
            lines: traces
                .into_iter()
                .map(|trace| (trace.file.clone(), layers_line(&trace, dir, language)))
                .collect(),
        }
    })
}

/// Which layers a page comes from, and how to change it: the end of the page.
fn layers_line(trace: &Trace, dir: &Path, language: Language) -> String {
    let layers: Vec<String> = trace.layers.iter().map(|layer| escape(layer)).collect();
    let layers = layers.join(" / ");
    let folder = dir.display().to_string();
    let folder = if folder == "." {
        String::new()
    } else {
        format!(" {}", escape(&folder))
    };
    let change = trace.documents.first().map(|document| {
        let path = escape(&document.path);
        let is_own = document.layers.iter().any(|layer| &**layer == OWN_LAYER);
        match (is_own, language) {
            (true, Language::German) => format!(" – eigene Datei: <code>{path}</code>"),
            (true, Language::English) => format!(" – own file: <code>{path}</code>"),
            (false, Language::German) => {
                format!(" – anpassen: <code>roadmap customise {path}{folder}</code>")
            }
            (false, Language::English) => {
                format!(" – customise: <code>roadmap customise {path}{folder}</code>")
            }
        }
    });
    let change = change.unwrap_or_default();
    match language {
        Language::German => format!(
            "<aside class=\"wrap\" lang=\"de\" aria-label=\"Ebenen dieser Seite\"><p>aus: {layers}{change}</p></aside>"
        ),
        Language::English => format!(
            "<aside class=\"wrap\" lang=\"en\" aria-label=\"Layers of this page\"><p>from: {layers}{change}</p></aside>"
        ),
    }
}

/// Editors save in bursts: several events for one change. This is how long silence must last before a build.
const QUIET: Duration = Duration::from_millis(60);

/// The folders of the layers, watched.
struct Layers {
    /// The own folder.
    dir: PathBuf,
    watcher: notify::RecommendedWatcher,
    /// Those that are watched; what `site.toml` names may change while the program runs.
    roots: Arc<RwLock<Vec<PathBuf>>>,
}

impl Layers {
    /// Says when a file of any layer changes. Watching ends when the layers are dropped.
    fn watch(dir: &Path) -> Result<(Self, mpsc::Receiver<()>), MachineError> {
        let roots = Arc::new(RwLock::new(Vec::new()));
        let watched = Arc::clone(&roots);
        let (changed, changes) = mpsc::channel();
        let handler = move |event: notify::Result<notify::Event>| {
            let is_change = |event: notify::Event| {
                let reads = matches!(event.kind, notify::EventKind::Access(_));
                let roots: &[PathBuf] = &watched.read().unwrap_or_else(PoisonError::into_inner);
                !reads && event.paths.iter().any(|path| is_content(path, roots))
            };
            if event.is_ok_and(is_change) {
                // The receiver lives as long as the program; a closed channel means it is ending.
                let _ = changed.send(());
            }
        };
        let watcher = notify::recommended_watcher(handler).map_err(|error| MachineError {
            path: dir.to_owned(),
            source: std::io::Error::other(error),
        })?;
        let dir = dir.to_owned();
        let mut layers = Self {
            dir,
            watcher,
            roots,
        };
        layers.follow()?;
        Ok((layers, changes))
    }

    /// Watches the layers that `site.toml` names now.
    fn follow(&mut self) -> Result<(), MachineError> {
        let named = source::folders(&self.dir)?;
        let watched = self
            .roots
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        let mut roots = Vec::with_capacity(named.len());
        for folder in named {
            let root = folder.canonicalize().map_err(MachineError::at(&folder))?;
            if !watched.contains(&root) {
                self.watcher
                    .watch(&root, RecursiveMode::Recursive)
                    .map_err(|error| MachineError {
                        path: folder,
                        source: std::io::Error::other(error),
                    })?;
            }
            roots.push(root);
        }
        *self.roots.write().unwrap_or_else(PoisonError::into_inner) = roots;
        Ok(())
    }
}

/// Rebuilds at every change, on a thread of its own.
fn rebuild_on(
    (mut layers, changes): (Layers, mpsc::Receiver<()>),
    dir: &Path,
    overrides: Overrides,
    language: Language,
    shown: Arc<RwLock<Shown>>,
    announce: watch::Sender<u64>,
) {
    let dir: PathBuf = dir.to_owned();
    std::thread::spawn(move || {
        while changes.recv().is_ok() {
            while changes.recv_timeout(QUIET).is_ok() {}
            // What changes in a new layer while this build reads is built again.
            let next = layers
                .follow()
                .and_then(|()| build_once(&dir, &overrides, language))
                .unwrap_or_else(|error| Shown::Errors(error.to_string()));
            let mut shown = shown.write().unwrap_or_else(PoisonError::into_inner);
            *shown = next;
            // Nobody gets a page between the two, so each page knows the number of its own build.
            announce.send_modify(|version| *version += 1);
        }
    });
}

/// Whether a build reads what is at a path; built output and hidden folders are not read. A layer may lie in another.
fn is_content(path: &Path, roots: &[PathBuf]) -> bool {
    roots
        .iter()
        .filter_map(|root| path.strip_prefix(root).ok()?.iter().next()?.to_str())
        .any(|first| FOLDERS.contains(&first) || [config::FILE, PUBLICCODE].contains(&first))
}

/// Where pages wait for a new build: the answer comes when there is one.
const CHANGES: &str = "/.roadmap/aenderung/";
/// The script that waits; behind `?` stands the number of the build that the page is of.
const SCRIPT: &str = "/.roadmap/neu-laden.js";

fn script(version: u64) -> String {
    format!("<script src=\"{SCRIPT}?{version}\" defer></script>")
}

/// Waits for a build newer than the one the page shows, then loads the page again.
fn reload_script(version: u64) -> String {
    format!(
        "fetch('{CHANGES}{version}').then(() => location.reload(), () => setTimeout(() => location.reload(), 2000));\n"
    )
}

async fn page(State(mut server): State<Server>, uri: Uri) -> Response<Body> {
    let path = uri.path();
    if let Some(seen) = path.strip_prefix(CHANGES) {
        let seen: u64 = seen.parse().unwrap_or_default();
        // An error means that the program is ending.
        let _ = server.version.wait_for(|version| *version != seen).await;
        return answer(StatusCode::OK, "text/plain; charset=utf-8", Vec::new());
    }
    if path == SCRIPT {
        let version = uri.query().and_then(|query| query.parse().ok());
        return answer(
            StatusCode::OK,
            "text/javascript; charset=utf-8",
            reload_script(version.unwrap_or_default()).into_bytes(),
        );
    }
    let shown = server.shown.read().unwrap_or_else(PoisonError::into_inner);
    let version = *server.version.borrow();
    match &*shown {
        Shown::Errors(report) => answer(
            StatusCode::INTERNAL_SERVER_ERROR,
            HTML,
            errors_page(report, version).into_bytes(),
        ),
        Shown::Site { files, lines } => from_site(files, lines, version, path),
    }
}

const HTML: &str = "text/html; charset=utf-8";

fn from_site(
    files: &HashMap<String, Vec<u8>>,
    lines: &HashMap<String, String>,
    version: u64,
    path: &str,
) -> Response<Body> {
    let decoded = percent_decode(path.trim_start_matches('/'));
    let file = if decoded.is_empty() || decoded.ends_with('/') {
        format!("{decoded}index.html")
    } else {
        decoded
    };
    if let Some(bytes) = files.get(&file) {
        let kind = content_type(&file);
        let bytes = if kind == HTML {
            dressed(bytes, lines.get(&file), version)
        } else {
            bytes.clone()
        };
        return answer(StatusCode::OK, kind, bytes);
    }
    if files.contains_key(&format!("{file}/index.html")) {
        return Response::builder()
            .status(StatusCode::MOVED_PERMANENTLY)
            .header(header::LOCATION, format!("/{file}/"))
            .body(Body::empty())
            .unwrap_or_default();
    }
    let not_found = files.get("404.html").map_or_else(
        || b"404".to_vec(),
        |bytes| dressed(bytes, lines.get("404.html"), version),
    );
    answer(StatusCode::NOT_FOUND, HTML, not_found)
}

fn answer(status: StatusCode, kind: &'static str, bytes: Vec<u8>) -> Response<Body> {
    Response::builder()
        .status(status)
        .header(header::CONTENT_TYPE, kind)
        .header(header::CACHE_CONTROL, "no-store")
        .body(Body::from(bytes))
        .unwrap_or_default()
}

/// Adds the line about the layers, and to a reading page the script that reloads; the policy of a self-check page would refuse
/// it.
fn dressed(html: &[u8], line: Option<&String>, version: u64) -> Vec<u8> {
    let text = String::from_utf8_lossy(html);
    let script = if text.contains("wasm-unsafe-eval") {
        String::new()
    } else {
        script(version)
    };
    let line = line.map_or("", String::as_str);
    // The last one: a page may carry others in its templates and data.
    match text.rfind("</body>") {
        Some(end) => format!("{}{line}{script}{}", &text[..end], &text[end..]).into_bytes(),
        None => html.to_vec(),
    }
}

fn errors_page(report: &str, version: u64) -> String {
    let mut page = String::from(
        "<!doctype html><html lang=\"de\"><head><meta charset=\"utf-8\"><meta name=\"viewport\" content=\"width=device-width\">\
         <title>roadMAP: Es gibt Fehler</title><style>body{font:1rem/1.5 system-ui,sans-serif;margin:2rem auto;max-width:70rem;padding:0 1rem}\
         pre{overflow:auto;padding:1rem;border-left:.3rem solid #b3261e;background:#f4f4f4;color:#111}</style></head><body>\
         <h1>Die Website lässt sich gerade nicht bauen</h1><p>Sobald die Fehler behoben sind, erscheint hier wieder die Seite.</p>",
    );
    let _ = write!(
        page,
        "<pre>{}</pre>{}</body></html>",
        escape(report),
        script(version)
    );
    page
}

pub(crate) fn content_type(file: &str) -> &'static str {
    match file.rsplit_once('.').map(|(_, extension)| extension) {
        Some("html") => HTML,
        Some("css") => "text/css; charset=utf-8",
        Some("js") => "text/javascript; charset=utf-8",
        Some("json") => "application/json",
        Some("xml") => "application/xml",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("jpg" | "jpeg") => "image/jpeg",
        Some("webp") => "image/webp",
        Some("woff2") => "font/woff2",
        Some("pdf") => "application/pdf",
        Some("txt") => "text/plain; charset=utf-8",
        Some("csv") => "text/csv; charset=utf-8",
        Some("md") => "text/markdown; charset=utf-8",
        Some("docx") => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        _ => "application/octet-stream",
    }
}

/// `%C3%BC` → `ü`; what is no such code stays as it is.
fn percent_decode(path: &str) -> String {
    let mut bytes = Vec::with_capacity(path.len());
    let mut rest = path.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code = if first == b'%' {
            tail.get(..2).and_then(|hex| std::str::from_utf8(hex).ok())
        } else {
            None
        };
        match code.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
            Some(byte) => {
                bytes.push(byte);
                rest = &tail[2..];
            }
            None => {
                bytes.push(first);
                rest = tail;
            }
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_a_build_reads_makes_it_build_again() {
        let roots = ["/stadt", "/stadt/ebenen/kreis"].map(PathBuf::from);
        for (path, expected) in [
            ("/stadt/site.toml", true),
            ("/stadt/content/de/seite.md", true),
            ("/stadt/ebenen/kreis/content/de/seite.md", true),
            ("/stadt/ebenen/kreis/notiz.md", false),
            ("/stadt/public/index.html", false),
            ("/stadt", false),
            ("/anderswo/content/de/seite.md", false),
        ] {
            assert_eq!(is_content(Path::new(path), &roots), expected, "{path}");
        }
    }
}
