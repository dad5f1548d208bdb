//! What a municipality should mend in the facts and the look of its own site.

use super::Severity;

/// A problem with `site.toml` beyond missing facts.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the texts below say what each one and its fields mean"
)]
pub enum OwnSite {
    LandUnknown {
        land: &'static str,
        fact: LandFact,
    },
    LogoMissing {
        path: String,
    },
    LogoKind {
        path: String,
    },
    LogoLarge {
        kilobytes: usize,
        most: usize,
    },
    SurveyOfOneOccupation {
        id: String,
    },
    SurveysAtOnce {
        id: String,
        other: String,
    },
    SurveyWithoutId,
    SurveyEndsEarly {
        id: String,
    },
    SurveyTwice {
        id: String,
        wave: u8,
    },
    NoColour {
        found: String,
    },
    CmsProjectUnknown,
    CmsScriptMissing {
        /// The version of the package that is known to work.
        version: &'static str,
    },
    CmsScriptUnknown {
        version: &'static str,
    },
    CmsPartsMissing,
    CmsConfig {
        message: String,
    },
    LowContrast {
        colour: String,
        /// Where the colour is used.
        used: &'static str,
        /// The contrast there, and the least that is needed, in hundredths.
        contrast: u32,
        least: u32,
        /// The nearest colour that passes everywhere; it is used instead.
        nearest: String,
    },
    ThemeContrast {
        /// Where the two colours meet.
        used: &'static str,
        /// In the dark scheme, and not in the light one.
        dark: bool,
        /// The properties that hold them.
        properties: (&'static str, &'static str),
        /// The contrast there, and the least that is needed, in hundredths.
        contrast: u32,
        least: u32,
    },
}

/// A fact about the law of a Land.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[allow(missing_docs, reason = "the texts below say what each one means")]
pub enum LandFact {
    Law,
    Enforcement,
    Authority,
    StartPage,
}

impl LandFact {
    /// The key of `site.toml` that takes it.
    #[must_use]
    pub const fn key(self) -> &'static str {
        match self {
            Self::Law => "accessibility.law",
            Self::Enforcement => "accessibility.enforcement",
            Self::Authority => "privacy.authority",
            Self::StartPage => "accessibility.start_page",
        }
    }

    const fn example(self) -> &'static str {
        match self {
            Self::Law => "\"das …gesetz\"",
            Self::Enforcement => "\"die …stelle, https://…\"",
            Self::Authority => "\"die … Aufsicht, https://…\"",
            Self::StartPage => "true",
        }
    }
}

