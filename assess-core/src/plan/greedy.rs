//! Good plans, quickly: what the prices suggest, filled up with what lifts most per minute.

use super::instance::{Candidate, Instance};
use super::list::{at, set};

/// A plan in the making. Every offer in it can be taken after those before it.
#[derive(Clone, Debug)]
pub(super) struct Draft<'a> {
    instance: &'a Instance,
    pub taken: Vec<bool>,
    /// The offers taken, in order.
    pub order: Vec<usize>,
    /// The level of each competence.
    levels: Vec<usize>,
    /// What is left of time and money.
    left: [i64; 2],
    pub score: i64,
}

impl<'a> Draft<'a> {
    pub fn new(instance: &'a Instance) -> Self {
        Self {
            instance,
            taken: vec![false; instance.offers.len()],
            order: Vec::new(),
            levels: vec![0; instance.gains.len()],
            left: instance.limits,
            score: 0,
        }
    }

    /// Takes an offer if it can be taken and is not yet.
    fn take(&mut self, place: usize) {
        if let Some(offer) = self.instance.offers.get(place)
            && self.can_take(place, offer)
        {
            self.score += self.gain(offer);
            offer.lift(&mut self.levels);
            for (left, uses) in self.left.iter_mut().zip(offer.uses) {
                *left -= uses;
            }
            set(&mut self.taken, place, true);
            self.order.push(place);
        }
    }

    fn can_take(&self, place: usize, offer: &Candidate) -> bool {
        !at(&self.taken, place) && offer.fits(&self.left) && offer.is_open(&self.levels)
    }

    /// What taking the offer now would add to the score.
    fn gain(&self, offer: &Candidate) -> i64 {
        let mut sum = -offer.price;
        for link in &offer.links {
            let level = at(&self.levels, link.competence);
            if let Some(gains) = self.instance.gains.get(link.competence) {
                sum += at(gains, level.max(link.gives)) - at(gains, level);
            }
        }
        sum
    }

    /// Takes what can be taken of the offers with a wish above 0, the largest first.
    pub fn grant(&mut self, wish: &dyn Fn(&Self, usize, &Candidate) -> f64) {
        loop {
            let mut best = (0.0, usize::MAX);
            for (place, offer) in self.instance.offers.iter().enumerate() {
                if self.can_take(place, offer) {
                    let wish = wish(self, place, offer);
                    if wish > best.0 {
                        best = (wish, place);
                    }
                }
            }
            if best.1 == usize::MAX {
                return;
            }
            self.take(best.1);
        }
    }

    /// Fills what is left of the time with the offers that lift most per minute.
    pub fn fill(&mut self, allowed: &dyn Fn(usize) -> bool) {
        self.grant(&|draft, place, offer| {
            #[expect(clippy::cast_precision_loss, reason = "a rule of thumb")]
            let density = draft.gain(offer) as f64 / offer.minutes().max(1) as f64;
            if allowed(place) { density } else { 0.0 }
        });
    }
}
