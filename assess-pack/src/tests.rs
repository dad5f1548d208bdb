use proptest::prelude::*;

use crate::module::push_number;
use crate::{Fault, pack, unpack};

/// A module with these functions, each the body without declarations and end, and other sections of these bytes.
fn module(functions: &[&[u8]], data: &[u8]) -> Vec<u8> {
    let section = |id: u8, content: &[u8]| {
        let mut section = vec![id];
        push_number(content.len(), |byte| section.push(byte));
        section.extend(content);
        section
    };
    let mut code = Vec::new();
    push_number(functions.len(), |byte| code.push(byte));
    for body in functions {
        push_number(body.len() + 2, |byte| code.push(byte));
        code.push(0);
        code.extend(*body);
        code.push(0x0b);
    }
    let mut module = b"\0asm\x01\0\0\0".to_vec();
    module.extend(section(1, b"\x01\x60\0\0"));
    module.extend(section(10, &code));
    module.extend(section(11, data));
    module
}

/// Every kind of operand.
const BODY: &[u8] =
    b"\x01\x02\x40\x20\0\x41\xff\0\x6a\x44\0\0\0\0\0\0\xf0\x3f\x1a\x43\0\0\x80\x3f\x1a\x21\x01\
    \x20\0\x28\x02\x88\x80\x04\x0e\x01\0\0\x0b\x41\0\x41\0\x41\x03\xfc\x0a\0\0\x10\0\x41\0\x11\0\0";

#[test]
fn every_operand_comes_back() {
    let module = module(&[BODY], b"ab");
    assert_eq!(pack(&module).and_then(|text| unpack(&text)), Ok(module));
}

#[test]
fn what_is_unknown_is_said() {
    let check = |module: &[u8], expected| assert_eq!(pack(module), Err(expected));
    check(&module(&[b"\xfd\0"], b""), Fault::Operation(0xfd, None));
    check(
        &module(&[b"\xfc\x63"], b""),
        Fault::Operation(0xfc, Some(99)),
    );
    check(b"\0asm\x01\0\0\0", Fault::Empty);
    check(b"\0asm", Fault::Ended);
    // A body whose length takes two bytes where one would do.
    check(b"\0asm\x01\0\0\0\x0a\x05\x01\x82\0\0\x0b", Fault::Sum);
    check(&module(&[], &[0; 600_000]), Fault::Large);
}

#[test]
fn other_texts_are_no_modules() {
    assert_eq!(unpack("<"), Err(Fault::Text));
    for text in ["", "AAAA", "////"] {
        assert!(unpack(text).is_err(), "{text:?}");
    }
}

/// Bodies of well-formed functions.
fn body() -> impl Strategy<Value = Vec<u8>> {
    let operation = prop_oneof![
        Just(vec![0x6a]),
        (0..127_u8).prop_map(|local| vec![0x20, local]),
        (0..127_u8).prop_map(|function| vec![0x10, function]),
        any::<u32>().prop_map(|constant| {
            let mut operation = vec![0x41];
            push_number(constant as usize, |byte| operation.push(byte));
            operation
        }),
        any::<[u8; 8]>().prop_map(|bytes| [&[0x44], &bytes[..]].concat()),
        (0..3_u8, 0..127_u8).prop_map(|(align, offset)| vec![0x28, align, offset]),
        Just(BODY.to_vec()),
    ];
    prop::collection::vec(operation, 0..40).prop_map(|operations| operations.concat())
}

fn any_module() -> impl Strategy<Value = Vec<u8>> {
    let bodies = prop::collection::vec(body(), 0..5);
    (bodies, prop::collection::vec(any::<u8>(), 0..600)).prop_map(|(bodies, data)| {
        let bodies: Vec<&[u8]> = bodies.iter().map(Vec::as_slice).collect();
        module(&bodies, &data)
    })
}

const LETTERS: &str = "[A-Za-z0-9+/]";

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn each_module_comes_back(module in any_module()) {
        prop_assert_eq!(pack(&module).and_then(|text| unpack(&text)), Ok(module));
    }

    /// Another letter, or an end that comes too early, is noticed, or changes nothing: what stands behind the last bit.
    #[test]
    fn what_is_damaged_is_never_another_module(
        module in any_module(),
        place in any::<prop::sample::Index>(),
        letter in LETTERS,
        end in any::<bool>(),
    ) {
        let Ok(mut text) = pack(&module) else {
            return Err(TestCaseError::fail("it can be packed"));
        };
        let place = place.index(text.len());
        text.replace_range(place..if end { text.len() } else { place + 1 }, if end { "" } else { &letter });
        if let Ok(unpacked) = unpack(&text) {
            prop_assert_eq!(unpacked, module);
        }
    }

    /// It comes to an end, and does not panic.
    #[test]
    fn noise_is_no_module(bytes in prop::collection::vec(LETTERS, 0..400)) {
        prop_assert!(unpack(&bytes.concat()).is_err());
    }

    #[test]
    fn what_is_no_module_is_not_packed_as_another(bytes in prop::collection::vec(any::<u8>(), 0..300), body in prop::collection::vec(any::<u8>(), 0..60)) {
        for bytes in [bytes, module(&[&body], b"")] {
            if let Ok(text) = pack(&bytes) {
                prop_assert_eq!(unpack(&text), Ok(bytes));
            }
        }
    }
}
