//! A plan's question in whole numbers, reduced to what can matter.
//!
//! A standing matters only through what it counts towards the target and through the offers it makes possible. So for each
//! competence the standings that the offers lead to fall into a few levels; level 0 is where the person stands.

use crate::id::CompetenceId;
use crate::sorting::sort;
use crate::thousandths::Thousandths;

use super::list::{at, set};
use super::{PlanRequest, competences, suffices, worth};

/// The question.
#[derive(Clone, Debug, Default)]
pub(super) struct Instance {
    /// The offers that can matter, by id.
    pub offers: Vec<Candidate>,
    /// For each competence what its levels count in [`Scale`]'s units, level 0 (nothing) first.
    pub gains: Vec<Vec<i64>>,
    /// The time there is, in the unit of [`Candidate::minutes`].
    pub minutes: i64,
    /// The money there is, in the unit of [`Candidate::cost`]; never more than all offers cost.
    pub cost: i64,
    /// How plans compare as single numbers.
    pub scale: Scale,
}

/// An offer.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidate {
    /// Its place in the request.
    pub place: usize,
    /// Its time, in units that divide the times of all offers.
    pub minutes: i64,
    /// Its cost likewise.
    pub cost: i64,
    /// What it does for competences and needs of them, each competence once.
    pub links: Vec<Link>,
    /// The offers that must be taken before it, as places in [`Instance::offers`].
    pub requires: Vec<usize>,
}

/// What an offer has to do with a competence.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Link {
    /// The competence.
    pub competence: usize,
    /// The level that is needed.
    pub need: usize,
    /// The level that is reached.
    pub gives: usize,
}

/// Plans compare first by value, then by minutes, cost and number of offers. All of that is one number, the *score*:
/// value·`value` − minutes·`minute` − cost·`cost` − offers·`offer`, each factor larger than all that follows can add up to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scale {
    /// The value of the plan without offers, in millionths.
    pub base: u64,
    /// The largest number of millionths that divides all gains.
    pub unit: u64,
    /// The factor of the value.
    pub value: i64,
    /// The factor of a unit of time.
    pub minute: i64,
    /// The factor of a unit of cost.
    pub cost: i64,
    /// The factor of an offer.
    pub offer: i64,
    /// The score of reaching everything at no price.
    pub range: i64,
    /// Whether plans of equal score are equal in value, minutes, cost and number. Otherwise the numbers were too large.
    pub complete: bool,
    /// Whether the values are exact.
    pub exact: bool,
}

impl Scale {
    /// No plan with at most this score has a larger value, in millionths.
    pub fn value_of(&self, score: i64) -> u64 {
        let units = (score + self.value - 1).checked_div(self.value);
        let units = units.and_then(|units| u64::try_from(units).ok());
        let gained = units.unwrap_or(0).saturating_mul(self.unit);
        self.base.saturating_add(gained)
    }
}

/// An offer on its way into the instance.
struct Draft<'a> {
    place: usize,
    offer: &'a crate::learning::Offer,
    /// Requirements that are not met from the start; `None` if one of them cannot be met.
    requires: Option<Vec<usize>>,
}

/// A competence on its way into the instance.
struct Course<'a> {
    id: &'a CompetenceId,
    start: Thousandths,
    target: Thousandths,
    weight: Thousandths,
}

/// Reduces a request to what can matter.
pub(super) fn reduce(request: &PlanRequest<'_>) -> Instance {
    let courses: Vec<Course<'_>> = competences(request.offers, request.target)
        .into_iter()
        .map(|id| Course {
            id,
            start: request.standing(id),
            target: at_or_zero(request, id),
            weight: request.target.weight(id),
        })
        .collect();
    let drafts = drafts(request);
    let possible = possible(request, &drafts, &courses);
    let (levels, worths) = levels(&drafts, &possible, &courses);
    let mut offers: Vec<Candidate> = Vec::new();
    for draft in &drafts {
        let links = links(draft, &courses, &levels);
        offers.push(Candidate {
            place: draft.place,
            minutes: draft.offer.minutes.into(),
            cost: draft.offer.cost.into(),
            links: links.unwrap_or_default(),
            requires: draft.requires.clone().unwrap_or_default(),
        });
    }
    let mut instance = Instance {
        offers,
        gains: Vec::new(),
        minutes: request.minutes.into(),
        cost: request.max_cost.map_or(i64::MAX, i64::from),
        scale: Scale::default(),
    };
    instance = instance.keep(&possible);
    let useful = instance.useful(&worths);
    instance = instance.keep(&useful);
    let needed = instance.undominated();
    instance = instance.keep(&needed);
    let base = courses.iter().fold(0_u64, |sum, course| {
        sum.saturating_add(worth(course.weight, course.target, course.start))
    });
    instance.set_scale(base, &worths);
    instance
}

