//! Which documents a page is made from.

use super::{Pages, Subject};
use crate::selection;
use crate::site::arena::Handle;
use crate::site::{Blueprint, ItemFile, Occupation};
use crate::source::document::Document;

impl<'a> Pages<'a> {
    /// The documents that a page shows the text, the front matter or the items of, the one it stands for first. What pages
    /// merely list or link to is not among them.
    #[must_use]
    pub fn documents(&self, subject: Subject) -> Vec<&'a Document> {
        let site = self.language;
        match subject {
            Subject::NotFound | Subject::Surveys => Vec::new(),
            Subject::Home => site
                .home
                .source()
                .into_iter()
                .map(|(document, _)| document)
                .collect(),
            Subject::Section(handle) => site.sections[handle].document.iter().collect(),
            Subject::Chapter(handle) => vec![&site.chapters[handle].document],
            Subject::Area(handle) => vec![&site.areas[handle].document],
            Subject::Competence(handle) => vec![&site.competences[handle].document],
            Subject::Occupation(handle) => vec![&site.occupations[handle].document],
            Subject::Offer(handle) => vec![&site.offers[handle].document],
            Subject::Unit(handle) => {
                let unit = &site.units[handle];
                let quiz = unit.quiz.iter().map(|item| site.items[*item].file);
                self.with_items(vec![&unit.document], quiz)
            }
            Subject::Path(handle) => vec![&site.paths[handle].document],
            Subject::Check(check, occupation) => self.documents_of_check(check, occupation),
            Subject::Poster(check, occupation) => {
                let check = &site.blueprints[check];
                let occupation = occupation.map(|handle| &site.occupations[handle].document);
                std::iter::once(&check.document).chain(occupation).collect()
            }
            Subject::Series(handle) => vec![&site.series[handle].document],
            Subject::AllItems(handle) => {
                let area = &site.areas[handle];
                let items = site.items.iter().map(|(_, item)| item);
                let files = items
                    .filter(|item| area.competences.contains(&item.competence))
                    .map(|item| item.file);
                self.with_items(vec![&area.document], files)
            }
            Subject::Programme(handle) => vec![&site.programmes[handle].document],
            Subject::News(handle) => vec![&site.news[handle].document],
            Subject::Municipality(handle) => vec![&site.municipalities[handle].document],
            Subject::Page(handle) => vec![&site.pages[handle].document],
            Subject::Glossary => site
                .glossary
                .iter()
                .map(|glossary| &glossary.document)
                .collect(),
        }
    }

    fn documents_of_check(
        &self,
        handle: Handle<Blueprint>,
        occupation: Option<Handle<Occupation>>,
    ) -> Vec<&'a Document> {
        let site = self.language;
        let check = &site.blueprints[handle];
        let mut documents = vec![&check.document];
        documents.extend(occupation.map(|handle| &site.occupations[handle].document));
        let selection = selection::items(site, check, occupation);
        let items = selection.form.into_iter().chain(selection.reserve);
        self.with_items(documents, items.map(|item| item.file))
    }

    /// Adds the files that items stand in, each once.
    fn with_items(
        &self,
        mut documents: Vec<&'a Document>,
        files: impl Iterator<Item = Handle<ItemFile>>,
    ) -> Vec<&'a Document> {
        let mut files: Vec<_> = files.collect();
        files.sort_unstable();
        files.dedup();
        let items = &self.language.item_files;
        documents.extend(files.into_iter().map(|file| &items[file].document));
        documents
    }
}
