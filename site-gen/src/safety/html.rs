//! HTML: its tags with their attributes, read by the tokenizer that browsers' rules describe.

use std::cell::RefCell;

use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{
    BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts,
};

/// A start tag.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tag {
    /// Its name in lower case.
    pub name: String,
    /// Its attributes, names in lower case.
    pub attributes: Vec<(String, String)>,
    /// The line it stands in, from 1.
    pub line: usize,
    /// The text up to its end tag; only of scripts.
    pub script: String,
}

/// The start tags of a piece of HTML.
#[must_use]
pub fn tags(html: &str) -> Vec<Tag> {
    let sink = Sink::default();
    let tokenizer = Tokenizer::new(sink, TokenizerOpts::default());
    let input = BufferQueue::default();
    input.push_back(StrTendril::from(html));
    // Scripts make the tokenizer pause; there is nothing to wait for.
    while !input.is_empty() {
        let _ = tokenizer.feed(&input);
    }
    tokenizer.end();
    tokenizer.sink.tags.into_inner()
}

#[derive(Default)]
struct Sink {
    tags: RefCell<Vec<Tag>>,
    in_script: RefCell<bool>,
}

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, line: u64) -> TokenSinkResult<()> {
        match token {
            Token::TagToken(tag) if tag.kind == TagKind::StartTag => {
                let name = tag.name.to_string();
                let is_script = name == "script";
                self.tags.borrow_mut().push(Tag {
                    attributes: tag
                        .attrs
                        .iter()
                        .map(|attribute| {
                            (
                                attribute.name.local.to_string(),
                                attribute.value.to_string(),
                            )
                        })
                        .collect(),
                    line: usize::try_from(line).unwrap_or(usize::MAX),
                    script: String::new(),
                    name,
                });
                if is_script {
                    *self.in_script.borrow_mut() = true;
                    return TokenSinkResult::RawData(RawKind::ScriptData);
                }
            }
            Token::TagToken(_) => *self.in_script.borrow_mut() = false,
            Token::CharacterTokens(text) if *self.in_script.borrow() => {
                if let Some(tag) = self.tags.borrow_mut().last_mut() {
                    tag.script.push_str(&text);
                }
            }
            _ => {}
        }
        TokenSinkResult::Continue
    }
}

#[cfg(test)]
mod tests {
    use super::tags;

    #[test]
    fn tags_are_read_as_browsers_do() {
        let found =
            tags("<p>a</p>\n<IMG SRC=x onError='y'/><!-- <b> --><script>if (a<b) {}</script>");
        let names: Vec<(&str, usize)> = found.iter().map(|tag| (&*tag.name, tag.line)).collect();
        assert_eq!(names, [("p", 1), ("img", 2), ("script", 2)]);
        assert_eq!(
            found[1].attributes,
            [("src".into(), "x".into()), ("onerror".into(), "y".into())]
        );
        assert_eq!(found[2].script, "if (a<b) {}");
    }
}
