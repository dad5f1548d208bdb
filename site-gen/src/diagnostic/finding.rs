//! What does not stop a site from being built but should be mended: findings about the content as a whole.

use super::Severity;

/// A finding, with what its texts need.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the texts below say what each one and its fields mean"
)]
pub enum Finding {
    // What is found, asked and offered
    Orphan,
    TemplateInNoChapter,
    LevelWithoutItems {
        level: u8,
    },
    LevelWithoutOffers {
        level: u8,
    },
    ItemNeverAsked {
        id: String,
    },
    /// Items that fit into self-checks but come too late in every one of them.
    ItemsCrowdedOut {
        count: usize,
        /// The first of them.
        examples: Vec<String>,
    },
    QuizItemInNoUnit {
        id: String,
    },
    OfferNotNeeded,
    UnitInNoPath,
    TargetOutOfReach {
        competence: String,
        target: String,
        reached: String,
    },
    KeyPlace {
        kind: &'static str,
        options: usize,
        place: usize,
        percent: u32,
    },
    KeyLength {
        kind: &'static str,
        options: usize,
        longest: bool,
        percent: u32,
    },
    SimilarQuestion {
        other: String,
        similarity: String,
    },
    RepeatedSentence {
        words: usize,
        other: String,
    },
    HardPage {
        grade: String,
    },
    HardPages {
        found: String,
        most: String,
    },
    HardItems {
        found: String,
        most: String,
    },
    LongSentences {
        found: String,
        most: String,
    },
    // The second reader
    NotSolvedBlind {
        id: String,
    },
    ChangedSinceSolvedBlind {
        id: String,
    },
    SolvedOtherwise {
        id: String,
        answer: String,
    },
    SolvedBlindWithoutItem {
        id: String,
    },
    NoAnswerToItem {
        id: String,
    },
}

