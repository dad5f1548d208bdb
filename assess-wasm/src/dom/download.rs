//! Files that are made in the page and go to the reader's device, nowhere else.

use js_sys::Array;
use wasm_bindgen::{JsCast, JsValue};
use web_sys::{Blob, BlobPropertyBag, Document, HtmlAnchorElement, Url};

use crate::failure::Failure;

/// Offers a text as a file of this name to save.
pub fn download(document: &Document, name: &str, kind: &str, text: &str) -> Result<(), Failure> {
    let options = BlobPropertyBag::new();
    options.set_type(kind);
    let parts = Array::of1(&JsValue::from_str(text));
    let blob = Blob::new_with_str_sequence_and_options(&parts, &options)?;
    let address = Url::create_object_url_with_blob(&blob)?;
    let link: HtmlAnchorElement = document
        .create_element("a")?
        .dyn_into()
        .map_err(|_| Failure::Browser)?;
    link.set_href(&address);
    link.set_download(name);
    link.click();
    // The browser has taken hold of the file by now.
    Ok(Url::revoke_object_url(&address)?)
}
