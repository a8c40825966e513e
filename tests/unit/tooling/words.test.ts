// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { offencesIn } from '../../../scripts/words/offences.ts';

const screen = 'renderer/i18n/en/app/made-up.ts';
const chinese = 'renderer/i18n/zh-CN/app/made-up.ts';

it.each([
  ['an idiom on a screen', screen, "export const a = { b: 'Nobody trusts it.' };", 'Nobody'],
  ['two sentences in one', screen, "export const a = { b: 'It is locked; unlock it.' };", 'd;'],
  ['a stiff negation', screen, "export const a = { b: 'The file cannot be read.' };", 'cannot'],
  ['a second name of a term', screen, "export const a = { b: 'Plug in the USB token' };", 'USB token'],
  ['an idiom of the command line', 'main/cli/made-up.ts', "const a = { en: 'Encrypts it anew' };", 'anew'],
  ['a Chinese idiom', chinese, "export const a = { b: '这里没有人信任它' };", '没有人'],
  ['a second Chinese name', chinese, "export const a = { b: '请插入 U盾' };", 'U盾'],
  ['half-width punctuation', chinese, "export const a = { b: '已锁定,请解锁' };", '定,'],
  ['an idiom in a comment', 'main/made-up.ts', '/** Whoever takes it closes it. */', 'Whoever'],
  ['an idiom in a document', 'docs/made-up.md', 'A backup is restored in rehearsal.', 'rehearsal'],
  ['a Chinese document', 'docs/zh-CN/made-up.md', '这份申请方案', '申请方案'],
  ['a renamed identifier', 'main/made-up.ts', 'const mayStartAnew = true;', 'mayStartAnew'],
  ['the name of a file', 'main/held-paths.ts', '', 'held-paths'],
])('refuses %s', (_, file, source, word) => {
  expect(offencesIn(file, source)).toEqual([expect.stringMatching(`^${file}:1: ${word} \\(.+\\): use .+`)]);
});

it('names the line of an offence', () => {
  const [offence] = offencesIn(screen, "export const a = {\n  // fine\n  b: 'Try anew',\n};\n");
  expect(offence).toMatch(/^renderer\/i18n\/en\/app\/made-up\.ts:3: anew /);
});

it.each([
  ['a command in a document', 'docs/made-up.md', 'Run `tokens list`, the user `nobody` may.'],
  ['a placeholder', screen, "export const a = { b: 'USB key {{token}}' };"],
  ['the explanation of CA', screen, "export const a = { b: 'A CA (certificate authority)' };"],
  ['a word in code', 'main/made-up.ts', "const nobody = 'anew';"],
  ['a product of a bank', chinese, "export const a = { b: '工行U盾、农行K宝' };"],
])('accepts %s', (_, file, source) => {
  expect(offencesIn(file, source)).toEqual([]);
});
