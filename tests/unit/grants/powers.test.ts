// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { expect, test } from 'vitest';
import { englishGrantWords } from '../../../main/grants/words.en.ts';
import { chineseGrantWords } from '../../../main/grants/words.zh-CN.ts';
import { isAsked } from '../../../main/grants/reach.ts';
import { callNames, definitionOf, type CallName } from '../../../shared/ipc/contract.ts';
import { withPowers } from '../../../scripts/powers-table.ts';
import { guards, powers } from '../../../shared/ipc/define.ts';

test.each(callNames)('[X11] %s declares its powers and what guards them', (name) => {
  const { powers: own, guard } = definitionOf(name);
  if (own === 'none') {
    expect(guard).toBeNull();
    return;
  }
  expect(own.length).toBeGreaterThan(0);
  expect(own.filter((power) => !powers.includes(power))).toEqual([]);
  expect(guards).toContain(guard);
});

test('[X11] [X09] the table of powers in the threat model matches the contract', () => {
  const text = readFileSync('docs/threat-model.md', 'utf8');
  expect(withPowers(text)).toBe(text);
});

test('[X11] no call takes a path that a page typed', () => {
  const takesPath = callNames.filter((name) => /"(path|folder|file)":/.test(JSON.stringify(inputOf(name))));
  expect(takesPath).toEqual([]);
});

test('[X11] each question has a text in both languages', () => {
  const [chinese, english] = [chineseGrantWords.calls, englishGrantWords.calls];
  for (const calls of [chinese, english])
    expect(Object.keys(calls).toSorted()).toEqual(callNames.filter(isAsked).toSorted());
  for (const name of callNames.filter(isAsked)) expect(chinese[name].title).not.toBe(english[name].title);
});

function inputOf(name: CallName): unknown {
  return z.toJSONSchema(definitionOf(name).input, { unrepresentable: 'any' });
}
