//! Prints the checksums of the embedded base, as `cargo xtask base-version release` writes them.

use site_gen::source::base_version::Manifest;

fn main() {
    print!("{}", Manifest::of_embedded().text());
}
