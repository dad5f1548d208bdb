//! The address of a project → how an editing page reaches it.

use serde::Serialize;

/// How the page reaches the project.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Backend {
    /// The kind of host.
    pub name: Host,
    /// The project's path there.
    pub repo: String,
    /// The branch that is published.
    pub branch: &'static str,
    /// Where people sign in; GitHub's is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub base_url: Option<String>,
    /// Where the page asks and saves; GitHub's is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub api_root: Option<String>,
    /// Signing in without a server of one's own; needs an id.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_type: Option<&'static str>,
    /// The id under which the page is registered.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app_id: Option<String>,
    /// How people sign in; without an id by a token that they made at the host, and nothing else would work.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub auth_methods: Option<[&'static str; 1]>,
}

/// The kinds of hosts that projects of municipalities live on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
#[allow(missing_docs, reason = "the names are those of the hosts' programs")]
pub enum Host {
    Github,
    Gitlab,
}

/// The branch that the CI of `roadmap init` publishes.
const BRANCH: &str = "main";
/// What `roadmap init` writes where somebody has to fill in.
const TO_FILL_IN: &str = "bitte-ergaenzen";

impl Backend {
    /// How to reach the project at an address: GitHub, or a host that runs GitLab, as openCode does.
    #[must_use]
    pub fn of(address: &str, app_id: Option<&str>) -> Option<Self> {
        let (host, path) = address.trim().strip_prefix("https://")?.split_once('/')?;
        let repo = path.trim_end_matches('/');
        let repo = repo.strip_suffix(".git").unwrap_or(repo);
        let is_plain = |text: &str| {
            text.bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-._/:".contains(&byte))
        };
        let is_whole = repo.contains('/') && repo.split('/').all(|part| !part.is_empty());
        if host.is_empty() || !is_plain(host) || !is_plain(repo) || !is_whole {
            return None;
        }
        if repo.split('/').any(|part| part == TO_FILL_IN) {
            return None;
        }
        let app_id = app_id.map(str::to_owned);
        let repo = repo.to_owned();
        Some(if host == "github.com" {
            Self {
                name: Host::Github,
                repo,
                branch: BRANCH,
                base_url: None,
                api_root: None,
                auth_type: None,
                auth_methods: by_token(app_id.as_ref()),
                app_id,
            }
        } else {
            Self {
                name: Host::Gitlab,
                repo,
                branch: BRANCH,
                base_url: Some(format!("https://{host}")),
                api_root: Some(format!("https://{host}/api/v4")),
                auth_type: app_id.is_some().then_some("pkce"),
                auth_methods: by_token(app_id.as_ref()),
                app_id,
            }
        })
    }

    /// What stands in the configuration as long as nobody knows the project.
    #[must_use]
    pub fn unknown() -> Self {
        Self {
            name: Host::Gitlab,
            repo: format!("{TO_FILL_IN}/roadmap"),
            branch: BRANCH,
            base_url: None,
            api_root: None,
            auth_type: None,
            auth_methods: by_token(None),
            app_id: None,
        }
    }

    /// The origins that the page has to reach, as a policy names them.
    #[must_use]
    pub fn origins(&self) -> &str {
        match (&self.base_url, self.name) {
            (Some(origin), _) => origin,
            (None, Host::Github) => "https://api.github.com",
            (None, Host::Gitlab) => "",
        }
    }
}

fn by_token(app_id: Option<&String>) -> Option<[&'static str; 1]> {
    app_id.is_none().then_some(["token"])
}

#[cfg(test)]
mod tests {
    use super::{Backend, Host};

    #[test]
    fn the_address_of_a_project_says_how_to_reach_it() {
        let check = |address: &str, expected: Option<(Host, &str, &str)>| {
            let backend = Backend::of(address, None);
            let found = backend
                .as_ref()
                .map(|backend| (backend.name, &*backend.repo, backend.origins()));
            assert_eq!(found, expected, "{address}");
        };
        check(
            "https://gitlab.opencode.de/stadt/digital/roadmap.git",
            Some((
                Host::Gitlab,
                "stadt/digital/roadmap",
                "https://gitlab.opencode.de",
            )),
        );
        check(
            "https://github.com/stadt/roadmap/",
            Some((Host::Github, "stadt/roadmap", "https://api.github.com")),
        );
        for wrong in [
            "https://gitlab.opencode.de/bitte-ergaenzen/roadmap",
            "https://gitlab.opencode.de/roadmap",
            "http://gitlab.opencode.de/stadt/roadmap",
            "https://gitlab.opencode.de/stadt/road map; script-src *",
            "https://a.example; script-src */stadt/roadmap",
            "git@github.com:stadt/roadmap",
            "",
        ] {
            check(wrong, None);
        }
    }

    #[test]
    fn who_has_registered_the_page_signs_in_without_a_token() {
        let backend = Backend::of("https://gitlab.opencode.de/stadt/roadmap", Some("abc"));
        let backend = backend.unwrap_or_else(Backend::unknown);
        assert_eq!(backend.auth_type, Some("pkce"));
        assert_eq!(backend.app_id.as_deref(), Some("abc"));
    }
}
