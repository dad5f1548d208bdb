//! How much a plan can reach at most, by Lagrangian relaxation: what a plan must keep to gets a price instead.
//!
//! Time and money have a price per unit. A requirement has one that the offer pays to the offer it requires. What an offer
//! then costs is split among the competences it has to do with, and each competence chooses for itself, as if every offer
//! could be taken for it alone: the cheapest way through the levels to the one that is worth it. A share may be negative: then
//! the competence is paid for fulfilling what the offer needs. Whatever the prices are, the sum of the best results is an upper
//! bound on the score (the shares of an offer never add up to more than it costs), so rounding prices costs accuracy, never
//! validity. Better prices are found by following the subgradient, averaged over the rounds (the volume algorithm: Barahona and
//! Anbil 2000); the averages also say how much of each offer an ideal mixture would take.

use super::instance::Instance;
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
    minute: i64,
    cost: i64,
    /// For each link what its share is above an equal share.
    shares: Vec<i64>,
    /// For each requirement what the offer pays to the required one.
    fees: Vec<i64>,
    /// How much was taken in the last rounds, on average.
    mean: Means,
}

#[derive(Clone, Debug, Default)]
struct Means {
    links: Vec<f64>,
    offers: Vec<f64>,
    /// The same over more rounds.
    long: Vec<f64>,
}

/// A link in the order of the competences.
#[derive(Clone, Copy, Debug, Default)]
struct Edge {
    offer: usize,
    need: usize,
    gives: usize,
}

/// The bound, and the room to compute it in.
#[derive(Debug, Default)]
pub(super) struct Relaxation {
    /// All links by competence and level reached.
    edges: Vec<Edge>,
    /// For each competence the end of its links.
    ends: Vec<usize>,
    /// For each offer its links.
    own: Vec<Vec<usize>>,
    /// Requirements: offer and required offer.
    requirements: Vec<(usize, usize)>,
    /// No price is larger.
    limit: i64,
    typical_minutes: f64,
    typical_cost: f64,
    // The rest is overwritten by each evaluation.
    /// For each offer its price.
    pub price: Vec<i64>,
    /// For each link its share.
    share: Vec<i64>,
    /// For each link whether the competence takes it.
    pub used: Vec<bool>,
    /// For each offer how much of it the competences take, 0..=1.
    pub taken: Vec<f64>,
    /// By level: cheapest way there, link it comes by, rewards, scores.
    way: Vec<i64>,
    by: Vec<usize>,
    reward: Vec<i64>,
    score: Vec<i64>,
    /// For each offer how much is lost at least by taking it, or by leaving it out.
    pub loss_in: Vec<i64>,
    pub loss_out: Vec<i64>,
}

/// No way there.
const NEVER: i64 = i64::MAX / 4;

impl Relaxation {
    pub fn new(instance: &Instance) -> Self {
        let offers = instance.offers.len();
        let mut this = Self {
            own: vec![Vec::new(); offers],
            ..Self::default()
        };
        let mut most_links = 1;
        for (competence, gains) in instance.gains.iter().enumerate() {
            let start = this.edges.len();
            for level in 0..gains.len() {
                for (offer, candidate) in instance.offers.iter().enumerate() {
                    for link in &candidate.links {
                        if link.competence == competence && link.gives == level {
                            if let Some(own) = this.own.get_mut(offer) {
                                own.push(this.edges.len());
                            }
                            this.edges.push(Edge {
                                offer,
                                need: link.need,
                                gives: link.gives,
                            });
                        }
                    }
                }
            }
            most_links = most_links.max(this.edges.len() - start);
            this.ends.push(this.edges.len());
        }
        for (offer, candidate) in instance.offers.iter().enumerate() {
            let requires = candidate.requires.iter();
            this.requirements
                .extend(requires.map(|other| (offer, *other)));
        }
        let largest = instance.minutes.max(instance.cost).max(1);
        let sums = i64::try_from((most_links + 4) * (this.requirements.len() + 4)).unwrap_or(NEVER);
        this.limit = (instance.scale.range + 1).min(NEVER / 4 / sums.max(largest));
        let mean = |part: fn(&super::instance::Candidate) -> i64| {
            let sum = instance
                .offers
                .iter()
                .fold(0.0, |sum, offer| sum + to_f64(part(offer)));
            (sum / to_f64(i64::try_from(offers).unwrap_or(1))).max(1e-3)
        };
        this.typical_minutes = mean(|offer| offer.minutes);
        this.typical_cost = mean(|offer| offer.cost);
        this.price = vec![0; offers];
        this.taken = vec![0.0; offers];
        this.loss_in = vec![0; offers];
        this.loss_out = vec![0; offers];
        this.share = vec![0; this.edges.len()];
        this.used = vec![false; this.edges.len()];
        this
    }

