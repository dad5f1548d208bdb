//! `sitemap.xml` and `robots.txt`.

use std::fmt::Write as _;

use crate::cms;
use crate::markdown::escape;
use crate::output::OutputFile;
use crate::site::Site;
use crate::site::route::Route;

/// Every page but the error page.
pub(super) fn sitemap(site: &Site, routes: &[Route]) -> OutputFile {
    let mut routes: Vec<&Route> = routes.iter().collect();
    routes.sort();
    let base = escape(&site.config.base_url);
    let mut xml = String::with_capacity(routes.len() * 80 + 200);
    xml.push_str(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">\n",
    );
    for route in routes {
        let _ = writeln!(
            xml,
            "<url><loc>{base}{}</loc></url>",
            escape(route.as_str())
        );
    }
    xml.push_str("</urlset>\n");
    OutputFile::new("sitemap.xml".into(), xml.into_bytes())
}

/// A draft asks not to be found, and the page for editing never does.
pub(super) fn robots(site: &Site) -> OutputFile {
    let text = if site.config.draft {
        "User-agent: *\nDisallow: /\n".to_owned()
    } else {
        let mut text = String::from("User-agent: *\nAllow: /\n");
        if site.config.cms {
            let folder = format!("{}{}", site.config.base_path(), cms::FOLDER);
            let _ = writeln!(text, "Disallow: {folder}");
        }
        let _ = writeln!(text, "Sitemap: {}sitemap.xml", site.config.base_url);
        text
    };
    OutputFile::new("robots.txt".into(), text.into_bytes())
}