impl Finding {
    /// The stable name, for machines and searches.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Orphan => "orphan",
            Self::TemplateInNoChapter => "template-in-no-chapter",
            Self::LevelWithoutItems { .. } => "level-without-items",
            Self::LevelWithoutOffers { .. } => "level-without-offers",
            Self::ItemNeverAsked { .. } => "item-never-asked",
            Self::ItemsCrowdedOut { .. } => "item-crowded-out",
            Self::QuizItemInNoUnit { .. } => "quiz-item-in-no-unit",
            Self::OfferNotNeeded => "offer-not-needed",
            Self::UnitInNoPath => "unit-in-no-path",
            Self::TargetOutOfReach { .. } => "target-out-of-reach",
            Self::KeyPlace { .. } => "key-place",
            Self::KeyLength { .. } => "key-length",
            Self::SimilarQuestion { .. } => "similar-question",
            Self::RepeatedSentence { .. } => "repeated-sentence",
            Self::HardPage { .. } => "hard-page",
            Self::HardPages { .. } => "hard-pages",
            Self::HardItems { .. } => "hard-items",
            Self::LongSentences { .. } => "long-sentences",
            Self::NotSolvedBlind { .. } => "not-solved-blind",
            Self::ChangedSinceSolvedBlind { .. } => "changed-since-solved-blind",
            Self::SolvedOtherwise { .. } => "solved-otherwise",
            Self::SolvedBlindWithoutItem { .. } => "solved-blind-without-item",
            Self::NoAnswerToItem { .. } => "no-answer-to-item",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::NoAnswerToItem { .. } => Severity::Error,
            Self::UnitInNoPath | Self::ItemsCrowdedOut { .. } => Severity::Hint,
            Self::NotSolvedBlind { .. }
            | Self::ChangedSinceSolvedBlind { .. }
            | Self::SolvedOtherwise { .. }
            | Self::SolvedBlindWithoutItem { .. }
            | Self::Orphan
            | Self::TemplateInNoChapter
            | Self::LevelWithoutItems { .. }
            | Self::LevelWithoutOffers { .. }
            | Self::ItemNeverAsked { .. }
            | Self::QuizItemInNoUnit { .. }
            | Self::OfferNotNeeded
            | Self::TargetOutOfReach { .. }
            | Self::KeyPlace { .. }
            | Self::KeyLength { .. }
            | Self::SimilarQuestion { .. }
            | Self::RepeatedSentence { .. }
            | Self::HardPage { .. }
            | Self::HardPages { .. }
            | Self::HardItems { .. }
            | Self::LongSentences { .. } => Severity::Warning,
        }
    }

    pub(super) fn german(&self) -> String {
        match self {
            Self::Orphan => "Auf diese Seite führt kein Link.".into(),
            Self::TemplateInNoChapter => "Kein Kapitel des Leitfadens nennt diese Vorlage.".into(),
            Self::LevelWithoutItems { level } => {
                format!("Niveaustufe {level} wird gebraucht, aber es gibt keine Aufgabe dazu.")
            }
            Self::LevelWithoutOffers { level } => {
                format!("Niveaustufe {level} wird gebraucht, aber kein Lernangebot führt dorthin.")
            }
            Self::ItemNeverAsked { id } => {
                format!("Die Aufgabe „{id}“ kommt in keinem Selbst-Check vor.")
            }
            Self::ItemsCrowdedOut { count, examples } => {
                format!(
                    "So viele Aufgaben passen in Selbst-Checks, haben aber auf keiner Seite mehr Platz: {count}, zum Beispiel {}.",
                    examples.join(", ")
                )
            }
            Self::QuizItemInNoUnit { id } => {
                format!("Die Quizaufgabe „{id}“ kommt in keinem Lernbaustein vor.")
            }
            Self::OfferNotNeeded => {
                "Dieses Lernangebot steht in keinem Lernpfad und führt niemanden näher an ein Soll."
                    .into()
            }
            Self::UnitInNoPath => "Dieser Lernbaustein steht in keinem Lernpfad.".into(),
            Self::TargetOutOfReach {
                competence,
                target,
                reached,
            } => {
                let target = comma(target);
                let reached = comma(reached);
                format!(
                    "Das Soll {target} für „{competence}“ ist nicht zu erreichen: Lernangebote und Lernpfade führen bis {reached}."
                )
            }
            Self::KeyPlace {
                kind,
                options,
                place,
                percent,
            } => format!(
                "Bei {percent} % der Aufgaben ({kind}, {options} Antworten) steht die richtige an Platz {place}: Wer das merkt, muss nicht lesen."
            ),
            Self::KeyLength {
                kind,
                options,
                longest,
                percent,
            } => {
                let which = if *longest { "längste" } else { "kürzeste" };
                format!(
                    "Bei {percent} % der Aufgaben ({kind}, {options} Antworten) ist die richtige die {which}: Wer das merkt, muss nicht lesen."
                )
            }
            Self::SimilarQuestion { other, similarity } => {
                let similarity = comma(similarity);
                format!("Die Frage ist fast dieselbe wie bei „{other}“ (Ähnlichkeit {similarity}).")
            }
            Self::RepeatedSentence { words, other } => {
                format!("Dieser Satz von {words} Wörtern steht schon in {other}.")
            }
            Self::HardPage { grade } => {
                let grade = comma(grade);
                format!("Diese Seite ist sehr schwer zu lesen: Schulstufe {grade}.")
            }
            Self::HardPages { found, most } => {
                let found = comma(found);
                let most = comma(most);
                format!(
                    "Die Seiten sind zu schwer zu lesen: im Median Schulstufe {found}, gut ist höchstens {most}."
                )
            }
            Self::HardItems { found, most } => {
                let found = comma(found);
                let most = comma(most);
                format!(
                    "Die Aufgaben sind zu schwer zu lesen: im Median Schulstufe {found}, gut ist höchstens {most}."
                )
            }
            Self::LongSentences { found, most } => {
                let found = comma(found);
                let most = comma(most);
                format!(
                    "Die Sätze der Fragen sind zu lang: im Median {found} Wörter, gut sind höchstens {most}."
                )
            }
            Self::NotSolvedBlind { id } => {
                format!("Die Aufgabe „{id}“ hat noch niemand gelöst, ohne die Lösung zu kennen.")
            }
            Self::ChangedSinceSolvedBlind { id } => {
                format!(
                    "Der Text der Aufgabe „{id}“ ist ein anderer als der, den die zweite Person gelöst hat."
                )
            }
            Self::SolvedOtherwise { id, answer } => {
                format!("Die zweite Person hat die Aufgabe „{id}“ anders gelöst: {answer}")
            }
            Self::SolvedBlindWithoutItem { id } => {
                format!("Eine Aufgabe „{id}“ mit Lösung gibt es nicht.")
            }
            Self::NoAnswerToItem { id } => {
                format!(
                    "Das ist keine Antwort auf die Aufgabe „{id}“: falsche Art, Anzahl oder Nummer."
                )
            }
        }
    }

    pub(super) fn german_help(&self) -> String {
        match self {
            Self::Orphan => "Verlinken Sie sie, wo man sie braucht, oder blenden Sie sie mit hide = true aus.".into(),
            Self::TemplateInNoChapter => "Verlinken Sie sie in dem Kapitel, zu dem sie gehört.".into(),
            Self::LevelWithoutItems { level } => format!("Ergänzen Sie eine Aufgabe mit level = {level} in aufgaben/, oder prüfen Sie die Soll-Profile."),
            Self::LevelWithoutOffers { level } => format!("Ergänzen Sie ein Lernangebot oder einen Lernbaustein mit raises bis {level}, oder prüfen Sie die Soll-Profile."),
            Self::ItemNeverAsked { .. } => "Prüfen Sie Kompetenz, Berufsgruppen und die Skalen der Selbst-Checks.".into(),
            Self::ItemsCrowdedOut { .. } => "Ein Selbst-Check für die eine Kompetenz (each = \"competence\") oder mehr items machen Platz.".into(),
            Self::QuizItemInNoUnit { .. } => "Nennen Sie sie unter quiz in einem Lernbaustein.".into(),
            Self::OfferNotNeeded => "Nehmen Sie es in einen Lernpfad auf, oder prüfen Sie raises und occupations.".into(),
            Self::UnitInNoPath => "Nehmen Sie ihn unter steps in einen Lernpfad auf.".into(),
            Self::TargetOutOfReach { .. } => "Ergänzen Sie ein Lernangebot für diese Berufsgruppe, oder senken Sie das Soll.".into(),
            Self::KeyPlace { .. } => "Stellen Sie bei einigen die Antworten um.".into(),
            Self::KeyLength { .. } => "Gleichen Sie die Antworten in der Länge an.".into(),
            Self::SimilarQuestion { .. } => "Fragen Sie anders, oder machen Sie mit variant_of eine Variante daraus.".into(),
            Self::RepeatedSentence { .. } => "Schreiben Sie ihn neu, verlinken Sie die andere Stelle, oder streichen Sie ihn.".into(),
            Self::HardPage { .. } => "Kürzen Sie Sätze, und ersetzen Sie lange Wörter. roadmap check zeigt die schwersten Seiten.".into(),
            Self::HardPages { .. } => "Vereinfachen Sie die schwersten Seiten; roadmap check zeigt sie.".into(),
            Self::HardItems { .. } => "Vereinfachen Sie die schwersten Aufgaben; roadmap check zeigt sie.".into(),
            Self::LongSentences { .. } => "Machen Sie aus langen Sätzen zwei.".into(),
            Self::NotSolvedBlind { .. } | Self::ChangedSinceSolvedBlind { .. } => {
                "roadmap blind list zeigt sie ohne Lösung, roadmap blind add nimmt die Antwort auf.".into()
            }
            Self::SolvedOtherwise { .. } => {
                "Machen Sie die Aufgabe eindeutig. Bleibt sie, wie sie ist, halten Sie im Eintrag mit note = \"…\" fest, warum.".into()
            }
            Self::SolvedBlindWithoutItem { .. } => "Löschen Sie den Eintrag, oder berichtigen Sie die Kennung.".into(),
            Self::NoAnswerToItem { .. } => "Oben auf dem Bogen steht, wie die Antwort auf jede Art von Aufgabe aussieht.".into(),
        }
    }

    pub(super) fn english(&self) -> String {
        match self {
            Self::Orphan => "No link leads to this page.".into(),
            Self::TemplateInNoChapter => "No chapter of the guide names this template.".into(),
            Self::LevelWithoutItems { level } => {
                format!("Level {level} is needed, but there is no task for it.")
            }
            Self::LevelWithoutOffers { level } => {
                format!("Level {level} is needed, but no offer leads there.")
            }
            Self::ItemNeverAsked { id } => format!("The item “{id}” is in no self-check."),
            Self::ItemsCrowdedOut { count, examples } => {
                format!(
                    "So many items fit into self-checks, but no page has room for them: {count}, for example {}.",
                    examples.join(", ")
                )
            }
            Self::QuizItemInNoUnit { id } => {
                format!("The quiz item “{id}” is in no learning unit.")
            }
            Self::OfferNotNeeded => {
                "This offer is on no path and leads nobody towards a target.".into()
            }
            Self::UnitInNoPath => "This unit is on no path.".into(),
            Self::TargetOutOfReach {
                competence,
                target,
                reached,
            } => format!(
                "The target {target} for “{competence}” cannot be reached: offers and paths lead to {reached}."
            ),
            Self::KeyPlace {
                kind,
                options,
                place,
                percent,
            } => format!(
                "In {percent} % of the items ({kind}, {options} options) the right one stands at place {place}: who notices need not read."
            ),
            Self::KeyLength {
                kind,
                options,
                longest,
                percent,
            } => {
                let which = if *longest { "longest" } else { "shortest" };
                format!(
                    "In {percent} % of the items ({kind}, {options} options) the right one is the {which}: who notices need not read."
                )
            }
            Self::SimilarQuestion { other, similarity } => {
                format!("The question is nearly that of “{other}” (similarity {similarity}).")
            }
            Self::RepeatedSentence { words, other } => {
                format!("This sentence of {words} words stands in {other} already.")
            }
            Self::HardPage { grade } => format!("This page is very hard to read: grade {grade}."),
            Self::HardPages { found, most } => format!(
                "The pages are too hard to read: grade {found} in the median, at most {most} is good."
            ),
            Self::HardItems { found, most } => format!(
                "The items are too hard to read: grade {found} in the median, at most {most} is good."
            ),
            Self::LongSentences { found, most } => format!(
                "The sentences of the questions are too long: {found} words in the median, at most {most} are good."
            ),
            Self::NotSolvedBlind { id } => {
                format!("Nobody has solved the item “{id}” without knowing the key.")
            }
            Self::ChangedSinceSolvedBlind { id } => {
                format!("The text of the item “{id}” is not the one that the second reader solved.")
            }
            Self::SolvedOtherwise { id, answer } => {
                format!("The second reader solved the item “{id}” otherwise: {answer}")
            }
            Self::SolvedBlindWithoutItem { id } => format!("There is no item “{id}” with a key."),
            Self::NoAnswerToItem { id } => {
                format!("This is no answer to the item “{id}”: wrong kind, count or number.")
            }
        }
    }

    pub(super) fn english_help(&self) -> String {
        match self {
            Self::Orphan => "Link to it where it is needed, or hide it with hide = true.".into(),
            Self::TemplateInNoChapter => "Link to it in the chapter it belongs to.".into(),
            Self::LevelWithoutItems { level } => format!("Add an item with level = {level} below aufgaben/, or look at the target profiles."),
            Self::LevelWithoutOffers { level } => format!("Add an offer or a unit with raises up to {level}, or look at the target profiles."),
            Self::ItemNeverAsked { .. } => "Look at its competence and occupations, and at the scales of the self-checks.".into(),
            Self::ItemsCrowdedOut { .. } => "A self-check about the one competence (each = \"competence\") or more items make room.".into(),
            Self::QuizItemInNoUnit { .. } => "Name it under quiz in a learning unit.".into(),
            Self::OfferNotNeeded => "Put it on a path, or look at raises and occupations.".into(),
            Self::UnitInNoPath => "Put it under steps of a path.".into(),
            Self::TargetOutOfReach { .. } => "Add an offer for this occupation, or lower the target.".into(),
            Self::KeyPlace { .. } => "Rearrange the options of some.".into(),
            Self::KeyLength { .. } => "Make the options about equally long.".into(),
            Self::SimilarQuestion { .. } => "Ask otherwise, or make it a variant with variant_of.".into(),
            Self::RepeatedSentence { .. } => "Write it anew, link to the other place, or delete it.".into(),
            Self::HardPage { .. } => "Shorten sentences and replace long words. roadmap check shows the hardest pages.".into(),
            Self::HardPages { .. } => "Simplify the hardest pages; roadmap check shows them.".into(),
            Self::HardItems { .. } => "Simplify the hardest items; roadmap check shows them.".into(),
            Self::LongSentences { .. } => "Make two of long sentences.".into(),
            Self::NotSolvedBlind { .. } | Self::ChangedSinceSolvedBlind { .. } => {
                "roadmap blind list shows it without its key, roadmap blind add takes the answer.".into()
            }
            Self::SolvedOtherwise { .. } => {
                "Make the item unambiguous. If it stays as it is, say why in its entry: note = \"…\"".into()
            }
            Self::SolvedBlindWithoutItem { .. } => "Delete the entry, or mend the id.".into(),
            Self::NoAnswerToItem { .. } => {
                "The head of the sheet says what the answer to each kind of item looks like.".into()
            }
        }
    }
}

/// A number as German writes it.
fn comma(number: &str) -> String {
    number.replace('.', ",")
}
