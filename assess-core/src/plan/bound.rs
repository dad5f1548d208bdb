//! How much a plan can reach at most, by Lagrangian relaxation: what a plan must keep to gets a price instead.
//!
//! Time has a price per minute (money is left to the search: few offers cost any). What an offer then costs is split among the competences it has to do with, and each
//! competence chooses for itself, as if every offer could be taken for it alone: the cheapest way through the levels to the one
//! that is worth it. A share may be negative: then the competence is paid for fulfilling what the offer needs. Whatever the
//! prices are, the sum of the best results is an upper bound on the score (the shares of an offer never add up to more than it
//! costs), so rounding prices costs accuracy, never validity. Better prices are found by following the subgradient, averaged
//! over the rounds (the volume algorithm: Barahona and Anbil 2000); the averages also say how much of each offer an ideal
//! mixture would take.

use super::instance::{Instance, Link};
use super::list::{at, set};

/// What has been decided about an offer.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Status {
    /// It is left out.
    #[default]
    Out,
    /// Nothing.
    Free,
    /// It is in the plan.
    In,
}

/// The prices.
#[derive(Clone, Debug, Default)]
pub(super) struct Prices {
    /// Of a minute.
    minute: f64,
    /// Of each edge.
    edges: Vec<EdgePrice>,
    /// For each offer how much of it an ideal mixture of plans would take, 0..=1: an average over many rounds.
    pub taken: Vec<f64>,
}

#[derive(Clone, Copy, Debug, Default)]
struct EdgePrice {
    /// What its share is above an equal share. The first edge of an offer bears the rest.
    share: f64,
    /// How much it was taken in the last rounds, on average.
    mean: f64,
}

/// A link of an offer, in the order of the competences.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    offer: usize,
    link: Link,
}

/// The bound, and the room to compute it in.
#[derive(Debug, Default)]
pub(super) struct Relaxation {
    /// By competence and level reached.
    edges: Vec<Edge>,
    /// For each competence the end of its edges.
    ends: Vec<usize>,
    /// For each offer its edges.
    own: Vec<Vec<usize>>,
    /// No price is larger.
    limit: f64,
    /// The minutes of an offer, on average.
    typical: f64,
    // The rest is overwritten by each evaluation.
    /// For each edge its share.
    share: Vec<i64>,
    /// For each edge whether the competence takes it.
    used: Vec<bool>,
    /// For each competence its best result.
    best: Vec<i64>,
    /// By level: cheapest way there, edge it comes by, rewards.
    way: Vec<i64>,
    by: Vec<usize>,
    reward: Vec<i64>,
}

/// No way there.
const NEVER: i64 = i64::MAX / 4;

impl Relaxation {
    pub fn new(instance: &Instance) -> Self {
        let mut this = Self {
            own: vec![Vec::new(); instance.offers.len()],
            best: vec![0; instance.gains.len()],
            ..Self::default()
        };
        let mut most = 1;
        for (competence, gains) in instance.gains.iter().enumerate() {
            let start = this.edges.len();
            for level in 0..gains.len() {
                for (offer, candidate) in instance.offers.iter().enumerate() {
                    for link in &candidate.links {
                        if link.competence == competence && link.gives == level {
                            if let Some(own) = this.own.get_mut(offer) {
                                own.push(this.edges.len());
                            }
                            this.edges.push(Edge { offer, link: *link });
                        }
                    }
                }
            }
            most = most.max(this.edges.len() - start);
            this.ends.push(this.edges.len());
        }
        this.share = vec![0; this.edges.len()];
        this.used = vec![false; this.edges.len()];
        let [minutes, _] = instance.limits;
        let largest = i64::try_from(4 * most).unwrap_or(NEVER).max(minutes);
        this.limit = to_f64((instance.scale.range + 1).min(NEVER / 16 / largest));
        let mut sum = 0;
        for offer in &instance.offers {
            sum += offer.minutes();
        }
        let count = i64::try_from(instance.offers.len()).unwrap_or(1);
        this.typical = (to_f64(sum) / to_f64(count)).max(1e-3);
        this
    }

