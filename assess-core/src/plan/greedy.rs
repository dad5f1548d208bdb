//! Good plans, quickly: what the prices suggest, filled up with what lifts most per minute, without what is not needed.

use super::instance::{Candidate, Instance};
use super::list::{at, set};

/// A plan in the making. Every offer in it can be taken after those before it.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    instance: &'a Instance,
    pub taken: Vec<bool>,
    /// The offers taken, in order.
    order: Vec<usize>,
    /// The level of each competence.
    levels: Vec<usize>,
    minutes: i64,
    cost: i64,
    pub score: i64,
}

impl<'a> Draft<'a> {
    pub fn new(instance: &'a Instance) -> Self {
        Self {
            instance,
            taken: vec![false; instance.offers.len()],
            order: Vec::new(),
            levels: vec![0; instance.gains.len()],
            minutes: instance.minutes,
            cost: instance.cost,
            score: 0,
        }
    }

    /// The plan of exactly these offers; `None` if one of them cannot be taken.
    pub fn of(instance: &'a Instance, offers: &[bool]) -> Option<Self> {
        let mut draft = Self::new(instance);
        let waiting = (0..offers.len()).filter(|place| at(offers, *place));
        draft.take_what_can_be(waiting.collect()).then_some(draft)
    }

    /// Takes of these offers what can be taken, again and again from the first. Says whether that is all of them.
    fn take_what_can_be(&mut self, mut waiting: Vec<usize>) -> bool {
        let mut before = usize::MAX;
        while waiting.len() < before {
            before = waiting.len();
            waiting.retain(|place| !self.try_take(*place));
        }
        waiting.is_empty()
    }

    fn try_take(&mut self, place: usize) -> bool {
        match self.instance.offers.get(place) {
            Some(offer) if self.can_take(offer) => {
                self.take(place, offer);
                true
            }
            _ => false,
        }
    }

    fn can_take(&self, offer: &Candidate) -> bool {
        offer.minutes <= self.minutes
            && offer.cost <= self.cost
            && offer
                .links
                .iter()
                .all(|link| at(&self.levels, link.competence) >= link.need)
            && offer.requires.iter().all(|other| at(&self.taken, *other))
    }

    fn take(&mut self, place: usize, offer: &Candidate) {
        self.score += self.gain(offer) - own_price(self.instance, offer);
        for link in &offer.links {
            let level = at(&self.levels, link.competence).max(link.gives);
            set(&mut self.levels, link.competence, level);
        }
        self.minutes -= offer.minutes;
        self.cost -= offer.cost;
        set(&mut self.taken, place, true);
        self.order.push(place);
    }

    /// What taking the offer now would count.
    fn gain(&self, offer: &Candidate) -> i64 {
        let mut sum = 0;
        for link in &offer.links {
            let level = at(&self.levels, link.competence);
            if link.gives > level
                && let Some(gains) = self.instance.gains.get(link.competence)
            {
                sum += at(gains, link.gives) - at(gains, level);
            }
        }
        sum
    }

    /// Takes what can be taken of the offers with a wish above 0, the largest first.
    pub fn grant(&mut self, wish: impl Fn(usize) -> f64) {
        loop {
            let mut best = (0.0, usize::MAX);
            for (place, offer) in self.instance.offers.iter().enumerate() {
                let wish = wish(place);
                if wish > best.0 && !at(&self.taken, place) && self.can_take(offer) {
                    best = (wish, place);
                }
            }
            if !self.try_take(best.1) {
                return;
            }
        }
    }

    /// Fills what is left of the time with the offers that lift most per minute.
    pub fn fill(&mut self, allowed: impl Fn(usize) -> bool) {
        loop {
            // The densities are compared as fractions.
            let mut best = (0_i64, 1_i64, usize::MAX);
            for (place, offer) in self.instance.offers.iter().enumerate() {
                if at(&self.taken, place) || !allowed(place) || !self.can_take(offer) {
                    continue;
                }
                let gain = self.gain(offer) - own_price(self.instance, offer);
                let minutes = offer.minutes.max(1);
                if gain > 0
                    && i128::from(gain) * i128::from(best.1)
                        > i128::from(best.0) * i128::from(minutes)
                {
                    best = (gain, minutes, place);
                }
            }
            if !self.try_take(best.2) {
                return;
            }
        }
    }

    /// Leaves out what the plan is better without, what was taken last first.
    pub fn strip(&mut self) {
        for place in self.order.clone().into_iter().rev() {
            if self.is_spare(place) {
                let others = self.order.iter().copied().filter(|other| *other != place);
                let mut draft = Self::new(self.instance);
                if draft.take_what_can_be(others.collect()) && draft.score > self.score {
                    *self = draft;
                }
            }
        }
    }

    /// Whether the plan would be better without the offer, if all others could still be taken.
    fn is_spare(&self, place: usize) -> bool {
        let Some(offer) = self.instance.offers.get(place) else {
            return false;
        };
        let mut loss = 0;
        for link in &offer.links {
            let level = at(&self.levels, link.competence);
            if link.gives == level && level > 0 {
                let others = self.order.iter().filter(|other| **other != place);
                let others = others.filter_map(|other| self.instance.offers.get(*other));
                let links = others.flat_map(|other| &other.links);
                let same = links.filter(|other| other.competence == link.competence);
                let without = same.fold(0, |most, other| most.max(other.gives));
                if let Some(gains) = self.instance.gains.get(link.competence) {
                    loss += at(gains, level) - at(gains, without);
                }
            }
        }
        loss < own_price(self.instance, offer)
    }

    /// Tries for each offer whether something else in its place is better.
    pub fn exchange(&mut self) {
        let mut next = 0;
        while let Some(place) = self.order.get(next).copied() {
            let others = self.order.iter().copied().filter(|other| *other != place);
            let mut other = Self::new(self.instance);
            other.take_what_can_be(others.collect());
            other.fill(|offer| offer != place);
            other.strip();
            if other.score > self.score {
                *self = other;
                next = 0;
            } else {
                next += 1;
            }
        }
    }
}

/// What an offer takes off the score wherever it is taken.
fn own_price(instance: &Instance, offer: &Candidate) -> i64 {
    let scale = &instance.scale;
    scale.offer + offer.minutes * scale.minute + offer.cost * scale.cost
}
