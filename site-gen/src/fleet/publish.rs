//! Publishing to S3-compatible storage, so that readers see the old site or the new one and never a mix.
//!
//! A site lies below `<slug>/releases/<release>/`, where the release is a hash of all that it holds; it is never changed. Beside
//! it, `<release>.json` lists its files with their hashes. `<slug>/current.json` names the release that is published: it is
//! written last, in one request, and only if nobody else has written it meanwhile. What the release before has the same is
//! copied inside the storage; what an interrupted run has uploaded is kept.

use std::collections::{BTreeMap, BTreeSet};
use std::io;
use std::path::PathBuf;

use data_encoding::HEXLOWER;
use futures_util::{StreamExt as _, TryStreamExt as _, stream};
use object_store::path::Path;
use object_store::{
    Attribute, Attributes, Error, GetResult, ObjectStore, ObjectStoreExt as _, PutMode, PutOptions,
    PutPayload, UpdateVersion,
};
use serde::{Deserialize, Serialize};
use sha2::{Digest as _, Sha256};
use tokio::runtime::Runtime;
use url::Url;

use crate::output::Filed;
use crate::serve::content_type;
use crate::source::layer::MachineError;

/// How many requests are under way at once for one municipality.
const AT_ONCE: usize = 16;

/// What is published of a municipality.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Current {
    /// The release that readers get.
    pub release: String,
    /// The one before, kept so that whoever is reading it can read on.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub previous: Option<String>,
}

/// The files of a release, with the hashes of their bytes.
pub type Listing = BTreeMap<String, String>;

/// What publishing one municipality took.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Done {
    /// Files that were uploaded.
    pub uploaded: usize,
    /// Files that were copied inside the storage.
    pub copied: usize,
    /// Old releases that were removed.
    pub pruned: usize,
}

/// A place to publish to.
#[derive(Debug)]
pub struct Publisher {
    store: Box<dyn ObjectStore>,
    prefix: Path,
    runtime: Runtime,
    prune: bool,
}

impl Publisher {
    /// A place by its address, `s3://bucket/prefix`. Who may write there, and where the server is, stands in the environment:
    /// `AWS_ACCESS_KEY_ID`, `AWS_SECRET_ACCESS_KEY`, `AWS_REGION`, `AWS_ENDPOINT`.
    ///
    /// # Errors
    /// When the address cannot be one.
    pub fn new(address: &Url, prune: bool) -> Result<Self, MachineError> {
        let at = |error: io::Error| MachineError {
            path: PathBuf::from(address.as_str()),
            source: error,
        };
        let (store, prefix) = object_store::parse_url_opts(address, std::env::vars())
            .map_err(|error| at(io::Error::other(error)))?;
        Ok(Self {
            store,
            prefix,
            runtime: Runtime::new().map_err(at)?,
            prune,
        })
    }

    /// Publishes the site of a municipality.
    ///
    /// # Errors
    /// When the storage refuses, or somebody else published the same municipality meanwhile.
    pub fn publish<F: Filed>(&self, slug: &str, files: &[F]) -> Result<Done, MachineError> {
        let site = self.prefix.clone().join(slug);
        self.runtime
            .block_on(self.publish_site(&site, files))
            .map_err(|error| MachineError {
                path: PathBuf::from(site.as_ref()),
                source: io::Error::other(error),
            })
    }

    async fn publish_site<F: Filed>(&self, site: &Path, files: &[F]) -> Result<Done, Error> {
        let listing: Listing = files
            .iter()
            .map(|file| (file.path().to_owned(), hash(&file.pieces())))
            .collect();
        let release = release(&listing);
        let (current, version) = self.current(site).await?;
        let mut done = Done::default();
        if current
            .as_ref()
            .is_none_or(|current| current.release != release)
        {
            self.upload(
                site,
                files,
                &listing,
                (&release, current.as_ref()),
                &mut done,
            )
            .await?;
            let next = Current {
                release: release.clone(),
                previous: current.map(|current| current.release),
            };
            let mode = version.map_or(PutMode::Create, PutMode::Update);
            let path = site.clone().join("current.json");
            self.put(&path, json(&next), "no-cache", mode).await?;
            if self.prune {
                done.pruned = self.prune(site, &next).await?;
            }
        } else if let (true, Some(current)) = (self.prune, current) {
            done.pruned = self.prune(site, &current).await?;
        }
        Ok(done)
    }

    /// What is published, and which version of the file says so.
    async fn current(
        &self,
        site: &Path,
    ) -> Result<(Option<Current>, Option<UpdateVersion>), Error> {
        let Some(found) = self.get(&site.clone().join("current.json")).await? else {
            return Ok((None, None));
        };
        let version = UpdateVersion {
            e_tag: found.meta.e_tag.clone(),
            version: found.meta.version.clone(),
        };
        let current = serde_json::from_slice(&found.bytes().await?).ok();
        Ok((current, Some(version)))
    }

