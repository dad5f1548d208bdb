//! The competence catalogue and the occupations with their target profiles.

use super::home::{plain_card, some_text};
use super::shell::Draft;
use super::view::{
    AreaView, Card, CheckLink, CompetenceView, ExampleView, Group, LevelView, Link, MappingView,
    OccupationView, TargetByCompetence, TargetByOccupation, TargetGroup, View,
};
use super::{Made, Pages};
use crate::catalogue::front::{AiLabel, Facet};
use crate::diagnostic::Diagnostics;
use crate::markdown::pictures::Asked;
use crate::picture::map::{CompetenceMap, MapArea, MapCompetence};
use crate::picture::radar::{Axis, Radar, Series};
use crate::site::arena::Handle;
use crate::site::route::Route;
use crate::site::{Area, Career, Competence, Occupation};

impl<'a> Pages<'a> {
    pub(super) fn area(&self, handle: Handle<Area>) -> Made<'a> {
        let area = &self.language.areas[handle];
        let route = area.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.body(&area.document, &route, &mut diagnostics);
        let cards = area
            .competences
            .iter()
            .map(|competence| self.competence_card(&route, *competence))
            .collect();
        let (before, after) = self.language.areas.neighbours(handle);
        let link_to = |area: &Area| self.link(&route, &area.front.title, &area.route);
        let draft = Draft {
            document: Some(&area.document),
            title: area.front.title.clone(),
            summary: area.front.summary.clone(),
            trail: self.trail(&route, "kompetenzen"),
            neighbours: (before.map(link_to), after.map(link_to)),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(
            draft,
            View::Area(AreaView {
                number: area.front.order.to_string(),
                cards,
            }),
        )
    }

    pub(super) fn competence(&self, handle: Handle<Competence>) -> Made<'a> {
        let competence = &self.language.competences[handle];
        let route = competence.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.body(&competence.document, &route, &mut diagnostics);
        let area = &self.language.areas[competence.area];
        let front = &competence.front;
        let mapping = [
            ("DigComp 3.0", &front.mapping.digcomp3),
            ("DigComp 2.2", &front.mapping.digcomp2),
            ("ESCO", &front.mapping.esco),
        ];
        let tasks = self
            .language
            .items
            .iter()
            .filter(|(_, item)| {
                item.competence == handle
                    && !item.quiz
                    && item.facet() == Facet::Shown
                    && item.variant_of.is_none()
            })
            .count();
        let view = CompetenceView {
            area: self.link(&route, &area.front.title, &area.route),
            levels: (1..)
                .zip(front.levels.texts())
                .map(|(number, text)| LevelView {
                    number,
                    name: self.level_name(number),
                    text: text.to_owned(),
                })
                .collect(),
            examples: competence
                .examples
                .iter()
                .map(|(occupation, text)| (&self.language.occupations[*occupation], text))
                .map(|(occupation, text)| ExampleView {
                    occupation: self.link(&route, &occupation.front.title, &occupation.route),
                    text: text.clone(),
                })
                .collect(),
            targets: self.targets_of(handle, &route),
            offers: self
                .language
                .offers_for(handle)
                .map(|offer| self.offer_card_of(&route, offer))
                .collect(),
            mapping: mapping
                .into_iter()
                .filter(|(_, codes)| !codes.is_empty())
                .map(|(framework, codes)| MappingView {
                    framework: framework.to_owned(),
                    codes: codes.clone(),
                })
                .collect(),
            ai: match front.ai {
                AiLabel::None => None,
                AiLabel::Explicit => Some(self.texts.get("ai.explicit").to_owned()),
                AiLabel::Implicit => Some(self.texts.get("ai.implicit").to_owned()),
            },
            tasks,
            check: self
                .language
                .check_of(handle)
                .map(|check| self.link(&route, &check.front.title, &check.route)),
            checks: if tasks == 0 {
                Vec::new()
            } else {
                self.first_checks(&route)
            },
        };
        let mut trail = self.trail(&route, "kompetenzen");
        trail.push(self.link(&route, &area.front.title, &area.route));
        let (before, after) = self.language.competences.neighbours(handle);
        let link_to =
            |competence: &Competence| self.link(&route, &competence.front.title, &competence.route);
        let draft = Draft {
            document: Some(&competence.document),
            title: front.title.clone(),
            summary: front.summary.clone(),
            trail,
            neighbours: (before.map(link_to), after.map(link_to)),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(draft, View::Competence(view))
    }

