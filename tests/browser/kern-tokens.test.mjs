// The theme takes its design tokens from KERN. This test holds themes/kern against the installed package:
// a new version of KERN fails here until tokens.json and 00-tokens.css say the same again.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test from 'node:test';

const theme = new URL('../../themes/kern/', import.meta.url);
const kern = new URL('./node_modules/@kern-ux/native/', import.meta.url);
const read = (name, base) => readFileSync(new URL(name, base), 'utf8');

/** Calls `visit(selectors, name, value)` for each custom property; `selectors` are the rules around it, outermost first. */
function eachProperty(css, visit) {
  const around = [];
  let text = '';
  const declaration = () => {
    const found = /^\s*(--[\w-]+)\s*:\s*([^]+)$/.exec(text);
    if (found) visit(around, found[1], found[2].trim().replace(/\s+/g, ' '));
    text = '';
  };
  for (const character of css.replace(/\/\*[^]*?\*\//g, '')) {
    if (character === '{') {
      around.push(text.trim().replace(/\s+/g, ' '));
      text = '';
    } else if (character === '}') {
      declaration();
      around.pop();
    } else if (character === ';') {
      declaration();
    } else {
      text += character;
    }
  }
}

/** Replaces var(--kern-…) by what it stands for, looking through `maps` in order. */
function resolve(name, maps) {
  const value = maps.map((map) => map.get(name)).find((found) => found !== undefined);
  assert.notEqual(value, undefined, `KERN has no token ${name} any more`);
  return value.replace(/var\((--kern-[\w-]+)(?:,[^)]*)?\)/g, (_, inner) => resolve(inner, maps));
}

/** The package's tokens: what holds always, in the dark scheme, and from 768 px. */
function packageTokens() {
  const tokens = { light: new Map(), dark: new Map(), wide: new Map() };
  eachProperty(read('dist/kern.css', kern), (around, name, value) => {
    const place = around.join(' ');
    if (place === ':root' || place.startsWith('[data-kern-theme=light]')) tokens.light.set(name, value);
    else if (place.startsWith('[data-kern-theme=dark]')) tokens.dark.set(name, value);
    else if (place === '@media (min-width: 768px) :root') tokens.wide.set(name, value);
  });
  return tokens;
}

/** The same from the theme's own style sheet. */
function themeTokens() {
  const tokens = { light: {}, dark: {}, wide: {} };
  eachProperty(read('style/00-tokens.css', theme), (around, name, value) => {
    const place = around[0].includes('dark') ? 'dark' : around[0].includes('768px') ? 'wide' : 'light';
    tokens[place][name] = value;
  });
  return tokens;
}

const taken = JSON.parse(read('tokens.json', theme));

test('tokens.json names the installed version of KERN', () => {
  const installed = JSON.parse(read('package.json', kern));
  assert.equal(taken.package, installed.name);
  assert.equal(taken.version, installed.version);
});

test('tokens.json has the values of the package', () => {
  const { light, dark, wide } = packageTokens();
  for (const [place, maps] of [['light', [light]], ['dark', [dark, light]], ['wide', [wide, light]]]) {
    for (const [name, value] of Object.entries(taken[place])) {
      assert.equal(value, resolve(name, maps), `${name} (${place})`);
    }
  }
});

test('00-tokens.css says what tokens.json says', () => {
  assert.deepEqual(themeTokens(), { light: taken.light, dark: taken.dark, wide: taken.wide });
});

test('every colour has a value for the dark scheme', () => {
  const colours = (tokens) => Object.keys(tokens).filter((name) => name.startsWith('--kern-color-'));
  assert.deepEqual(colours(taken.dark), colours(taken.light));
});