    async fn get(&self, path: &Path) -> Result<Option<GetResult>, Error> {
        match self.store.get(path).await {
            Ok(found) => Ok(Some(found)),
            Err(Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error),
        }
    }

    async fn listing(&self, site: &Path, release: &str) -> Result<Listing, Error> {
        let path = releases(site).join(format!("{release}.json"));
        Ok(match self.get(&path).await? {
            Some(found) => serde_json::from_slice(&found.bytes().await?).unwrap_or_default(),
            None => Listing::new(),
        })
    }

    /// Brings a release together beside the one that is published.
    async fn upload<F: Filed>(
        &self,
        site: &Path,
        files: &[F],
        listing: &Listing,
        (release, current): (&str, Option<&Current>),
        done: &mut Done,
    ) -> Result<(), Error> {
        let old = match current {
            Some(current) => self.listing(site, &current.release).await?,
            None => Listing::new(),
        };
        let folder = releases(site).join(release);
        // Objects appear whole, and what lies below a release's own hash can only be its own.
        let there: BTreeSet<Path> = self
            .store
            .list(Some(&folder))
            .map_ok(|meta| meta.location)
            .try_collect()
            .await?;
        let (folder, old) = (&folder, &old);
        let requests = files.iter().map(|file| {
            let to = below(folder, file.path());
            let is_there = there.contains(&to);
            async move {
                if is_there {
                    return Ok((0, 0));
                }
                let same = current.filter(|_| old.get(file.path()) == listing.get(file.path()));
                if let Some(current) = same {
                    let from = below(&releases(site).join(&*current.release), file.path());
                    self.store.copy(&from, &to).await?;
                    return Ok((0, 1));
                }
                let bytes = file.pieces().concat();
                self.put(&to, bytes, "public, max-age=300", PutMode::Overwrite)
                    .await?;
                Ok::<_, Error>((1, 0))
            }
        });
        let requests: Vec<_> = requests.collect();
        let mut answers = stream::iter(requests).buffer_unordered(AT_ONCE);
        while let Some((uploaded, copied)) = answers.try_next().await? {
            done.uploaded += uploaded;
            done.copied += copied;
        }
        let path = releases(site).join(format!("{release}.json"));
        self.put(&path, json(listing), "no-cache", PutMode::Overwrite)
            .await
    }

    async fn put(
        &self,
        path: &Path,
        bytes: Vec<u8>,
        cached: &'static str,
        mode: PutMode,
    ) -> Result<(), Error> {
        let attributes: Attributes = [
            (Attribute::ContentType, content_type(path.as_ref())),
            (Attribute::CacheControl, cached),
        ]
        .into_iter()
        .collect();
        let options = PutOptions {
            mode,
            attributes,
            ..PutOptions::default()
        };
        self.store
            .put_opts(path, PutPayload::from(bytes), options)
            .await
            .map(drop)
    }

    /// Removes the releases that are neither published nor were before.
    async fn prune(&self, site: &Path, kept: &Current) -> Result<usize, Error> {
        let folder = releases(site);
        let found: Vec<Path> = self
            .store
            .list(Some(&folder))
            .map_ok(|meta| meta.location)
            .try_collect()
            .await?;
        let of_release = |path: &Path| {
            let rest = path.prefix_match(&folder)?.next()?;
            Some(rest.as_ref().trim_end_matches(".json").to_owned())
        };
        let is_old =
            |release: &String| *release != kept.release && Some(release) != kept.previous.as_ref();
        let old: BTreeSet<String> = found.iter().filter_map(of_release).filter(is_old).collect();
        let gone: Vec<Path> = found
            .into_iter()
            .filter(|path| of_release(path).is_some_and(|release| old.contains(&release)))
            .collect();
        let locations = stream::iter(gone).map(Ok).boxed();
        self.store
            .delete_stream(locations)
            .try_collect::<Vec<_>>()
            .await?;
        Ok(old.len())
    }
}

fn releases(site: &Path) -> Path {
    site.clone().join("releases")
}

fn below(folder: &Path, path: &str) -> Path {
    path.split('/').fold(folder.clone(), Path::join)
}

fn json(value: &impl Serialize) -> Vec<u8> {
    serde_json::to_vec_pretty(value).unwrap_or_default()
}

fn hash(pieces: &[&[u8]]) -> String {
    let mut hash = Sha256::new();
    for piece in pieces {
        hash.update(piece);
    }
    HEXLOWER.encode(&hash.finalize())
}

/// The name of a release: whatever differs in it gives another.
fn release(listing: &Listing) -> String {
    let mut release = hash(&[&json(listing)]);
    release.truncate(16);
    release
}