    /// The target of a competence in every occupation that has one.
    fn targets_of(&self, competence: Handle<Competence>, from: &Route) -> Vec<TargetByOccupation> {
        self.language
            .occupations
            .iter()
            .filter(|(_, occupation)| {
                occupation
                    .targets
                    .values()
                    .any(|targets| targets.contains_key(&competence))
            })
            .map(|(_, occupation)| TargetByOccupation {
                occupation: self.link(from, &occupation.front.title, &occupation.route),
                careers: self.target_texts(occupation, competence),
            })
            .collect()
    }

    fn target_texts(&self, occupation: &Occupation, competence: Handle<Competence>) -> Vec<String> {
        Career::ALL
            .iter()
            .map(|career| {
                let standing = occupation
                    .targets
                    .get(career)
                    .and_then(|targets| targets.get(&competence));
                standing.map_or_else(|| "–".to_owned(), |standing| self.decimal(*standing))
            })
            .collect()
    }

    /// A number as German writes it, with one decimal.
    pub(super) fn decimal(&self, number: f64) -> String {
        format!("{number:.1}").replace('.', self.texts.get("label.decimal_point"))
    }

    pub(super) fn level_name(&self, number: u8) -> String {
        self.texts.get(&format!("level.{number}")).to_owned()
    }

    pub(super) fn competence_card(&self, from: &Route, handle: Handle<Competence>) -> Card {
        let competence = &self.language.competences[handle];
        plain_card(
            from,
            &competence.front.title,
            &competence.front.summary,
            &competence.route,
        )
    }

    pub(super) fn area_groups(&self, from: &Route) -> Vec<Group> {
        self.language
            .areas
            .iter()
            .map(|(_, area)| Group {
                title: Some(format!("{} {}", area.front.order, area.front.title)),
                summary: some_text(&area.front.summary),
                url: Some(from.link_to(&area.route)),
                cards: area
                    .competences
                    .iter()
                    .map(|competence| self.competence_card(from, *competence))
                    .collect(),
            })
            .collect()
    }

    /// The picture of all areas and competences, as a text asks for it or by itself.
    pub(super) fn competence_map(&self, from: &Route, asked: Option<&Asked<'_>>) -> Option<String> {
        if self.language.areas.is_empty() {
            return None;
        }
        let competences_of = |area: &Area| -> Vec<&Competence> {
            area.competences
                .iter()
                .map(|handle| &self.language.competences[*handle])
                .collect()
        };
        let areas = || self.language.areas.iter().map(|(_, area)| area);
        // The picture borrows its texts, so the addresses are made first.
        let addresses: Vec<(String, Vec<String>)> = areas()
            .map(|area| {
                let competences = competences_of(area);
                (
                    from.link_to(&area.route),
                    competences
                        .iter()
                        .map(|competence| from.link_to(&competence.route))
                        .collect(),
                )
            })
            .collect();
        let numbers: Vec<String> = areas().map(|area| area.front.order.to_string()).collect();
        let competences: Vec<Vec<MapCompetence<'_>>> = areas()
            .zip(&addresses)
            .map(|(area, (_, urls))| {
                let titles = competences_of(area);
                titles
                    .iter()
                    .zip(urls)
                    .map(|(competence, url)| MapCompetence {
                        label: &competence.front.title,
                        url,
                    })
                    .collect()
            })
            .collect();
        let areas: Vec<MapArea<'_>> = areas()
            .zip(&addresses)
            .zip(numbers.iter().zip(&competences))
            .map(|((area, (url, _)), (number, competences))| MapArea {
                number,
                label: &area.front.title,
                url,
                competences,
            })
            .collect();
        Some(crate::picture::map::figure(&CompetenceMap {
            id: asked.map_or("karte", |asked| asked.id),
            title: asked.map_or_else(|| self.texts.get("map.title"), |asked| asked.name),
            description: self.texts.get("map.description"),
            areas: &areas,
            caption: asked.and_then(|asked| asked.caption),
        }))
    }

