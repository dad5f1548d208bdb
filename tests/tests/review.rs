//! What `roadmap check` says about the content as a whole: the review of a small site, in both languages and for machines.

use roadmap_tests::{checked, fixture};
use site_gen::diagnostic::problem::Language;
use site_gen::prose::syllables::syllables;
use site_gen::review::text::text;

#[test]
fn the_review_of_a_small_site() -> Result<(), Box<dyn std::error::Error>> {
    let checked = checked(&fixture("sites/small"))?;
    assert!(!checked.has_findings, "{}", checked.report);
    let review = checked.review.ok_or("no errors, so there is a review")?;
    insta::assert_snapshot!("german", text(&review, Language::German));
    insta::assert_snapshot!("english", text(&review, Language::English));
    insta::assert_snapshot!("json", review.to_json());
    Ok(())
}

/// The words are counted by hand (`content/syllables.tsv`: word, syllables, division).
#[test]
fn syllables_are_counted_as_a_person_does() -> Result<(), Box<dyn std::error::Error>> {
    let list = std::fs::read_to_string(fixture("content/syllables.tsv"))?;
    let words: Vec<Vec<&str>> = list
        .lines()
        .filter(|line| !line.starts_with('#'))
        .map(|line| line.split('\t').collect())
        .collect();
    assert!(words.len() >= 200);
    let mut wrong = Vec::new();
    for row in words {
        let [word, count, division] = row.as_slice() else {
            return Err(format!("{row:?} is no row").into());
        };
        let expected: usize = count.parse()?;
        assert_eq!(division.split('-').count(), expected, "{word} {division}");
        let found = syllables(word);
        if found != expected {
            wrong.push(format!("{word}: {found} instead of {division}"));
        }
    }
    assert!(wrong.is_empty(), "{wrong:#?}");
    Ok(())
}
