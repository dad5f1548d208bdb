//! Branch and bound: plans with an offer, plans without it, and so on, until the bound leaves none that could be better.

use super::bound::{Prices, Relaxation, Status};
use super::greedy::Draft;
use super::instance::Instance;
use super::list::{at, set};

/// What the search found.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    /// The offers of the best plan, as places in the request, in the order in which to take them: always the first by id of
    /// those that can be taken.
    pub chosen: Vec<usize>,
    /// Whether no plan is better.
    pub optimal: bool,
    /// No plan has a larger value, in millionths.
    pub bound: u64,
}

/// Finds the best plan, or the best until `stop` says yes.
pub(super) fn search(
    instance: Instance,
    effort: Effort,
    stop: &mut dyn FnMut() -> bool,
) -> Outcome {
    let mut search = Search {
        relaxation: Relaxation::new(&instance),
        best: vec![false; instance.offers.len()],
        instance,
        effort,
        stop,
        stopped: false,
        score: 0,
    };
    let mut root = Node {
        status: vec![Status::Free; search.instance.offers.len()],
        prices: search.relaxation.prices(&search.instance),
        bound: search.instance.scale.range,
    };
    // A first plan without any prices.
    search.try_plan(&|_| true, &|_| 0.0);
    // The prices of the whole show most offers to be in no best plan; with the few others everything is faster.
    let mut rounds = effort.root;
    while search.tighten(&mut root, rounds) && search.shrink(&mut root) {
        rounds = effort.again;
    }
    let bound = search.explore(root);
    let mut draft = Draft::new(&search.instance);
    draft.grant(&|_, place, _| f64::from(u8::from(at(&search.best, place))));
    let mut chosen = Vec::new();
    for place in draft.order {
        if let Some(offer) = search.instance.offers.get(place) {
            chosen.push(offer.place);
        }
    }
    let scale = &search.instance.scale;
    Outcome {
        chosen,
        optimal: scale.exact && !search.stopped,
        bound: scale.value_of(bound.max(search.score)),
    }
}

/// For how many rounds the prices are bettered at most.
#[derive(Clone, Copy, Debug)]
pub(super) struct Effort {
    /// At first.
    pub root: usize,
    /// When most offers are out, or the best plan is better.
    pub again: usize,
    /// After each decision.
    pub node: usize,
}

impl Effort {
    /// What did best over 600 questions of 200 offers.
    pub const USUAL: Self = Self {
        root: 100,
        again: 40,
        node: 4,
    };
}

/// A set of plans: those that keep to the decisions.
#[derive(Clone, Debug, Default)]
struct Node {
    status: Vec<Status>,
    /// The best prices known for it.
    prices: Prices,
    /// None of its plans has a larger score.
    bound: i64,
}

struct Search<'a> {
    instance: Instance,
    effort: Effort,
    relaxation: Relaxation,
    stop: &'a mut dyn FnMut() -> bool,
    stopped: bool,
    /// The best plan known, and its score.
    best: Vec<bool>,
    score: i64,
}

