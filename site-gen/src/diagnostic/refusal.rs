//! What a layer tried to bring and must not ([`crate::safety`]).

use super::Severity;

/// Something that is left out or refused.
#[derive(Debug, Clone, PartialEq, Eq)]
#[allow(
    missing_docs,
    reason = "the texts below say what each one and its fields mean"
)]
pub enum Refusal {
    Html { what: String },
    Drawing { what: String },
    Style { what: String },
    Template { what: String },
    PolicyMissing { template: String },
    ActiveFile,
    PictureElsewhere { target: String },
    ThemeName { name: String },
    ThemeCircle { name: String },
}

impl Refusal {
    /// The stable name, for machines and searches.
    #[must_use]
    pub const fn code(&self) -> &'static str {
        match self {
            Self::Html { .. } => "unsafe-html",
            Self::Drawing { .. } => "unsafe-svg",
            Self::Style { .. } => "unsafe-css",
            Self::Template { .. } => "unsafe-template",
            Self::PolicyMissing { .. } => "policy-missing",
            Self::ActiveFile => "active-file",
            Self::PictureElsewhere { .. } => "picture-elsewhere",
            Self::ThemeName { .. } => "theme-name",
            Self::ThemeCircle { .. } => "theme-circle",
        }
    }

    /// How much it weighs: what is simply left out does not stop a build.
    #[must_use]
    pub const fn severity(&self) -> Severity {
        match self {
            Self::Html { .. } | Self::Drawing { .. } => Severity::Warning,
            _ => Severity::Error,
        }
    }

    pub(super) fn german(&self) -> String {
        match self {
            Self::Html { what } => {
                format!("Das darf in einem Text nicht stehen und wird weggelassen: {what}")
            }
            Self::Drawing { what } => {
                format!("Das darf in einer Zeichnung nicht stehen und wird weggelassen: {what}")
            }
            Self::Style { what } => format!("Das darf in einem Stylesheet nicht stehen: {what}"),
            Self::Template { what } => format!("Das darf in einer Vorlage nicht stehen: {what}"),
            Self::PolicyMissing { template } => {
                format!(
                    "Seiten aus der Vorlage {template} tragen die Sicherheitsregeln nicht an erster Stelle."
                )
            }
            Self::ActiveFile => {
                "Eine Datei dieser Art führt der Browser als eigene Seite oder als Programm aus."
                    .into()
            }
            Self::PictureElsewhere { target } => {
                format!("Das Bild liegt auf einem fremden Server: {target}")
            }
            Self::ThemeName { name } => format!("So kann ein Theme nicht heißen: {name}"),
            Self::ThemeCircle { name } => format!("Das Theme „{name}“ baut auf sich selbst auf."),
        }
    }

    pub(super) fn german_help(&self) -> String {
        match self {
            Self::Html { .. } => "Schreiben Sie es als Markdown. Programme, Rahmen, Styles und fremde Inhalte sind nicht möglich.".into(),
            Self::Drawing { .. } => "Speichern Sie die Zeichnung als einfaches SVG: nur Formen, Farben und Text.".into(),
            Self::Style { .. } => "Legen Sie Bilder und Schriften unter static/ ab, und nennen Sie sie mit einem Pfad von der Datei aus.".into(),
            Self::Template { .. } => "Vorlagen ordnen Inhalte an. Programme, style-Attribute und Adressen fremder Server gehören nicht hinein.".into(),
            Self::PolicyMissing { .. } => "Übernehmen Sie den Anfang von base.html bis zur Zeile mit Content-Security-Policy unverändert.".into(),
            Self::ActiveFile => "Schreiben Sie die Seite als Markdown unter content/, oder geben Sie das Dokument als PDF weiter.".into(),
            Self::PictureElsewhere { .. } => "Seiten laden nichts von anderswo. Legen Sie das Bild unter static/ ab, und nennen Sie es mit einem Pfad von der Datei aus.".into(),
            Self::ThemeName { .. } => "Erlaubt sind Kleinbuchstaben, Ziffern und Bindestriche, zum Beispiel schlicht oder unser-theme.".into(),
            Self::ThemeCircle { .. } => "Nennen Sie bei extends ein mitgeliefertes Theme: kern oder schlicht.".into(),
        }
    }

    pub(super) fn english(&self) -> String {
        match self {
            Self::Html { what } => format!("This must not stand in a text and is left out: {what}"),
            Self::Drawing { what } => {
                format!("This must not stand in a drawing and is left out: {what}")
            }
            Self::Style { what } => format!("This must not stand in a style sheet: {what}"),
            Self::Template { what } => format!("This must not stand in a template: {what}"),
            Self::PolicyMissing { template } => {
                format!(
                    "Pages of the template {template} do not carry the security policy first of all."
                )
            }
            Self::ActiveFile => {
                "Browsers run a file of this kind as a page or program of its own.".into()
            }
            Self::PictureElsewhere { target } => {
                format!("The picture lies on another server: {target}")
            }
            Self::ThemeName { name } => format!("A theme cannot be called {name}."),
            Self::ThemeCircle { name } => format!("The theme “{name}” builds on itself."),
        }
    }

    pub(super) fn english_help(&self) -> String {
        match self {
            Self::Html { .. } => "Write it as Markdown. Programs, frames, styles and things from elsewhere are not possible.".into(),
            Self::Drawing { .. } => "Save the drawing as plain SVG: shapes, colours and text only.".into(),
            Self::Style { .. } => "Put images and fonts below static/ and name them by a path from the file.".into(),
            Self::Template { .. } => "Templates arrange what there is. Programs, style attributes and addresses of other servers have no place in them.".into(),
            Self::PolicyMissing { .. } => "Take over the beginning of base.html down to the line with Content-Security-Policy unchanged.".into(),
            Self::ActiveFile => "Write the page as Markdown below content/, or hand out the document as PDF.".into(),
            Self::PictureElsewhere { .. } => "Pages load nothing from elsewhere. Put the picture below static/ and name it by a path from the file.".into(),
            Self::ThemeName { .. } => "Lower case letters, digits and hyphens are possible, such as schlicht or our-theme.".into(),
            Self::ThemeCircle { .. } => "Name an included theme under extends: kern or schlicht.".into(),
        }
    }
}
