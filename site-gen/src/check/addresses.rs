//! The addresses of a language's pages, each handed out once.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostics, Problem};
use crate::site::route::Route;
use crate::source::document::Document;

/// Hands out addresses.
pub(super) struct Addresses {
    language: Arc<str>,
    is_default: bool,
    taken: HashMap<Route, (Arc<str>, Arc<str>)>,
}

impl Addresses {
    /// The addresses of a language; those of the default language begin at the root of the site.
    pub(super) fn new(language: &Arc<str>, is_default: bool) -> Self {
        Self {
            language: Arc::clone(language),
            is_default,
            taken: HashMap::new(),
        }
    }

    /// Where a document of this path is to be found.
    pub(super) fn of(&self, path: &str) -> Route {
        Route::of_document(&self.language, self.is_default, path)
    }

    /// The address of a document; whoever claims one that is taken is told so.
    pub(super) fn claim(&mut self, document: &Document, diagnostics: &mut Diagnostics) -> Route {
        let route = self.of(&document.path);
        let file = Arc::clone(&document.top().file);
        if let Some((_, other)) = self.taken.get(&route) {
            diagnostics.at(
                document.top().place(0..0),
                Problem::RouteClash {
                    route: route.to_string(),
                    other: other.to_string(),
                },
            );
        } else {
            self.taken
                .insert(route.clone(), (Arc::clone(&document.path), file));
        }
        route
    }

    /// A page that could not be read has an address all the same: links to it are no fault of those who link.
    pub(super) fn stand_in(&mut self, path: &Arc<str>) {
        let route = self.of(path);
        self.taken
            .insert(route, (Arc::clone(path), Arc::clone(path)));
    }

    /// The addresses by the paths of their documents.
    pub(super) fn into_routes(self) -> HashMap<Arc<str>, Route> {
        self.taken
            .into_iter()
            .map(|(route, (path, _))| (path, route))
            .collect()
    }
}