impl Search<'_> {
    /// Makes a plan of allowed offers, those wished for first, and keeps it if it is better than the best.
    fn try_plan(&mut self, allowed: &dyn Fn(usize) -> bool, wish: &dyn Fn(usize) -> f64) {
        let mut draft = Draft::new(&self.instance);
        draft.grant(&|_, place, _| wish(place));
        draft.fill(allowed);
        let (taken, score) = (draft.taken, draft.score);
        self.offer(taken, score);
    }

    /// Keeps a plan if it is better than the best.
    fn offer(&mut self, taken: Vec<bool>, score: i64) {
        if score > self.score || (score == self.score && self.precedes(&taken)) {
            self.score = score;
            self.best = taken;
        }
    }

    /// Whether a plan of the same score is better than the best in what the score leaves out.
    fn precedes(&self, taken: &[bool]) -> bool {
        let key = |taken: &[bool]| {
            let mut sums = [0; 3];
            for (offer, taken) in self.instance.offers.iter().zip(taken) {
                if *taken {
                    let [minutes, cost] = offer.uses;
                    for (sum, part) in sums.iter_mut().zip([minutes, cost, 1]) {
                        *sum += part;
                    }
                }
            }
            sums
        };
        let (ours, theirs) = (key(taken), key(&self.best));
        // Of two lists of the same length, the one that has the first offer in which they differ comes first.
        ours < theirs || (ours == theirs && *self.best < *taken)
    }

    /// The score below which the plans of a node are of no interest.
    fn need(&self, status: &[Status]) -> i64 {
        self.score + i64::from(self.instance.scale.complete && self.is_behind(status))
    }

    /// Lowers the bound of a node, and decides what the bound decides. Says whether the node may hold plans of interest.
    fn tighten(&mut self, node: &mut Node, rounds: usize) -> bool {
        loop {
            if !self.propagate(&mut node.status) || !self.lower(node, rounds) {
                return false;
            }
            if !self.decide(node) {
                return true;
            }
        }
    }

    /// Follows the subgradient for some rounds.
    fn lower(&mut self, node: &mut Node, rounds: usize) -> bool {
        let mut prices = node.prices.clone();
        let need = self.need(&node.status);
        let mut lowest = i64::MAX;
        let mut pace = 1.0;
        let mut idle = 0;
        for round in 0..rounds {
            self.stopped = self.stopped || (self.stop)();
            if self.stopped {
                break;
            }
            let bound = self
                .relaxation
                .evaluate(&self.instance, &node.status, &prices);
            let Some(bound) = bound.filter(|bound| *bound >= need) else {
                return false;
            };
            if bound < lowest {
                lowest = bound;
                node.prices.clone_from(&prices);
                idle = 0;
            } else {
                idle += 1;
                if idle == 5 {
                    idle = 0;
                    pace *= 0.6;
                    prices.clone_from(&node.prices);
                }
            }
            if round % 16 == 15 || round + 1 == rounds {
                let taken = &prices.taken;
                self.try_plan(
                    &|offer| at(&node.status, offer) != Status::Out,
                    &|offer| match at(&node.status, offer) {
                        Status::Out => 0.0,
                        Status::In => 2.0,
                        Status::Free => at(taken, offer) - 0.3,
                    },
                );
            }
            // The best plan known may still be far from the best: steps as large as that would overshoot.
            let gap = (bound - self.score).min(bound / 50).max(1);
            self.relaxation
                .improve(&self.instance, &node.status, &mut prices, gap, pace);
        }
        node.bound = node.bound.min(lowest);
        true
    }

    /// Decides what can only be one way if the plan is to be of interest. Says whether anything was decided.
    fn decide(&mut self, node: &mut Node) -> bool {
        let bound = self
            .relaxation
            .evaluate(&self.instance, &node.status, &node.prices);
        let mut decided = false;
        for offer in 0..node.status.len() {
            // What the competences choose by themselves costs nothing.
            let (tried, other) = if self.relaxation.takes(offer) {
                (Status::Out, Status::In)
            } else {
                (Status::In, Status::Out)
            };
            if at(&node.status, offer) == Status::Free
                && let Some(bound) = bound
            {
                let status = &mut node.status;
                let loss = self.relaxation.loss(&self.instance, status, offer, tried);
                if bound - loss < self.score {
                    set(status, offer, other);
                    decided = true;
                }
            }
        }
        decided
    }

    /// Draws the consequences of decisions. Says whether there is a plan that keeps to them.
    fn propagate(&self, status: &mut [Status]) -> bool {
        let mut more = true;
        while more {
            more = false;
            let mut left = self.instance.limits;
            for (offer, status) in self.instance.offers.iter().zip(&*status) {
                if *status == Status::In {
                    for (left, uses) in left.iter_mut().zip(offer.uses) {
                        *left -= uses;
                    }
                }
            }
            if left.iter().any(|left| *left < 0) {
                return false;
            }
            let mut allowed = Vec::new();
            for (offer, status) in self.instance.offers.iter().zip(&*status) {
                allowed
                    .push(*status == Status::In || (*status == Status::Free && offer.fits(&left)));
            }
            let reached = self.instance.reached(&allowed);
            for (reached, status) in reached.iter().zip(&mut *status) {
                if !reached && *status != Status::Out {
                    if *status == Status::In {
                        return false;
                    }
                    *status = Status::Out;
                    more = true;
                }
            }
        }
        true
    }

    /// Drops the offers that are out, if that makes a difference.
    fn shrink(&mut self, node: &mut Node) -> bool {
        let mut kept = Vec::new();
        for status in &node.status {
            kept.push(*status != Status::Out);
        }
        node.prices.keep(&self.relaxation, &kept);
        let mut places = kept.iter();
        self.best.retain(|_| places.next() == Some(&true));
        node.status.retain(|status| *status != Status::Out);
        self.instance = self.instance.keep(&kept);
        self.relaxation = Relaxation::new(&self.instance);
        node.status.len() * 10 < kept.len() * 8
    }

    /// Looks through a node, depth first; returns the bound of what was not looked at.
    fn explore(&mut self, root: Node) -> i64 {
        let mut open = vec![root];
        let mut looked_at = 0;
        while let Some(mut node) = open.pop() {
            if self.stopped {
                open.push(node);
                break;
            }
            looked_at += 1;
            if looked_at % 4 == 0 {
                // Depth first finds good plans early, but can get lost where there are none.
                for other in &mut open {
                    if other.bound > node.bound {
                        std::mem::swap(other, &mut node);
                    }
                }
            }
            if node.bound < self.need(&node.status) || !self.tighten(&mut node, self.effort.node) {
                continue;
            }
            if self.stopped {
                open.push(node);
                break;
            }
            match self.branch(&node) {
                Some(offer) => {
                    let with = node.bound == self.score || at(&node.prices.taken, offer) >= 0.5;
                    let sides = if with {
                        [Status::Out, Status::In]
                    } else {
                        [Status::In, Status::Out]
                    };
                    for side in sides {
                        let mut part = node.clone();
                        set(&mut part.status, offer, side);
                        open.push(part);
                    }
                }
                None => self.leaf(&node.status),
            }
        }
        let mut bound = self.score;
        for node in open {
            bound = bound.max(node.bound);
        }
        bound
    }

    /// Whether no plan of the node can come before the best plan, if it has the same score.
    fn is_behind(&self, status: &[Status]) -> bool {
        for (status, taken) in status.iter().zip(&self.best) {
            match (status, taken) {
                (Status::Out, true) => return true,
                (Status::In | Status::Free, false) => return false,
                _ => {}
            }
        }
        true
    }

    /// The offer to decide next: the one about which the prices are least sure, and that matters most.
    fn branch(&self, node: &Node) -> Option<usize> {
        let mut best = (-1.0, None);
        for (place, offer) in self.instance.offers.iter().enumerate() {
            if at(&node.status, place) == Status::Free {
                if node.bound == self.score {
                    return Some(place);
                }
                let share = at(&node.prices.taken, place);
                #[expect(clippy::cast_precision_loss, reason = "a rule of thumb")]
                let doubt = (share * (1.0 - share) + 1e-6) * (offer.minutes() + 1) as f64;
                if doubt > best.0 {
                    best = (doubt, Some(place));
                }
            }
        }
        best.1
    }

    /// Everything is decided.
    fn leaf(&mut self, status: &[Status]) {
        let mut draft = Draft::new(&self.instance);
        draft.grant(&|_, place, _| f64::from(u8::from(at(status, place) == Status::In)));
        let mut offers = status.iter().zip(&draft.taken);
        if offers.all(|(status, taken)| (*status == Status::In) == *taken) {
            let (taken, score) = (draft.taken, draft.score);
            self.offer(taken, score);
        }
    }
}