    /// The prices to start with.
    pub fn prices(&self, instance: &Instance) -> Prices {
        let average = instance.scale.range.checked_div(4 * (instance.minutes + 1));
        Prices {
            minute: average.unwrap_or(0).min(self.limit),
            cost: 0,
            shares: vec![0; self.edges.len()],
            fees: vec![0; self.requirements.len()],
            mean: Means {
                links: vec![0.0; self.edges.len()],
                offers: vec![0.0; self.price.len()],
                long: vec![0.0; self.price.len()],
            },
        }
    }

    /// An upper bound on the score of every plan with these decisions; `None` if there is no such plan.
    pub fn evaluate(
        &mut self,
        instance: &Instance,
        status: &[Status],
        prices: &Prices,
    ) -> Option<i64> {
        self.set_shares(instance, status, prices);
        let mut bound = prices.minute * instance.minutes + prices.cost * instance.cost;
        let mut start = 0;
        for competence in 0..self.ends.len() {
            let end = at(&self.ends, competence);
            let gains = instance
                .gains
                .get(competence)
                .map_or(&[][..], |gains| gains);
            bound += self.choose(start..end, gains, status, usize::MAX)?;
            start = end;
        }
        for (offer, own) in self.own.iter().enumerate() {
            let decided = at(status, offer);
            let taken = if own.is_empty() {
                let price = at(&self.price, offer);
                let takes = decided == Status::In || (decided == Status::Free && price < 0);
                if takes {
                    bound -= price;
                }
                f64::from(u8::from(takes))
            } else {
                let used = own.iter().filter(|link| at(&self.used, **link)).count();
                #[expect(clippy::cast_precision_loss, reason = "few links")]
                let share = used as f64 / own.len() as f64;
                share
            };
            set(&mut self.taken, offer, taken);
        }
        Some(bound)
    }

    fn set_shares(&mut self, instance: &Instance, status: &[Status], prices: &Prices) {
        let scale = &instance.scale;
        for (price, offer) in self.price.iter_mut().zip(&instance.offers) {
            *price = scale.offer
                + offer.minutes * (scale.minute + prices.minute)
                + offer.cost * (scale.cost + prices.cost);
        }
        for ((offer, required), fee) in self.requirements.iter().zip(&prices.fees) {
            if at(status, *offer) != Status::Out {
                if let Some(price) = self.price.get_mut(*offer) {
                    *price += fee;
                }
                if let Some(price) = self.price.get_mut(*required) {
                    *price -= fee;
                }
            }
        }
        for (own, price) in self.own.iter().zip(&self.price) {
            let equal = match own.len() {
                0 => continue,
                1 => *price,
                2 => *price >> 1,
                links => price.div_euclid(i64::try_from(links).unwrap_or(1)),
            };
            for link in own {
                set(&mut self.share, *link, equal + at(&prices.shares, *link));
            }
        }
    }

    /// What is best for one competence, and which links that takes. `without` is left out, whatever its status.
    fn choose(
        &mut self,
        links: std::ops::Range<usize>,
        gains: &[i64],
        status: &[Status],
        without: usize,
    ) -> Option<i64> {
        let mut floor = 0;
        let mut fixed = 0;
        self.reward.clear();
        self.reward.resize(gains.len(), 0);
        self.way.clear();
        self.way.resize(gains.len(), NEVER);
        set(&mut self.way, 0, 0);
        self.by.clear();
        self.by.resize(gains.len(), usize::MAX);
        let edges = self.edges.get(links.clone()).unwrap_or_default();
        let shares = self.share.get(links.clone()).unwrap_or_default();
        for (place, (edge, share)) in edges.iter().zip(shares).enumerate() {
            let mut toll = *share;
            match at(status, edge.offer) {
                Status::Out => continue,
                Status::Free if links.start + place == without => continue,
                Status::In => {
                    fixed += toll;
                    toll = 0;
                    floor = floor.max(edge.need.max(edge.gives));
                }
                Status::Free if toll < 0 => {
                    if let Some(reward) = self.reward.get_mut(edge.need.max(edge.gives)) {
                        *reward -= toll;
                    }
                    toll = 0;
                }
                Status::Free => {}
            }
            let before = self.way.get(edge.need..edge.gives).unwrap_or_default();
            let cheapest = before.iter().fold(NEVER, |least, way| least.min(*way));
            let toll = toll + cheapest;
            if let Some(way) = self.way.get_mut(edge.gives)
                && toll < *way
            {
                *way = toll;
                set(&mut self.by, edge.gives, links.start + place);
            }
        }
        let mut best = -NEVER;
        let mut best_level = 0;
        let mut rewards = 0;
        self.score.clear();
        for (level, gain) in gains.iter().enumerate() {
            rewards += at(&self.reward, level);
            let way = at(&self.way, level);
            let score = if way < NEVER {
                gain + rewards - way
            } else {
                -NEVER
            };
            self.score.push(score);
            if level >= floor && score > best {
                best = score;
                best_level = level;
            }
        }
        if best == -NEVER {
            return None;
        }
        if without == usize::MAX {
            self.mark(links, status, best_level);
        }
        Some(best - fixed)
    }

