//! Tables without wrong indices: the decoder in the page has no room for what would happen then.

/// A table of numbers. All are zero before something is written, and an index beyond the last place begins at the first again.
///
/// In the browser all tables lie in the module's own memory, since an allocator would weigh more than the decoder; elsewhere they
/// are too large for a stack and are allocated when something is written.
pub struct Table<T, const PLACES: usize> {
    #[cfg(target_family = "wasm")]
    places: [T; PLACES],
    #[cfg(not(target_family = "wasm"))]
    places: Vec<T>,
}

/// What a table can hold.
pub trait Number: Copy + Default {
    const ZERO: Self;
}

impl Number for u8 {
    const ZERO: Self = 0;
}
impl Number for u16 {
    const ZERO: Self = 0;
}
impl Number for u32 {
    const ZERO: Self = 0;
}
impl Number for i32 {
    const ZERO: Self = 0;
}
impl Number for f32 {
    const ZERO: Self = 0.0;
}

impl<T: Number, const PLACES: usize> Table<T, PLACES> {
    /// The bits of an index that count.
    const MASK: usize = {
        assert!(PLACES.is_power_of_two());
        PLACES - 1
    };

    /// Zeros.
    #[cfg(target_family = "wasm")]
    pub const fn new() -> Self {
        Self {
            places: [T::ZERO; PLACES],
        }
    }

    /// Zeros.
    #[cfg(not(target_family = "wasm"))]
    pub const fn new() -> Self {
        Self { places: Vec::new() }
    }

    pub fn get(&self, index: usize) -> T {
        let place = self.places.get(index & Self::MASK);
        place.copied().unwrap_or(T::ZERO)
    }

    pub fn set(&mut self, index: usize, number: T) {
        #[cfg(not(target_family = "wasm"))]
        self.places.resize(PLACES, T::ZERO);
        if let Some(place) = self.places.get_mut(index & Self::MASK) {
            *place = number;
        }
    }

    /// The numbers from the first on; none before something is written, but in the browser.
    pub fn numbers(&self) -> &[T] {
        &self.places
    }
}