    /// Where the offers stand that are for everybody, if there are any.
    fn all_offers_link(&self, from: &Route) -> Option<Link> {
        let mut offers = self.language.offers.iter();
        let section = self.language.section("lernangebote")?;
        // No number of them: a municipality's own offer would change the page of each occupation.
        offers
            .any(|(_, offer)| offer.occupations.is_empty())
            .then(|| Link {
                title: self.texts.get("occupation.offers_see").to_owned(),
                url: from.link_to(&section.route),
            })
    }

    pub(super) fn occupation(&self, handle: Handle<Occupation>) -> Made<'a> {
        let occupation = &self.language.occupations[handle];
        let route = occupation.route.clone();
        let mut diagnostics = Diagnostics::new();
        let body = self.body(&occupation.document, &route, &mut diagnostics);
        let front = &occupation.front;
        let is_for = |occupations: &[Handle<Occupation>]| occupations.contains(&handle);
        let view = OccupationView {
            desk: self
                .texts
                .get(&format!("desk.{}", front.desk.key()))
                .to_owned(),
            kldb: some_text(&front.kldb)
                .map(|code| self.texts.fill("label.kldb", &[("code", &code)])),
            formats: self.format_names(&front.formats),
            quiet_months: some_text(&self.months(&front.quiet_months)),
            full_months: some_text(&self.months(&front.full_months)),
            picture: self.radar(occupation),
            targets: self.target_groups(occupation, &route),
            checks: self.checks_for(handle, &route),
            offers: self
                .language
                .offers
                .iter()
                .filter(|(_, offer)| is_for(&offer.occupations))
                .map(|(_, offer)| self.offer_card_of(&route, offer))
                .collect(),
            all_offers: self.all_offers_link(&route),
            paths: self
                .language
                .paths
                .iter()
                .filter(|(_, path)| is_for(&path.occupations))
                .map(|(handle, _)| self.path_card(&route, handle))
                .collect(),
            careers: Career::ALL
                .iter()
                .map(|career| self.career_name(*career))
                .collect(),
            poster: self.poster_link(&route, Some(handle)),
        };
        let draft = Draft {
            document: Some(&occupation.document),
            title: front.title.clone(),
            summary: front.summary.clone(),
            trail: self.trail(&route, "berufsgruppen"),
            neighbours: (None, None),
            tags: Vec::new(),
            body,
            diagnostics,
            route,
        };
        self.finish(draft, View::Occupation(view))
    }

    fn checks_for(&self, occupation: Handle<Occupation>, from: &Route) -> Vec<CheckLink> {
        self.language
            .blueprints
            .iter()
            .filter(|(_, blueprint)| blueprint.occupations.contains(&occupation))
            .map(|(_, blueprint)| CheckLink {
                title: blueprint.front.title.clone(),
                url: from.link_to(
                    &blueprint
                        .route
                        .child(self.language.occupations[occupation].document.slug()),
                ),
                minutes: blueprint.front.minutes,
                summary: blueprint.front.summary.clone(),
            })
            .collect()
    }

    fn target_groups(&self, occupation: &Occupation, from: &Route) -> Vec<TargetGroup> {
        self.language
            .areas
            .iter()
            .map(|(_, area)| TargetGroup {
                careers: Career::ALL
                    .iter()
                    .map(|career| {
                        mean_target(occupation, *career, &area.competences)
                            .map_or_else(|| "–".to_owned(), |mean| self.decimal(mean))
                    })
                    .collect(),
                area: self.link(from, &area.front.title, &area.route),
                rows: area
                    .competences
                    .iter()
                    .filter(|competence| {
                        occupation
                            .targets
                            .values()
                            .any(|targets| targets.contains_key(competence))
                    })
                    .map(|handle| (&self.language.competences[*handle], *handle))
                    .map(|(competence, handle)| TargetByCompetence {
                        competence: self.link(from, &competence.front.title, &competence.route),
                        careers: self.target_texts(occupation, handle),
                    })
                    .collect(),
            })
            .filter(|group| !group.rows.is_empty())
            .collect()
    }

    /// The target profile as a picture: for each area the mean of its competences' targets.
    fn radar(&self, occupation: &Occupation) -> Option<String> {
        let areas: Vec<&Area> = self.language.areas.iter().map(|(_, area)| area).collect();
        let values: Vec<Vec<Option<f64>>> = Career::ALL
            .iter()
            .map(|career| {
                areas
                    .iter()
                    .map(|area| mean_target(occupation, *career, &area.competences))
                    .collect()
            })
            .collect();
        // With fewer than three areas there is no shape to see; the table says it all.
        let used = (0..areas.len())
            .filter(|place| values.iter().any(|series| series[*place].is_some()))
            .count();
        if used < 3 {
            return None;
        }
        let axes: Vec<Axis<'_>> = areas
            .iter()
            .map(|area| Axis {
                label: &area.front.title,
            })
            .collect();
        let careers: Vec<String> = Career::ALL
            .iter()
            .map(|career| self.career_name(*career))
            .collect();
        let levels: Vec<String> = (1..=4).map(|number| self.level_name(number)).collect();
        let level_names: Vec<&str> = levels.iter().map(String::as_str).collect();
        let series: Vec<Series<'_>> = careers
            .iter()
            .zip(&values)
            .map(|(label, values)| Series { label, values })
            .collect();
        let description = self.radar_description(&areas, &careers, &values);
        Some(crate::picture::radar::figure(&Radar {
            id: "soll-profil",
            title: &self
                .texts
                .fill("radar.title", &[("occupation", &occupation.front.title)]),
            description: &description,
            axes: &axes,
            levels: &level_names,
            series: &series,
            caption: Some(self.texts.get("radar.caption")),
        }))
    }

    fn radar_description(
        &self,
        areas: &[&Area],
        careers: &[String],
        values: &[Vec<Option<f64>>],
    ) -> String {
        let lines = areas.iter().enumerate().map(|(place, area)| {
            let parts: Vec<String> = careers
                .iter()
                .zip(values)
                .map(|(career, values)| {
                    let value =
                        values[place].map_or_else(|| "–".to_owned(), |value| self.decimal(value));
                    format!("{career} {value}")
                })
                .collect();
            format!("{}: {}.", area.front.title, parts.join(", "))
        });
        lines.collect::<Vec<_>>().join(" ")
    }

    pub(super) fn career_name(&self, career: Career) -> String {
        self.texts
            .get(&format!("career.{}", career.key()))
            .to_owned()
    }

    pub(super) fn occupation_card(&self, from: &Route, handle: Handle<Occupation>) -> Card {
        let occupation = &self.language.occupations[handle];
        plain_card(
            from,
            &occupation.front.title,
            &occupation.front.summary,
            &occupation.route,
        )
    }

    /// Links to the first self-check of each occupation.
    pub(super) fn first_checks(&self, from: &Route) -> Vec<Link> {
        let Some((_, blueprint)) = self.language.first_check() else {
            return Vec::new();
        };
        let mut links: Vec<Link> = blueprint
            .occupations
            .iter()
            .map(|handle| &self.language.occupations[*handle])
            .map(|occupation| Link {
                title: occupation.front.title.clone(),
                url: from.link_to(&blueprint.route.child(occupation.document.slug())),
            })
            .collect();
        links.push(self.link(
            from,
            self.texts.get("label.other_occupation"),
            &blueprint.route,
        ));
        links
    }
}

fn mean_target(
    occupation: &Occupation,
    career: Career,
    competences: &[Handle<Competence>],
) -> Option<f64> {
    let targets = occupation.targets.get(&career)?;
    let values: Vec<f64> = competences
        .iter()
        .filter_map(|competence| targets.get(competence).copied())
        .collect();
    let count = u32::try_from(values.len())
        .ok()
        .filter(|count| *count > 0)?;
    Some(values.iter().sum::<f64>() / f64::from(count))
}