    /// Marks the links that lead to the level or are worth it there.
    fn mark(&mut self, links: std::ops::Range<usize>, status: &[Status], best: usize) {
        for place in links {
            let edge = at(&self.edges, place);
            let takes = match at(status, edge.offer) {
                Status::Out => false,
                Status::In => true,
                Status::Free => at(&self.share, place) < 0 && edge.need.max(edge.gives) <= best,
            };
            set(&mut self.used, place, takes);
        }
        let mut level = best;
        while level > 0 {
            let by = at(&self.by, level);
            set(&mut self.used, by, true);
            let edge = at(&self.edges, by);
            let before = self.way.get(edge.need..edge.gives).unwrap_or_default();
            let mut cheapest = (NEVER, 0);
            for (place, way) in before.iter().enumerate() {
                cheapest = cheapest.min((*way, edge.need + place));
            }
            level = cheapest.1;
        }
    }

    /// How much the bound falls, at least, for each free offer if it is taken, or left out. Follows an evaluation.
    pub fn set_losses(&mut self, instance: &Instance, status: &[Status]) {
        self.loss_in.fill(0);
        self.loss_out.fill(0);
        let mut start = 0;
        for competence in 0..self.ends.len() {
            let end = at(&self.ends, competence);
            let gains = instance
                .gains
                .get(competence)
                .map_or(&[][..], |gains| gains);
            let best = self.choose(start..end, gains, status, usize::MAX);
            let best_score = best.unwrap_or(0);
            let mut fixed = 0;
            let mut floor = 0;
            for place in start..end {
                let edge = at(&self.edges, place);
                if at(status, edge.offer) == Status::In {
                    fixed += at(&self.share, place);
                    floor = floor.max(edge.need.max(edge.gives));
                }
            }
            // The best score from each level on, whatever way led there.
            let onward = self.onward(start..end, status, floor);
            for place in start..end {
                let edge = at(&self.edges, place);
                if at(status, edge.offer) != Status::Free || at(&self.used, place) {
                    continue;
                }
                let share = at(&self.share, place);
                let before = self.way.get(edge.need..edge.gives).unwrap_or_default();
                let cheapest = before.iter().fold(NEVER, |least, way| least.min(*way));
                let through = at(&onward, edge.gives) - cheapest;
                let level = floor.max(edge.need.max(edge.gives));
                let past = self.score.get(level..).unwrap_or_default();
                let past = past.iter().fold(-NEVER, |most, score| most.max(*score));
                let with = if share < 0 {
                    past
                } else {
                    through.max(past) - share
                };
                let loss = (best_score + fixed - with).max(0);
                if let Some(sum) = self.loss_in.get_mut(edge.offer) {
                    *sum += loss.min(NEVER / 64);
                }
            }
            for place in start..end {
                let edge = at(&self.edges, place);
                if at(status, edge.offer) == Status::Free && at(&self.used, place) {
                    let without = self.choose(start..end, gains, status, place);
                    let loss = without.map_or(NEVER / 64, |without| best_score - without);
                    if let Some(sum) = self.loss_out.get_mut(edge.offer) {
                        *sum += loss;
                    }
                }
            }
            start = end;
        }
        for (offer, own) in self.own.iter().enumerate() {
            if own.is_empty() {
                let price = at(&self.price, offer);
                set(&mut self.loss_in, offer, price.max(0));
                set(&mut self.loss_out, offer, (-price).max(0));
            }
        }
    }