fn at_or_zero(request: &PlanRequest<'_>, id: &CompetenceId) -> Thousandths {
    let target = request.target.targets.get(id);
    target.copied().unwrap_or_default()
}

/// The offers that exist, by id, with the requirements that are open from the start.
fn drafts<'a>(request: &PlanRequest<'a>) -> Vec<Draft<'a>> {
    let existing = request.offers.iter().enumerate();
    let mut drafts: Vec<Draft<'a>> = existing
        .filter(|(_, offer)| request.exists(offer))
        .map(|(place, offer)| Draft {
            place,
            offer,
            requires: None,
        })
        .collect();
    sort(&mut drafts, |a, b| {
        (&a.offer.id, a.place) < (&b.offer.id, b.place)
    });
    let ids: Vec<&crate::id::OfferId> = drafts.iter().map(|draft| &draft.offer.id).collect();
    for draft in &mut drafts {
        let open = draft.offer.requires.iter();
        let open = open.filter(|id| !request.is_met_from_the_start(id));
        draft.requires = open.map(|id| ids.binary_search(&id).ok()).collect();
        if let Some(requires) = &mut draft.requires {
            sort(requires, |a, b| a < b);
            requires.dedup();
        }
    }
    drafts
}

/// Which offers could be taken if time and money were no object and each alone is within both.
fn possible(request: &PlanRequest<'_>, drafts: &[Draft<'_>], courses: &[Course<'_>]) -> Vec<bool> {
    let mut standings: Vec<Thousandths> = courses.iter().map(|course| course.start).collect();
    let place = |id: &CompetenceId| {
        let found = courses.binary_search_by(|course| course.id.cmp(id));
        found.unwrap_or(usize::MAX)
    };
    let affordable = |offer: &crate::learning::Offer| {
        offer.minutes <= request.minutes && request.max_cost.is_none_or(|most| offer.cost <= most)
    };
    let mut possible = vec![false; drafts.len()];
    let mut more = true;
    while more {
        more = false;
        for (index, draft) in drafts.iter().enumerate() {
            let mut raises = draft.offer.raises.iter();
            let requires = draft.requires.as_ref();
            if !at(&possible, index)
                && affordable(draft.offer)
                && requires.is_some_and(|all| all.iter().all(|other| at(&possible, *other)))
                && raises
                    .all(|raise| suffices(at(&standings, place(&raise.competence)), raise.from))
            {
                set(&mut possible, index, true);
                for raise in &draft.offer.raises {
                    let place = place(&raise.competence);
                    let higher = at(&standings, place).max(raise.to);
                    set(&mut standings, place, higher);
                }
                more = true;
            }
        }
    }
    possible
}

/// For each competence the lowest standing of each level, and what the levels count more than level 0, in millionths.
type Levels = (Vec<Vec<Thousandths>>, Vec<Vec<u64>>);

fn levels(drafts: &[Draft<'_>], possible: &[bool], courses: &[Course<'_>]) -> Levels {
    let mut all = (Vec::new(), Vec::new());
    for course in courses {
        let kept = drafts
            .iter()
            .zip(possible)
            .filter(|(_, possible)| **possible);
        let raises: Vec<_> = kept
            .flat_map(|(draft, _)| &draft.offer.raises)
            .filter(|raise| raise.competence == *course.id)
            .collect();
        let reached = raises.iter().map(|raise| raise.to);
        let mut standings: Vec<Thousandths> = reached.filter(|to| *to > course.start).collect();
        sort(&mut standings, |a, b| a < b);
        // What tells one standing from another: what it counts, and how many offers it suffices for.
        let class = |standing: Thousandths| {
            let sufficient = raises.iter().filter(|raise| suffices(standing, raise.from));
            (
                worth(course.weight, course.target, standing),
                sufficient.count(),
            )
        };
        let (zero, _) = class(course.start);
        let mut last = class(course.start);
        let (mut bottoms, mut worths) = (vec![course.start], vec![0]);
        for standing in standings {
            let this = class(standing);
            if this != last {
                bottoms.push(standing);
                worths.push(this.0 - zero);
                last = this;
            }
        }
        all.0.push(bottoms);
        all.1.push(worths);
    }
    all
}

