//! A plan's question in whole numbers, reduced to what can matter.
//!
//! A standing matters only through what it counts towards the target and through the offers it makes possible. So for each
//! competence the standings that the offers lead to fall into a few levels; level 0 is where the person stands. That an offer
//! must be taken before another is a competence of its own with one level, which counts nothing: the one gives it, the other
//! needs it.

use crate::id::OfferId;
use crate::learning::Offer;
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
    /// The minutes and euros there are; never more than all offers use.
    pub limits: [i64; 2],
    /// How plans compare as single numbers.
    pub scale: Scale,
}

/// An offer.
#[derive(Clone, Debug, Default)]
pub(super) struct Candidate {
    /// Its place in the request.
    pub place: usize,
    /// Its minutes and euros.
    pub uses: [i64; 2],
    /// What it takes off the score wherever it is taken.
    pub price: i64,
    /// What it does for competences and needs of them, by competence, each once.
    pub links: Vec<Link>,
}

/// What an offer has to do with a competence.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Link {
    /// The competence.
    pub competence: usize,
    /// The level that is needed.
    pub need: usize,
    /// The level that is reached.
    pub gives: usize,
}

/// Plans compare first by value, then by minutes, cost and number of offers. All of that is one number, the *score*: the value
/// times a factor, less the prices of the offers. The factor is larger than all prices can add up to.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Scale {
    /// The value of the plan without offers, in millionths.
    base: u64,
    /// The largest number of millionths that divides all gains.
    unit: u64,
    /// The factor of a unit of the value.
    factor: i64,
    /// The score of reaching everything at no price.
    pub range: i64,
    /// Whether plans of equal score are equal in value, minutes, cost and number. Otherwise the numbers are too large, and
    /// nothing has a price.
    pub complete: bool,
    /// Whether the values are exact.
    pub exact: bool,
}

impl Scale {
    /// No plan with at most this score has a larger value, in millionths.
    pub fn value_of(&self, score: i64) -> u64 {
        let units = (score + self.factor - 1).checked_div(self.factor);
        let units = units.and_then(|units| u64::try_from(units).ok());
        let gained = units.unwrap_or(0).saturating_mul(self.unit);
        self.base.saturating_add(gained)
    }
}

/// Reduces a request to what can matter.
pub(super) fn reduce(request: &PlanRequest<'_>) -> Instance {
    let existing = existing(request);
    let mut instance = Instance {
        limits: [
            request.minutes.into(),
            request.max_cost.map_or(i64::MAX, i64::from),
        ],
        ..Instance::default()
    };
    for (place, offer) in &existing {
        instance.offers.push(Candidate {
            place: *place,
            uses: [offer.minutes.into(), offer.cost.into()],
            ..Candidate::default()
        });
    }
    let mut base = 0_u64;
    let mut worths: Vec<Vec<u64>> = Vec::new();
    for id in competences(request.offers, request.target) {
        let start = request.standing(id);
        let count = |standing| worth(request.target.weight(id), request.target.of(id), standing);
        base = base.saturating_add(count(start));
        let mut raises = Vec::new();
        for (place, (_, offer)) in existing.iter().enumerate() {
            for raise in &offer.raises {
                if raise.competence == *id {
                    raises.push((place, raise.from, raise.to));
                }
            }
        }
        // What tells one standing from another: what it counts, and how many offers it suffices for.
        let class = |standing| {
            let mut sufficient = 0;
            for (_, from, _) in &raises {
                sufficient += usize::from(suffices(standing, *from));
            }
            (count(standing) - count(start), sufficient)
        };
        let mut bottoms = vec![start];
        let mut counts = vec![0];
        let mut last = (start, class(start));
        while let Some(next) = next_standing(&raises, last.0) {
            let this = class(next);
            if this != last.1 {
                bottoms.push(next);
                counts.push(this.0);
            }
            last = (next, this);
        }
        for (place, from, to) in raises {
            let (mut need, mut gives) = (0, 0);
            for bottom in &bottoms {
                // A need beyond the last level is never met.
                need += usize::from(!suffices(*bottom, from));
                gives += usize::from(*bottom > start && *bottom <= to);
            }
            instance.link(place, worths.len(), need, gives);
        }
        worths.push(counts);
    }
    let mut required: Vec<&OfferId> = Vec::new();
    for (_, offer) in &existing {
        for id in &offer.requires {
            if !required.contains(&id) && !request.is_met_from_the_start(id) {
                required.push(id);
            }
        }
    }
    for id in required {
        for (place, (_, offer)) in existing.iter().enumerate() {
            // What does not exist is never taken.
            if offer.id == *id {
                instance.link(place, worths.len(), 0, 1);
            }
            if offer.requires.contains(id) {
                instance.link(place, worths.len(), 1, 0);
            }
        }
        worths.push(vec![0, 0]);
    }
    instance.gains = vec![Vec::new(); worths.len()];
    let mut kept = Vec::new();
    for offer in &instance.offers {
        kept.push(offer.fits(&instance.limits));
    }
    kept = instance.reached(&kept);
    instance = instance.keep(&kept);
    kept = instance.useful(&worths);
    instance = instance.keep(&kept);
    instance.set_scale(base, &worths);
    instance
}

/// The offers that exist, by id, with their places in the request.
fn existing<'a>(request: &PlanRequest<'a>) -> Vec<(usize, &'a Offer)> {
    let mut existing = Vec::new();
    for (place, offer) in request.offers.iter().enumerate() {
        if request.exists(offer) {
            existing.push((place, offer));
        }
    }
    sort(&mut existing, |a, b| (&a.1.id, a.0) < (&b.1.id, b.0));
    existing
}

