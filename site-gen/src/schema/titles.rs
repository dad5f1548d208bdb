//! German titles for the keys and values of what people write by hand, by the type that has them: `data/titles.toml`.

use std::collections::BTreeMap;
use std::sync::LazyLock;

use serde_json::Value as Json;

/// Titles by the name of a type: of each key, of an enumeration of each value, in the order of forms.
type Titles = BTreeMap<String, Vec<(String, String)>>;

static TITLES: LazyLock<Titles> =
    LazyLock::new(|| toml::from_str(include_str!("../../data/titles.toml")).unwrap_or_default());

/// The keys or values of a type with their titles, in the order of forms.
#[must_use]
pub fn of(owner: &str) -> &'static [(String, String)] {
    TITLES.get(owner).map_or(&[], Vec::as_slice)
}

/// The title of a key or value of a type.
#[must_use]
pub fn title(owner: &str, key: &str) -> Option<&'static str> {
    let found = of(owner).iter().find(|(name, _)| name == key);
    found.map(|(_, title)| title.as_str())
}

/// A schema with a title for each key of its types.
#[must_use]
pub fn titled(mut schema: Json) -> Json {
    let owner = schema
        .get("title")
        .and_then(Json::as_str)
        .unwrap_or_default()
        .to_owned();
    add(&mut schema, &owner);
    if let Some(Json::Object(definitions)) = schema.get_mut("definitions") {
        for (owner, definition) in definitions {
            add(definition, owner);
        }
    }
    schema
}

fn add(schema: &mut Json, owner: &str) {
    let Some(Json::Object(properties)) = schema.get_mut("properties") else {
        return;
    };
    for (key, property) in properties {
        if let (Json::Object(property), Some(title)) = (property, title(owner, key)) {
            property.insert("title".into(), title.into());
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use serde_json::Value as Json;

    use super::TITLES;
    use crate::catalogue::ContentKind;
    use crate::schema::{front, site};

    /// The keys of a type, or the values of an enumeration.
    fn names(schema: &Json) -> BTreeSet<String> {
        let keys = schema.get("properties").and_then(Json::as_object);
        let values = schema.get("enum").and_then(Json::as_array);
        let told = schema.get("oneOf").and_then(Json::as_array);
        let values = values.into_iter().flatten();
        let told = told
            .into_iter()
            .flatten()
            .filter_map(|one| one.get("const"));
        keys.into_iter()
            .flatten()
            .map(|(key, _)| key.clone())
            .chain(
                values
                    .chain(told)
                    .filter_map(Json::as_str)
                    .map(str::to_owned),
            )
            .collect()
    }

    #[test]
    fn titles_are_for_what_there_is() {
        let mut types = BTreeMap::new();
        for schema in ContentKind::ALL.map(front).into_iter().chain([site()]) {
            if let Some(name) = schema.get("title").and_then(Json::as_str) {
                types.insert(name.to_owned(), names(&schema));
            }
            let definitions = schema.get("definitions").and_then(Json::as_object);
            for (name, definition) in definitions.into_iter().flatten() {
                types.insert(name.clone(), names(definition));
            }
        }
        let titled: BTreeMap<String, BTreeSet<String>> = TITLES
            .iter()
            .map(|(owner, titles)| {
                let keys = titles.iter().map(|(key, _)| key.clone());
                (owner.clone(), keys.collect())
            })
            .collect();
        for (name, keys) in &types {
            assert_eq!(titled.get(name), Some(keys), "{name}");
        }
        assert_eq!(titled.len(), types.len(), "titles of types that are gone");
    }
}