impl OwnSite {
    /// The stable name, for machines and searches.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::LandUnknown { .. } => "land-unknown",
            Self::LogoMissing { .. } => "logo-missing",
            Self::LogoKind { .. } => "logo-kind",
            Self::LogoLarge { .. } => "logo-large",
            Self::SurveyOfOneOccupation { .. } => "survey-of-one-occupation",
            Self::SurveysAtOnce { .. } => "surveys-at-once",
            Self::SurveyWithoutId => "survey-without-id",
            Self::SurveyEndsEarly { .. } => "survey-ends-early",
            Self::SurveyTwice { .. } => "survey-twice",
            Self::NoColour { .. } => "no-colour",
            Self::CmsProjectUnknown => "cms-project-unknown",
            Self::CmsScriptMissing { .. } => "cms-script-missing",
            Self::CmsScriptUnknown { .. } => "cms-script-unknown",
            Self::CmsPartsMissing => "cms-parts-missing",
            Self::CmsConfig { .. } => "cms-config",
            Self::LowContrast { .. } => "low-contrast",
            Self::ThemeContrast { .. } => "theme-contrast",
        }
    }

    /// How much it weighs.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::LandUnknown { .. }
            | Self::LogoLarge { .. }
            | Self::CmsScriptUnknown { .. }
            | Self::CmsPartsMissing
            | Self::SurveyOfOneOccupation { .. }
            | Self::SurveysAtOnce { .. } => Severity::Hint,
            Self::LowContrast { .. }
            | Self::ThemeContrast { .. }
            | Self::CmsProjectUnknown
            | Self::CmsScriptMissing { .. } => Severity::Warning,
            Self::LogoMissing { .. }
            | Self::LogoKind { .. }
            | Self::NoColour { .. }
            | Self::SurveyWithoutId
            | Self::SurveyEndsEarly { .. }
            | Self::SurveyTwice { .. }
            | Self::CmsConfig { .. } => Severity::Error,
        }
    }

    pub(super) fn german(&self) -> String {
        match self {
            Self::LandUnknown { land, fact } => match fact {
                LandFact::Law => format!(
                    "Für {land} ist nicht hinterlegt, welches Gesetz zur Barrierefreiheit gilt."
                ),
                LandFact::Enforcement => {
                    format!(
                        "Für {land} ist nicht hinterlegt, welche Stelle bei Barrieren weiterhilft."
                    )
                }
                LandFact::Authority => {
                    format!("Für {land} ist die Datenschutzaufsicht nicht hinterlegt.")
                }
                LandFact::StartPage => format!(
                    "Für {land} ist nicht geprüft, ob die Startseite Leichte Sprache und Gebärdensprache braucht."
                ),
            },
            Self::LogoMissing { path } => format!("Das Logo gibt es nicht: {path}"),
            Self::LogoKind { path } => {
                format!("Ein Logo ist eine SVG- oder PNG-Datei, nicht {path}.")
            }
            Self::LogoLarge { kilobytes, most } => format!(
                "Das Logo hat {kilobytes} KB. Seiten mit Selbst-Check tragen es nur bis {most} KB; dort steht nur der Name."
            ),
            Self::SurveyOfOneOccupation { id } => format!(
                "Die Erhebung „{id}“ lädt nur eine Berufsgruppe ein. Kommen zu wenige zusammen, wird nichts gezeigt."
            ),
            Self::SurveysAtOnce { id, other } => format!(
                "Die Erhebungen {id} und {other} laufen zur selben Zeit für dieselbe Berufsgruppe."
            ),
            Self::SurveyWithoutId => "Die Erhebung hat keine Kennung.".into(),
            Self::SurveyEndsEarly { id } => {
                format!("Die Erhebung „{id}“ endet, bevor sie beginnt.")
            }
            Self::SurveyTwice { id, wave } => {
                format!("Die Erhebung „{id}“ gibt es mit der Welle {wave} zweimal.")
            }
            Self::NoColour { found } => format!("„{found}“ ist keine Farbe."),
            Self::CmsProjectUnknown => {
                "Für das Bearbeiten im Browser fehlt die Adresse des Projekts.".into()
            }
            Self::CmsScriptMissing { .. } => {
                "Für das Bearbeiten im Browser fehlt das Programm.".into()
            }
            Self::CmsPartsMissing => {
                "Dem Programm zum Bearbeiten fehlen deutsche Worte oder Symbole.".into()
            }
            Self::CmsConfig { message } => {
                format!("Die Einstellungen zum Bearbeiten lassen sich nicht schreiben: {message}")
            }
            Self::CmsScriptUnknown { version } => format!(
                "Das Programm für das Bearbeiten im Browser ist nicht die erprobte Fassung {version}."
            ),
            Self::LowContrast {
                colour,
                used,
                contrast,
                least,
                ..
            } => format!(
                "{colour} hebt sich nicht genug ab ({used}): {}:1, nötig ist {}:1.",
                decimal(*contrast, ','),
                decimal(*least, ',')
            ),
            Self::ThemeContrast {
                used,
                dark,
                contrast,
                least,
                ..
            } => format!(
                "Das Theme hebt nicht genug ab ({used}, {} Fassung): {}:1, nötig ist {}:1.",
                if *dark { "dunkle" } else { "helle" },
                decimal(*contrast, ','),
                decimal(*least, ',')
            ),
        }
    }

    pub(super) fn german_help(&self) -> String {
        match self {
            Self::LandUnknown { fact, .. } => format!(
                "Fragen Sie nach, und ergänzen Sie in site.toml: {} = {}",
                fact.key(),
                fact.example()
            ),
            Self::LogoMissing { .. } => {
                "Nennen Sie den Pfad vom Ordner aus, zum Beispiel logo = \"static/wappen.svg\""
                    .into()
            }
            Self::LogoKind { .. } => "Speichern Sie das Logo als SVG oder PNG.".into(),
            Self::LogoLarge { .. } => {
                "Vereinfachen Sie die Zeichnung, oder nehmen Sie ein kleineres Bild.".into()
            }
            Self::CmsProjectUnknown => {
                "Tragen Sie sie in publiccode.yml bei url ein, zum Beispiel https://gitlab.opencode.de/stadt/roadmap".into()
            }
            Self::CmsScriptMissing { version } => format!(
                "Holen Sie das npm-Paket @sveltia/cms, Fassung {version}, und kopieren Sie daraus dist/sveltia-cms.js nach static/bearbeiten/sveltia-cms.js"
            ),
            Self::CmsPartsMissing => "Kopieren Sie aus demselben npm-Paket locales/de.json nach static/bearbeiten/locales/de.json und aus @fontsource-variable/material-symbols-outlined die Datei files/material-symbols-outlined-latin-wght-normal.woff2 nach static/bearbeiten/symbole.woff2".into(),
            Self::CmsConfig { .. } => "Bitte melden Sie das.".into(),
            Self::CmsScriptUnknown { version } => format!(
                "Prüfen Sie, woher die Datei stammt: Sie läuft unter der Adresse Ihrer Website. Sicher ist @sveltia/cms {version}, dist/sveltia-cms.js."
            ),
            Self::SurveyOfOneOccupation { .. } => {
                "Laden Sie mehrere Berufsgruppen ein, oder klären Sie vorher, ob die Gruppe groß genug ist.".into()
            }
            Self::SurveysAtOnce { .. } => {
                "Sprechen Sie die Zeiten ab: Wer zweimal gefragt wird, antwortet seltener, und kleine Gruppen lassen sich vergleichen.".into()
            }
            Self::SurveyWithoutId => {
                "Setzen Sie ein kurzes Wort ein, das es nur einmal gibt: id = \"musterstadt-2026\"".into()
            }
            Self::SurveyEndsEarly { .. } => "Prüfen Sie from und to.".into(),
            Self::SurveyTwice { .. } => {
                "Die Einladungen wären nicht zu unterscheiden. Eine Folgeerhebung hat wave = 2, eine andere Erhebung eine andere id.".into()
            }
            Self::NoColour { .. } => {
                "Farben stehen als # und sechs Zeichen da, zum Beispiel \"#00538a\".".into()
            }
            Self::LowContrast { nearest, .. } => format!(
                "Verwendet wird {nearest}, die nächste Farbe mit genug Kontrast. Tragen Sie sie ein, oder wählen Sie eine andere."
            ),
            Self::ThemeContrast { properties, .. } => format!(
                "Ändern Sie {} oder {} in den Styles des Themes.",
                properties.0, properties.1
            ),
        }
    }

    pub(super) fn english(&self) -> String {
        match self {
            Self::LandUnknown { land, fact } => match fact {
                LandFact::Law => {
                    format!("It is not known which law on accessibility holds in {land}.")
                }
                LandFact::Enforcement => {
                    format!("It is not known which body enforces accessibility in {land}.")
                }
                LandFact::Authority => {
                    format!("The supervisory authority for data protection of {land} is not known.")
                }
                LandFact::StartPage => {
                    format!(
                        "It is not known whether {land} demands Leichte Sprache and sign language on the start page."
                    )
                }
            },
            Self::LogoMissing { path } => format!("There is no such logo: {path}"),
            Self::LogoKind { path } => format!("A logo is an SVG or PNG file, not {path}."),
            Self::LogoLarge { kilobytes, most } => format!(
                "The logo has {kilobytes} KB. Pages with a self-check carry it up to {most} KB only; they show just the name."
            ),
            Self::SurveyOfOneOccupation { id } => format!(
                "The survey “{id}” invites one occupation only. If too few take part, nothing is shown."
            ),
            Self::SurveysAtOnce { id, other } => format!(
                "The surveys {id} and {other} run at the same time for the same occupation."
            ),
            Self::SurveyWithoutId => "The survey has no id.".into(),
            Self::SurveyEndsEarly { id } => format!("The survey “{id}” ends before it begins."),
            Self::SurveyTwice { id, wave } => {
                format!("There are two surveys “{id}” of wave {wave}.")
            }
            Self::NoColour { found } => format!("“{found}” is no colour."),
            Self::CmsProjectUnknown => {
                "The address of the project is missing for editing in the browser.".into()
            }
            Self::CmsScriptMissing { .. } => {
                "The program for editing in the browser is missing.".into()
            }
            Self::CmsPartsMissing => {
                "The program for editing lacks its German words or its icons.".into()
            }
            Self::CmsConfig { message } => {
                format!("The settings for editing cannot be written: {message}")
            }
            Self::CmsScriptUnknown { version } => format!(
                "The program for editing in the browser is not the tried version {version}."
            ),
            Self::LowContrast {
                colour,
                used,
                contrast,
                least,
                ..
            } => format!(
                "{colour} does not stand out enough ({used}): {}:1, needed is {}:1.",
                decimal(*contrast, '.'),
                decimal(*least, '.')
            ),
            Self::ThemeContrast {
                used,
                dark,
                contrast,
                least,
                ..
            } => format!(
                "The theme does not set things off enough ({used}, {} scheme): {}:1, needed is {}:1.",
                if *dark { "dark" } else { "light" },
                decimal(*contrast, '.'),
                decimal(*least, '.')
            ),
        }
    }

    pub(super) fn english_help(&self) -> String {
        match self {
            Self::LandUnknown { fact, .. } => {
                format!(
                    "Ask, and add to site.toml: {} = {}",
                    fact.key(),
                    fact.example()
                )
            }
            Self::LogoMissing { .. } => {
                "Name the path from the folder, such as logo = \"static/wappen.svg\"".into()
            }
            Self::LogoKind { .. } => "Save the logo as SVG or PNG.".into(),
            Self::LogoLarge { .. } => "Simplify the drawing, or take a smaller picture.".into(),
            Self::CmsProjectUnknown => {
                "Enter it as url in publiccode.yml, such as https://gitlab.opencode.de/stadt/roadmap".into()
            }
            Self::CmsScriptMissing { version } => format!(
                "Fetch the npm package @sveltia/cms, version {version}, and copy its dist/sveltia-cms.js to static/bearbeiten/sveltia-cms.js"
            ),
            Self::CmsPartsMissing => "Copy locales/de.json of the same npm package to static/bearbeiten/locales/de.json, and files/material-symbols-outlined-latin-wght-normal.woff2 of @fontsource-variable/material-symbols-outlined to static/bearbeiten/symbole.woff2".into(),
            Self::CmsConfig { .. } => "Please report this.".into(),
            Self::CmsScriptUnknown { version } => format!(
                "See where the file comes from: it runs under your site's address. Known is @sveltia/cms {version}, dist/sveltia-cms.js."
            ),
            Self::SurveyOfOneOccupation { .. } => {
                "Invite several occupations, or make sure that the group is large enough.".into()
            }
            Self::SurveysAtOnce { .. } => {
                "Keep them apart: who is asked twice answers less often, and small groups could be compared.".into()
            }
            Self::SurveyWithoutId => {
                "Give it a short word that no other survey has: id = \"musterstadt-2026\"".into()
            }
            Self::SurveyEndsEarly { .. } => "Look at from and to.".into(),
            Self::SurveyTwice { .. } => {
                "Their invitations could not be told apart. A second round has wave = 2, another survey another id.".into()
            }
            Self::NoColour { .. } => "Colours are # and six digits, such as \"#00538a\".".into(),
            Self::LowContrast { nearest, .. } => format!(
                "{nearest} is used, the nearest colour with enough contrast. Enter it, or choose another."
            ),
            Self::ThemeContrast { properties, .. } => format!(
                "Change {} or {} in the styles of the theme.",
                properties.0, properties.1
            ),
        }
    }
}

/// Hundredths as a decimal number.
fn decimal(hundredths: u32, point: char) -> String {
    format!("{}{point}{:02}", hundredths / 100, hundredths % 100)
}