    /// The prices to start with.
    pub fn prices(&self, instance: &Instance) -> Prices {
        let [minutes, _] = instance.limits;
        let average = to_f64(instance.scale.range) / to_f64(4 * (minutes + 1));
        Prices {
            minute: average.min(self.limit),
            edges: vec![EdgePrice::default(); self.edges.len()],
            taken: vec![0.0; self.own.len()],
        }
    }

    /// An upper bound on the score of every plan with these decisions; `None` if there is no such plan.
    pub fn evaluate(
        &mut self,
        instance: &Instance,
        status: &[Status],
        prices: &Prices,
    ) -> Option<i64> {
        let minute = to_i64(prices.minute);
        for (own, offer) in self.own.iter().zip(&instance.offers) {
            let mut rest = offer.price + offer.minutes() * minute;
            let equal = rest / i64::try_from(own.len()).unwrap_or(1).max(1);
            for (place, edge) in own.iter().enumerate().rev() {
                let mut share = equal + to_i64(at(&prices.edges, *edge).share);
                rest -= share;
                if place == 0 {
                    share += rest;
                }
                set(&mut self.share, *edge, share);
            }
        }
        let [minutes, _] = instance.limits;
        let mut bound = minutes * minute;
        for competence in 0..self.ends.len() {
            let best = self.choose(instance, status, competence, true)?;
            set(&mut self.best, competence, best);
            bound += best;
        }
        Some(bound)
    }

    /// Whether a competence takes the offer, after an evaluation.
    pub fn takes(&self, offer: usize) -> bool {
        let mut own = self.own.get(offer).into_iter().flatten();
        own.any(|edge| at(&self.used, *edge))
    }

    /// How far the bound falls, after an evaluation, if that is decided of an offer.
    pub fn loss(
        &mut self,
        instance: &Instance,
        status: &mut [Status],
        offer: usize,
        decision: Status,
    ) -> i64 {
        let before = at(status, offer);
        set(status, offer, decision);
        let mut loss = 0;
        for link in instance
            .offers
            .get(offer)
            .map_or(&[][..], |offer| &offer.links)
        {
            let best = self.choose(instance, status, link.competence, false);
            loss += best.map_or(NEVER / 64, |best| at(&self.best, link.competence) - best);
        }
        set(status, offer, before);
        loss
    }

    /// What is best for one competence, and if asked, which edges that takes.
    fn choose(
        &mut self,
        instance: &Instance,
        status: &[Status],
        competence: usize,
        mark: bool,
    ) -> Option<i64> {
        let gains = instance.gains.get(competence)?;
        let start = match competence {
            0 => 0,
            _ => at(&self.ends, competence - 1),
        };
        let edges = start..at(&self.ends, competence);
        let mut floor = 0;
        let mut fixed = 0;
        self.reward.clear();
        self.reward.resize(gains.len(), 0);
        self.way.clear();
        self.way.resize(gains.len(), NEVER);
        set(&mut self.way, 0, 0);
        self.by.clear();
        self.by.resize(gains.len(), usize::MAX);
        for place in edges.clone() {
            let Edge { offer, link } = at(&self.edges, place);
            let mut toll = at(&self.share, place);
            let top = link.need.max(link.gives);
            match at(status, offer) {
                Status::Out => continue,
                Status::In => {
                    fixed += toll;
                    toll = 0;
                    floor = floor.max(top);
                }
                Status::Free if toll < 0 => {
                    let reward = at(&self.reward, top) - toll;
                    set(&mut self.reward, top, reward);
                    toll = 0;
                }
                Status::Free => {}
            }
            let toll = toll + self.cheapest(&link).0;
            if toll < at(&self.way, link.gives) {
                set(&mut self.way, link.gives, toll);
                set(&mut self.by, link.gives, place);
            }
        }
        let mut best = (-NEVER, 0);
        let mut rewards = 0;
        for (level, gain) in gains.iter().enumerate() {
            rewards += at(&self.reward, level);
            let way = at(&self.way, level);
            let score = gain + rewards - way;
            if level >= floor && way < NEVER && score > best.0 {
                best = (score, level);
            }
        }
        if best.0 == -NEVER {
            return None;
        }
        if mark {
            for place in edges {
                let Edge { offer, link } = at(&self.edges, place);
                let takes = match at(status, offer) {
                    Status::Out => false,
                    Status::In => true,
                    Status::Free => {
                        at(&self.share, place) < 0 && link.need.max(link.gives) <= best.1
                    }
                };
                set(&mut self.used, place, takes);
            }
            let mut level = best.1;
            while level > 0 {
                let by = at(&self.by, level);
                set(&mut self.used, by, true);
                level = self.cheapest(&at(&self.edges, by).link).1;
            }
        }
        Some(best.0 - fixed)
    }