    /// The best score that can be had from each level on, at or above the floor.
    fn onward(&self, links: std::ops::Range<usize>, status: &[Status], floor: usize) -> Vec<i64> {
        let mut onward: Vec<i64> = Vec::new();
        for (level, score) in self.score.iter().enumerate() {
            let way = at(&self.way, level);
            onward.push(if level < floor || *score == -NEVER {
                -NEVER
            } else {
                score + way
            });
        }
        let edges = self.edges.get(links.clone()).unwrap_or_default();
        let shares = self.share.get(links).unwrap_or_default();
        // Edges come by the level they reach; backwards, every level is settled before it is used.
        for (edge, share) in edges.iter().zip(shares).rev() {
            let toll = match at(status, edge.offer) {
                Status::Out => continue,
                Status::In => 0,
                Status::Free => (*share).max(0),
            };
            let then = at(&onward, edge.gives);
            if then > -NEVER {
                let from = onward.get_mut(edge.need..edge.gives).unwrap_or_default();
                for before in from {
                    *before = (*before).max(then - toll);
                }
            }
        }
        onward
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
        const FRESH_IN_LONG: f64 = 0.2;
        let mix = |mean: &mut f64, now: f64, fresh: f64| *mean += fresh * (now - *mean);
        let means = &mut prices.mean;
        for (mean, used) in means.links.iter_mut().zip(&self.used) {
            mix(mean, f64::from(u8::from(*used)), FRESH);
        }
        for (mean, taken) in means.offers.iter_mut().zip(&self.taken) {
            mix(mean, *taken, FRESH);
        }
        for (mean, taken) in means.long.iter_mut().zip(&self.taken) {
            mix(mean, *taken, FRESH_IN_LONG);
        }
        let mut minutes = to_f64(instance.minutes);
        let mut cost = to_f64(instance.cost);
        for (offer, mean) in instance.offers.iter().zip(&means.offers) {
            minutes -= to_f64(offer.minutes) * mean;
            cost -= to_f64(offer.cost) * mean;
        }
        minutes /= self.typical_minutes;
        cost /= self.typical_cost;
        if prices.minute == 0 {
            minutes = minutes.min(0.0);
        }
        if prices.cost == 0 {
            cost = cost.min(0.0);
        }
        let mut square = minutes * minutes + cost * cost;
        let difference =
            |link: usize, offer: usize| at(&means.links, link) - at(&means.offers, offer);
        for (offer, own) in self.own.iter().enumerate() {
            if own.len() > 1 && at(status, offer) == Status::Free {
                for link in own {
                    let difference = difference(*link, offer);
                    square += difference * difference;
                }
            }
        }
        let mean = |offer: usize| at(&means.offers, offer);
        for ((offer, required), fee) in self.requirements.iter().zip(&prices.fees) {
            let difference = mean(*required) - mean(*offer);
            if *fee > 0 || difference < 0.0 {
                square += difference * difference;
            }
        }
        if square < 1e-9 {
            return;
        }
        let step = pace * to_f64(gap) / square;
        prices.minute = self.moved(prices.minute, -step * minutes / self.typical_minutes);
        prices.cost = self.moved(prices.cost, -step * cost / self.typical_cost);
        for (offer, own) in self.own.iter().enumerate() {
            if own.len() > 1 && at(status, offer) == Status::Free {
                let mut sum = 0;
                for link in own {
                    let share = at(&prices.shares, *link) + to_i64(step * difference(*link, offer));
                    let share = share.clamp(-self.limit, self.limit);
                    sum += share;
                    set(&mut prices.shares, *link, share);
                }
                // Shares above an equal share add up to nothing, or less.
                if let Some(first) = own.first() {
                    let rest = at(&prices.shares, *first) - sum;
                    set(&mut prices.shares, *first, rest.min(self.limit));
                }
            }
        }
        for ((offer, required), fee) in self.requirements.iter().zip(&mut prices.fees) {
            let difference = at(&means.offers, *required) - at(&means.offers, *offer);
            *fee = self.moved(*fee, -step * difference);
        }
    }

    fn moved(&self, price: i64, by: f64) -> i64 {
        price.saturating_add(to_i64(by)).clamp(0, self.limit)
    }
}

impl Prices {
    /// Becomes the same without new room.
    pub fn copy_from(&mut self, other: &Self) {
        self.minute = other.minute;
        self.cost = other.cost;
        self.shares.clone_from(&other.shares);
        self.fees.clone_from(&other.fees);
        self.mean.links.clone_from(&other.mean.links);
        self.mean.offers.clone_from(&other.mean.offers);
        self.mean.long.clone_from(&other.mean.long);
    }

    /// The prices without those of the offers that are not kept.
    pub fn keep(&self, relaxation: &Relaxation, kept: &[bool]) -> Self {
        let by_link = relaxation.edges.iter().map(|edge| at(kept, edge.offer));
        let by_link: Vec<bool> = by_link.collect();
        let requirements = relaxation.requirements.iter();
        let by_requirement: Vec<bool> = requirements.map(|(offer, _)| at(kept, *offer)).collect();
        Self {
            minute: self.minute,
            cost: self.cost,
            shares: filtered(&self.shares, &by_link),
            fees: filtered(&self.fees, &by_requirement),
            mean: Means {
                links: filtered(&self.mean.links, &by_link),
                offers: filtered(&self.mean.offers, kept),
                long: filtered(&self.mean.long, kept),
            },
        }
    }

    /// How much of the offer an ideal mixture of plans would take, 0..=1.
    pub fn share_taken(&self, offer: usize) -> f64 {
        at(&self.mean.long, offer)
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

fn filtered<T: Copy>(list: &[T], kept: &[bool]) -> Vec<T> {
    let pairs = list.iter().zip(kept).filter(|(_, kept)| **kept);
    pairs.map(|(entry, _)| *entry).collect()
}