/// What the offer has to do with the competences; `None` if it needs a level that there is not.
fn links(
    draft: &Draft<'_>,
    courses: &[Course<'_>],
    levels: &[Vec<Thousandths>],
) -> Option<Vec<Link>> {
    let mut links: Vec<Link> = Vec::new();
    for raise in &draft.offer.raises {
        let found = courses.binary_search_by(|course| course.id.cmp(&raise.competence));
        let (Ok(competence), Some(bottoms)) =
            (found, found.ok().and_then(|place| levels.get(place)))
        else {
            return None;
        };
        let need = bottoms
            .iter()
            .position(|bottom| suffices(*bottom, raise.from))?;
        let gives = bottoms.iter().filter(|bottom| **bottom <= raise.to).count();
        let gives = gives.saturating_sub(1);
        match links.iter_mut().find(|link| link.competence == competence) {
            Some(link) => {
                link.need = link.need.max(need);
                link.gives = link.gives.max(gives);
            }
            None => links.push(Link {
                competence,
                need,
                gives,
            }),
        }
    }
    links.retain(|link| link.need > 0 || link.gives > 0);
    Some(links)
}

impl Instance {
    /// The same question without the other offers. No offer that is kept requires one that is not.
    pub fn keep(&self, kept: &[bool]) -> Self {
        let mut places = Vec::new();
        let mut count = 0;
        for kept in kept {
            places.push(count);
            count += usize::from(*kept);
        }
        let offers = self.offers.iter().zip(kept).filter(|(_, kept)| **kept);
        let offers = offers.map(|(offer, _)| {
            let mut offer = offer.clone();
            for other in &mut offer.requires {
                *other = at(&places, *other);
            }
            offer
        });
        Self {
            offers: offers.collect(),
            gains: self.gains.clone(),
            ..*self
        }
    }

    /// Which offers lift something that counts, or that an offer needs, or are required by such an offer.
    fn useful(&self, worths: &[Vec<u64>]) -> Vec<bool> {
        let mut useful = vec![true; self.offers.len()];
        let mut before = self.offers.len() + 1;
        // Each round may leave a level without an offer that needs it.
        while before > useful.iter().filter(|useful| **useful).count() {
            before = useful.iter().filter(|useful| **useful).count();
            let kept = |place: &usize| at(&useful, *place);
            let places: Vec<usize> = (0..self.offers.len()).filter(kept).collect();
            let offers = || places.iter().filter_map(|place| self.offers.get(*place));
            let lifts = |link: &Link| {
                let levels = 1..=link.gives;
                let worth = worths.get(link.competence);
                let counts = worth.is_some_and(|worths| at(worths, link.gives) > 0);
                let needed = offers().flat_map(|offer| &offer.links).any(|other| {
                    other.competence == link.competence && levels.contains(&other.need)
                });
                counts || needed
            };
            let mut next = vec![false; self.offers.len()];
            for place in &places {
                let offer = self.offers.get(*place);
                let required = offers().any(|other| other.requires.contains(place));
                let lifting = offer.is_some_and(|offer| offer.links.iter().any(lifts));
                set(&mut next, *place, required || lifting);
            }
            useful = next;
        }
        useful
    }

    /// Leaves out offers in whose place another could always be taken, to a better plan.
    fn undominated(&self) -> Vec<bool> {
        let mut required = vec![false; self.offers.len()];
        for other in self.offers.iter().flat_map(|offer| &offer.requires) {
            set(&mut required, *other, true);
        }
        let dominated = |(place, offer): (usize, &Candidate)| {
            !at(&required, place)
                && self.offers.iter().enumerate().any(|(other_place, other)| {
                    (other.minutes, other.cost, other_place) < (offer.minutes, offer.cost, place)
                        && other.cost <= offer.cost
                        && other.replaces(offer)
                })
        };
        let offers = self.offers.iter().enumerate();
        offers.map(|offer| !dominated(offer)).collect()
    }

    /// Sets the gains and the scale they are in.
    fn set_scale(&mut self, base: u64, worths: &[Vec<u64>]) {
        let minute = divisor(self.offers.iter().map(|offer| offer.minutes));
        let euro = divisor(self.offers.iter().map(|offer| offer.cost));
        for offer in &mut self.offers {
            offer.minutes /= minute;
            offer.cost /= euro;
        }
        let offers = i64::try_from(self.offers.len()).unwrap_or(i64::MAX);
        let sum = |part: fn(&Candidate) -> i64| {
            let parts = self.offers.iter().map(part);
            parts.fold(0_i64, i64::saturating_add)
        };
        self.minutes = (self.minutes / minute).min(sum(|offer| offer.minutes));
        self.cost = (self.cost / euro).min(sum(|offer| offer.cost));
        let mut unit = 0;
        let mut most = 0_u64;
        for worths in worths {
            for worth in worths {
                unit = greatest_common_divisor(unit, *worth);
            }
            most = most.saturating_add(worths.last().copied().unwrap_or(0));
        }
        // Beyond all reasonable weights the values are rounded up, and nothing is proven.
        let coarsest = most / LARGEST.unsigned_abs() + 1;
        let exact = coarsest <= unit.max(1);
        let unit = unit.max(coarsest);
        let units = |worth: u64| i64::try_from(worth.div_ceil(unit)).unwrap_or(LARGEST);
        let most = worths
            .iter()
            .map(|worths| units(worths.last().copied().unwrap_or(0)));
        let most = most.fold(1, i64::saturating_add);
        // What is compared last is left out first, as long as the numbers are too large.
        let limits = [offers, self.cost, self.minutes];
        for left_out in 0..=limits.len() {
            let mut factors = [0; 3];
            let mut factor = 1_i64;
            for (place, limit) in limits.iter().enumerate().skip(left_out) {
                set(&mut factors, place, factor);
                factor = factor.saturating_mul(limit.saturating_add(1));
            }
            let [offer, cost, minute] = factors;
            self.scale = Scale {
                base,
                unit,
                value: factor,
                minute,
                cost,
                offer,
                range: most.saturating_mul(factor),
                complete: left_out == 0,
                exact,
            };
            if self.scale.range <= LARGEST {
                break;
            }
        }
        let factor = self.scale.value;
        let gain = |worth: &u64| units(*worth).saturating_mul(factor);
        let gains = worths
            .iter()
            .map(|worths| worths.iter().map(gain).collect());
        self.gains = gains.collect();
    }
}

/// Scores stay below, so that sums of many of them fit.
const LARGEST: i64 = 1 << 52;

impl Candidate {
    /// Whether this offer can be taken whenever the other can, and does as much.
    fn replaces(&self, other: &Self) -> bool {
        let mut needs = self.links.iter();
        let mut gives = other.links.iter();
        let in_other = |link: &Link| {
            let mut links = other.links.iter();
            links.any(|theirs| theirs.competence == link.competence && theirs.need >= link.need)
        };
        let in_this = |link: &Link| {
            let mut links = self.links.iter();
            links.any(|ours| ours.competence == link.competence && ours.gives >= link.gives)
        };
        gives.all(|link| link.gives == 0 || in_this(link))
            && needs.all(|link| link.need == 0 || in_other(link))
            && self
                .requires
                .iter()
                .all(|offer| other.requires.contains(offer))
    }
}

/// The largest number that divides all; 1 if all are 0.
fn divisor(numbers: impl Iterator<Item = i64>) -> i64 {
    let divisor = numbers.fold(0, |divisor, number| {
        greatest_common_divisor(divisor, number.unsigned_abs())
    });
    i64::try_from(divisor).unwrap_or(1).max(1)
}

fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
