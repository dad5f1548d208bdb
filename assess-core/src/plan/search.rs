//! Branch and bound: plans with an offer, plans without it, and so on, until the bound leaves none that could be better.

use super::bound::{Prices, Relaxation, Status};
use super::greedy::Draft;
use super::instance::Instance;
use super::list::{at, set};

/// What the search found.
#[derive(Clone, Debug, Default)]
pub(super) struct Outcome {
    /// The offers of the best plan, as places in the request.
    pub chosen: Vec<usize>,
    /// Whether no plan is better.
    pub optimal: bool,
    /// No plan has a larger value, in millionths.
    pub bound: u64,
}

/// Finds the best plan, or the best until `stop` says yes.
pub(super) fn search(
    instance: &Instance,
    effort: Effort,
    stop: &mut dyn FnMut() -> bool,
) -> Outcome {
    let mut search = Search::new(instance.clone(), effort, stop);
    let mut root = Node {
        status: vec![Status::Free; instance.offers.len()],
        prices: search.relaxation.prices(instance),
        bound: instance.scale.range,
    };
    search.start();
    // The prices of the whole show most offers to be in no best plan; with the few others everything is faster.
    let mut rounds = effort.root;
    while search.tighten(&mut root, rounds) && search.shrink(&mut root) {
        rounds = effort.again;
    }
    let bound = search.explore(root);
    let offers = search.instance.offers.iter().zip(&search.best);
    let chosen = offers.filter(|(_, taken)| **taken);
    Outcome {
        chosen: chosen.map(|(offer, _)| offer.place).collect(),
        optimal: instance.scale.exact && !search.stopped,
        bound: instance.scale.value_of(bound.max(search.score)),
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
        node: 8,
    };
}

/// After so many nodes a better plan is worth a new start for the first time.
const FIRST_PAUSE: usize = 20;

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
    /// The scores of drafts that were already bettered.
    seen: Vec<i64>,
}

impl<'a> Search<'a> {
    fn new(instance: Instance, effort: Effort, stop: &'a mut dyn FnMut() -> bool) -> Self {
        Self {
            relaxation: Relaxation::new(&instance),
            best: vec![false; instance.offers.len()],
            seen: Vec::new(),
            instance,
            effort,
            stop,
            stopped: false,
            score: 0,
        }
    }

