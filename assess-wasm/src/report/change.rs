//! How far a person moved since an earlier check.

use assess_core::bank::Facet;
use assess_core::estimate::Estimate;
use assess_core::hundredths::Hundredths;
use assess_core::level::differ;
use assess_core::profile::Profile;
use assess_core::transfer::changes;

use crate::page_data::{Page, PageScale};

/// The change on one scale.
#[derive(Clone, Debug)]
pub struct ChangeReport<'a> {
    /// Its words.
    pub words: &'a PageScale,
    /// Tasks or ratings.
    pub facet: Facet,
    /// In levels, without the pull of the prior.
    pub levels: Hundredths,
    /// Whether it is more than chance explains.
    pub is_clear: bool,
}

impl<'a> ChangeReport<'a> {
    /// The changes on all scales that both checks know enough about: those of tasks first, each in the order of the page.
    pub fn all(page: &'a Page, earlier: &Profile, later: &Profile) -> Vec<Self> {
        let changes = changes(page.bank.prior(), earlier, later);
        let mut reports = Vec::new();
        for facet in [Facet::Shown, Facet::SelfRating] {
            for words in &page.scales {
                for change in &changes {
                    if change.id == words.id
                        && change.facet == facet
                        && let Some(levels) = Hundredths::from_f64(change.x)
                    {
                        let (before, now) = (estimate(earlier, words), estimate(later, words));
                        reports.push(Self {
                            words,
                            facet,
                            levels,
                            is_clear: matches!((before, now), (Some(a), Some(b)) if differ(a, b)),
                        });
                    }
                }
            }
        }
        reports
    }
}

fn estimate(profile: &Profile, words: &PageScale) -> Option<Estimate> {
    let mut scales = profile.scales.iter();
    Some(scales.find(|scale| scale.id == words.id)?.outcome?.estimate)
}