    /// The cheapest way to a level from which an edge can be taken, and that level.
    fn cheapest(&self, link: &Link) -> (i64, usize) {
        let mut cheapest = (NEVER, 0);
        for level in link.need..link.gives {
            cheapest = cheapest.min((at(&self.way, level), level));
        }
        cheapest
    }

    /// Moves the prices so that the bound falls. `gap` is how far it is above the best plan.
    pub fn improve(
        &self,
        instance: &Instance,
        status: &[Status],
        prices: &mut Prices,
        gap: i64,
        pace: f64,
    ) {
        const FRESH: f64 = 0.7;
        const FRESH_TAKEN: f64 = 0.2;
        let [minutes, _] = instance.limits;
        let mut left = to_f64(minutes);
        let mut square = 0.0;
        // How much of each offer the competences take, on average.
        let mut offers = Vec::new();
        for (place, (own, offer)) in self.own.iter().zip(&instance.offers).enumerate() {
            let (mut mean, mut now, mut squares, mut count) = (0.0, 0.0, 0.0, 0.0);
            for edge in own {
                let used = f64::from(u8::from(at(&self.used, *edge)));
                let mut price = at(&prices.edges, *edge);
                price.mean += FRESH * (used - price.mean);
                set(&mut prices.edges, *edge, price);
                mean += price.mean;
                squares += price.mean * price.mean;
                now += used;
                count += 1.0;
            }
            mean /= count;
            offers.push(mean);
            let taken = at(&prices.taken, place);
            set(
                &mut prices.taken,
                place,
                taken + FRESH_TAKEN * (now / count - taken),
            );
            left -= to_f64(offer.minutes()) * mean;
            if at(status, place) == Status::Free {
                square += squares - count * mean * mean;
            }
        }
        left /= self.typical;
        if prices.minute == 0.0 {
            left = left.min(0.0);
        }
        square += left * left;
        if square < 1e-9 {
            return;
        }
        let step = pace * to_f64(gap) / square;
        let minute = prices.minute - step * left / self.typical;
        prices.minute = minute.max(0.0).min(self.limit);
        for (place, own) in self.own.iter().enumerate() {
            if at(status, place) == Status::Free {
                for edge in own {
                    let mut price = at(&prices.edges, *edge);
                    let moved = price.share + step * (price.mean - at(&offers, place));
                    price.share = moved.max(-self.limit).min(self.limit);
                    set(&mut prices.edges, *edge, price);
                }
            }
        }
    }
}

impl Prices {
    /// The prices without those of the offers that are not kept.
    pub fn keep(&mut self, relaxation: &Relaxation, kept: &[bool]) {
        let mut edges = relaxation.edges.iter();
        self.edges
            .retain(|_| edges.next().is_some_and(|edge| at(kept, edge.offer)));
        let mut kept = kept.iter();
        self.taken.retain(|_| kept.next() == Some(&true));
    }
}

#[expect(clippy::cast_precision_loss, reason = "prices may be rounded")]
fn to_f64(number: i64) -> f64 {
    number as f64
}

#[expect(
    clippy::cast_possible_truncation,
    reason = "too large a step is clamped"
)]
fn to_i64(number: f64) -> i64 {
    number as i64
}