    /// A first plan without any prices.
    fn start(&mut self) {
        let mut draft = Draft::new(&self.instance);
        draft.fill(|_| true);
        draft.strip();
        draft.exchange();
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
            let mut sums = (0, 0, 0);
            for (offer, taken) in self.instance.offers.iter().zip(taken) {
                if *taken {
                    sums = (sums.0 + offer.minutes, sums.1 + offer.cost, sums.2 + 1);
                }
            }
            sums
        };
        // Of two lists of the same length, the one that has the first offer in which they differ comes first.
        (key(taken), self.best.as_slice()) < (key(&self.best), taken)
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
            // Nodes are soon done with, the root is not.
            if rounds == self.effort.root && self.asks_to_stop() {
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
                node.prices.copy_from(&prices);
                idle = 0;
            } else {
                idle += 1;
                if idle == 5 {
                    idle = 0;
                    pace *= 0.6;
                    prices.copy_from(&node.prices);
                }
            }
            if round % 16 == 15 || round + 1 == rounds {
                self.try_prices(&node.status, &prices);
            }
            // The best plan known may still be far from the best: steps as large as that would overshoot.
            let gap = (bound - self.score).min(bound / 50).max(1);
            self.relaxation
                .improve(&self.instance, &node.status, &mut prices, gap, pace);
        }
        node.bound = node.bound.min(lowest);
        true
    }

    /// Makes a plan from what the prices suggest.
    fn try_prices(&mut self, status: &[Status], prices: &Prices) {
        let mut draft = Draft::new(&self.instance);
        draft.grant(|offer| match at(status, offer) {
            Status::Out => 0.0,
            Status::In => 2.0,
            Status::Free if prices.share_taken(offer) > 0.3 => prices.share_taken(offer),
            Status::Free => 0.0,
        });
        draft.fill(|offer| at(status, offer) != Status::Out);
        draft.strip();
        if draft.score > self.score - self.score / 50 && !self.seen.contains(&draft.score) {
            self.seen.push(draft.score);
            if self.seen.len() > 32 {
                self.seen.remove(0);
            }
            draft.exchange();
        }
        let (taken, score) = (draft.taken, draft.score);
        self.offer(taken, score);
    }

    /// Decides what can only be one way if the plan is to be of interest. Says whether anything was decided.
    fn decide(&mut self, node: &mut Node) -> bool {
        let Some(bound) = self
            .relaxation
            .evaluate(&self.instance, &node.status, &node.prices)
        else {
            return false;
        };
        self.relaxation.set_losses(&self.instance, &node.status);
        let mut decided = false;
        for (offer, status) in node.status.iter_mut().enumerate() {
            if *status == Status::Free {
                if bound - at(&self.relaxation.loss_in, offer) < self.score {
                    *status = Status::Out;
                    decided = true;
                } else if bound - at(&self.relaxation.loss_out, offer) < self.score {
                    *status = Status::In;
                    decided = true;
                }
            }
        }
        decided
    }

    /// Draws the consequences of decisions. Says whether there is a plan that keeps to them.
    fn propagate(&self, status: &mut [Status]) -> bool {
        let offers = &self.instance.offers;
        let mut more = true;
        while more {
            more = false;
            let mut minutes = self.instance.minutes;
            let mut cost = self.instance.cost;
            for (place, offer) in offers.iter().enumerate() {
                if at(status, place) == Status::In {
                    minutes -= offer.minutes;
                    cost -= offer.cost;
                    for other in &offer.requires {
                        more |= at(status, *other) != Status::In;
                        if at(status, *other) == Status::Out {
                            return false;
                        }
                        set(status, *other, Status::In);
                    }
                }
            }
            if minutes < 0 || cost < 0 {
                return false;
            }
            for (place, offer) in offers.iter().enumerate() {
                if at(status, place) == Status::Free
                    && (offer.minutes > minutes || offer.cost > cost)
                {
                    set(status, place, Status::Out);
                    more = true;
                }
            }
            let reached = self.reached(status);
            for (place, reached) in reached.iter().enumerate() {
                if !reached && at(status, place) != Status::Out {
                    if at(status, place) == Status::In {
                        return false;
                    }
                    set(status, place, Status::Out);
                    more = true;
                }
            }
        }
        true
    }

    /// The offers that could be taken if time and money were no object.
    fn reached(&self, status: &[Status]) -> Vec<bool> {
        let mut levels = vec![0; self.instance.gains.len()];
        let mut reached = vec![false; status.len()];
        let mut more = true;
        while more {
            more = false;
            for (place, offer) in self.instance.offers.iter().enumerate() {
                if !at(&reached, place)
                    && at(status, place) != Status::Out
                    && offer
                        .links
                        .iter()
                        .all(|link| at(&levels, link.competence) >= link.need)
                    && offer.requires.iter().all(|other| at(&reached, *other))
                {
                    set(&mut reached, place, true);
                    for link in &offer.links {
                        let level = at(&levels, link.competence).max(link.gives);
                        set(&mut levels, link.competence, level);
                    }
                    more = true;
                }
            }
        }
        reached
    }

    /// Drops the offers that are out, if that makes a difference.
    fn shrink(&mut self, node: &mut Node) -> bool {
        let kept: Vec<bool> = node
            .status
            .iter()
            .map(|status| *status != Status::Out)
            .collect();
        let count = kept.iter().filter(|kept| **kept).count();
        if count == kept.len() {
            return false;
        }
        node.prices = node.prices.keep(&self.relaxation, &kept);
        node.status.retain(|status| *status != Status::Out);
        let mut places = kept.iter();
        self.best
            .retain(|_| places.next().copied().unwrap_or(false));
        self.instance = self.instance.keep(&kept);
        self.relaxation = Relaxation::new(&self.instance);
        count * 10 < kept.len() * 8
    }

    /// Looks through a node, depth first; returns the bound of what was not looked at.
    fn explore(&mut self, mut root: Node) -> i64 {
        let mut open = vec![root.clone()];
        let mut looked_at = 0;
        let mut pause = FIRST_PAUSE;
        let mut score = self.score;
        while let Some(mut node) = open.pop() {
            if self.asks_to_stop() {
                open.push(node);
                break;
            }
            looked_at += 1;
            if looked_at % 4 == 0 {
                // Depth first finds good plans early, but can get lost where there are none.
                let highest = open.iter_mut().max_by_key(|node| node.bound);
                if let Some(highest) = highest.filter(|highest| highest.bound > node.bound) {
                    std::mem::swap(highest, &mut node);
                }
            }
            if looked_at > pause {
                pause *= 3;
                // A better plan lets the bound decide more from the start.
                if self.score > score {
                    score = self.score;
                    open.clear();
                    while self.tighten(&mut root, self.effort.again) && self.shrink(&mut root) {}
                    node = root.clone();
                    looked_at = 0;
                }
            }
            if node.bound < self.need(&node.status) || !self.tighten(&mut node, self.effort.node) {
                continue;
            }
            match self.branch(&node) {
                Some(offer) => {
                    let with = node.bound == self.score || node.prices.share_taken(offer) >= 0.5;
                    let mut other = node.clone();
                    set(
                        &mut node.status,
                        offer,
                        if with { Status::Out } else { Status::In },
                    );
                    set(
                        &mut other.status,
                        offer,
                        if with { Status::In } else { Status::Out },
                    );
                    open.push(node);
                    open.push(other);
                }
                None => self.leaf(&node.status),
            }
        }
        open.iter()
            .fold(self.score, |bound, node| bound.max(node.bound))
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
        if node.bound == self.score {
            return node
                .status
                .iter()
                .position(|status| *status == Status::Free);
        }
        let mut best = (-1.0, None);
        for (place, offer) in self.instance.offers.iter().enumerate() {
            if at(&node.status, place) == Status::Free {
                let share = node.prices.share_taken(place);
                #[expect(clippy::cast_precision_loss, reason = "a rule of thumb")]
                let weight = (offer.minutes + 1) as f64;
                let doubt = (share * (1.0 - share) + 1e-6) * weight;
                if doubt > best.0 {
                    best = (doubt, Some(place));
                }
            }
        }
        best.1
    }

    /// Everything is decided.
    fn leaf(&mut self, status: &[Status]) {
        let taken: Vec<bool> = status.iter().map(|status| *status == Status::In).collect();
        if let Some(draft) = Draft::of(&self.instance, &taken) {
            let score = draft.score;
            self.offer(taken, score);
        }
    }

    fn asks_to_stop(&mut self) -> bool {
        self.stopped = self.stopped || (self.stop)();
        self.stopped
    }
}