/// The lowest standing above this one that some offer leads to.
fn next_standing(
    raises: &[(usize, Thousandths, Thousandths)],
    above: Thousandths,
) -> Option<Thousandths> {
    let mut next = None;
    for (_, _, to) in raises {
        if *to > above && next.is_none_or(|next| *to < next) {
            next = Some(*to);
        }
    }
    next
}

impl Instance {
    /// Notes what an offer has to do with a competence, if that is anything.
    fn link(&mut self, offer: usize, competence: usize, need: usize, gives: usize) {
        if let Some(offer) = self.offers.get_mut(offer)
            && need.max(gives) > 0
        {
            match offer.links.last_mut() {
                Some(link) if link.competence == competence => {
                    link.need = link.need.max(need);
                    link.gives = link.gives.max(gives);
                }
                _ => offer.links.push(Link {
                    competence,
                    need,
                    gives,
                }),
            }
        }
    }

    /// The same question without the other offers.
    pub fn keep(&self, kept: &[bool]) -> Self {
        let mut offers = self.offers.clone();
        let mut kept = kept.iter();
        offers.retain(|_| kept.next() == Some(&true));
        Self {
            offers,
            gains: self.gains.clone(),
            ..*self
        }
    }

    /// Those of these offers that could be taken if time and money were no object.
    pub fn reached(&self, allowed: &[bool]) -> Vec<bool> {
        let mut levels = vec![0; self.gains.len()];
        let mut reached = vec![false; self.offers.len()];
        let mut more = true;
        while more {
            more = false;
            for (place, offer) in self.offers.iter().enumerate() {
                if at(allowed, place) && !at(&reached, place) && offer.is_open(&levels) {
                    offer.lift(&mut levels);
                    set(&mut reached, place, true);
                    more = true;
                }
            }
        }
        reached
    }

    /// Which offers lift something that counts, or that an offer needs which is of use itself.
    fn useful(&self, worths: &[Vec<u64>]) -> Vec<bool> {
        let mut useful = vec![false; self.offers.len()];
        // The highest level of each competence that is of use.
        let mut wanted: Vec<usize> = Vec::new();
        for worths in worths {
            let counts = worths.iter().any(|worth| *worth > 0);
            wanted.push(if counts { usize::MAX } else { 0 });
        }
        let mut more = true;
        while more {
            more = false;
            for (place, offer) in self.offers.iter().enumerate() {
                let lifts = |link: &Link| link.gives > 0 && at(&wanted, link.competence) > 0;
                if !at(&useful, place) && offer.links.iter().any(lifts) {
                    set(&mut useful, place, true);
                    more = true;
                    for link in &offer.links {
                        let need = at(&wanted, link.competence).max(link.need);
                        set(&mut wanted, link.competence, need);
                    }
                }
            }
        }
        useful
    }

    /// Sets the gains and the prices, and the scale they are in.
    fn set_scale(&mut self, base: u64, worths: &[Vec<u64>]) {
        // A plan of less minutes, then of less cost, then of fewer offers is better.
        let mut factor = i64::try_from(self.offers.len()).unwrap_or(i64::MAX);
        let mut prices = [0; 2];
        for side in [1, 0] {
            let mut sum = 0_i64;
            for offer in &self.offers {
                sum = sum.saturating_add(at(&offer.uses, side));
            }
            let limit = at(&self.limits, side).min(sum);
            set(&mut self.limits, side, limit);
            factor = factor.saturating_add(1);
            set(&mut prices, side, factor);
            factor = factor.saturating_mul(limit.saturating_add(1));
        }
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
        let mut range = 1_i64;
        for worths in worths {
            range = range.saturating_add(units(worths.last().copied().unwrap_or(0)));
        }
        let complete = range.saturating_mul(factor) <= LARGEST;
        if complete {
            for offer in &mut self.offers {
                let [minutes, cost] = offer.uses;
                let [minute, euro] = prices;
                offer.price = 1 + minutes * minute + cost * euro;
            }
        } else {
            factor = 1;
        }
        for (gains, worths) in self.gains.iter_mut().zip(worths) {
            for worth in worths {
                gains.push(units(*worth).saturating_mul(factor));
            }
        }
        self.scale = Scale {
            base,
            unit,
            factor,
            range: range.saturating_mul(factor),
            complete,
            exact,
        };
    }
}

/// Scores stay below, so that sums of many of them fit.
const LARGEST: i64 = 1 << 52;

impl Candidate {
    /// Its minutes.
    pub fn minutes(&self) -> i64 {
        let [minutes, _] = self.uses;
        minutes
    }

    /// Whether that much time and money suffices.
    pub fn fits(&self, left: &[i64; 2]) -> bool {
        let mut pairs = self.uses.iter().zip(left);
        pairs.all(|(uses, left)| uses <= left)
    }

    /// Whether these levels suffice.
    pub fn is_open(&self, levels: &[usize]) -> bool {
        let mut links = self.links.iter();
        links.all(|link| at(levels, link.competence) >= link.need)
    }

    /// Lifts the levels to what it gives.
    pub fn lift(&self, levels: &mut [usize]) {
        for link in &self.links {
            let level = at(levels, link.competence).max(link.gives);
            set(levels, link.competence, level);
        }
    }
}

fn greatest_common_divisor(mut a: u64, mut b: u64) -> u64 {
    while b > 0 {
        (a, b) = (b, a % b);
    }
    a
}
