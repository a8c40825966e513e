// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { modulesIn, withModule, withoutModules } from '../../../main/stores/browser-modules/module-list.ts';
import { moduleNameFor } from '../../../main/stores/browser-modules/module-name.ts';

const internal = [
  'library=',
  'name=NSS Internal PKCS #11 Module',
  "parameters=configdir='sql:/home/a' certPrefix='' ",
  'NSS=Flags=internal,critical trustOrder=75 slotParams=(1={askpw=any timeout=30})',
  '',
  '',
].join('\n');
const bank = { name: 'Bank', library: '/opt/bank/libbank.so.1' };

describe('[S11] pkcs11.txt', () => {
  test('is read as NSS does: plain and quoted values, several a line, names in any case', () => {
    const text = [
      'library=/a b/lib "x" \\y.so',
      'name= leading',
      '',
      String.raw`LIBRARY="/q\"uo\\ted.so" Name="a (b)"`,
      '',
      'library=first.so',
      '# library=comment.so',
      'library=/last.so',
      'NSS=slotParams=0={askpw=any}',
    ].join('\n');
    expect(modulesIn(text)).toEqual([
      { library: '/a b/lib "x" \\y.so', name: ' leading' },
      { library: '/q"uo\\ted.so', name: 'a (b)' },
      { library: '/last.so', name: '' },
    ]);
  });

  test('does not list softokn as a module, and always keeps it', () => {
    expect(modulesIn(internal)).toEqual([]);
    expect(withoutModules(internal, () => true)).toBe(internal);
  });

  test.each([
    ['nothing', ''],
    ['softokn', internal],
    ['another, with CRLF and octets that are no UTF-8', `${internal}library=/x\xff.so\r\nname=\xe4\r\n\r\n`],
    ['a comment at the end', `${internal}# kept\n\n`],
  ])('keeps %s byte for byte after a module is added and removed', (_, text) => {
    const more = withModule(text, bank);
    expect(more.startsWith(text)).toBe(true);
    expect(modulesIn(more).at(-1)).toEqual(bank);
    expect(withoutModules(more, ({ library }) => library === bank.library)).toBe(text);
  });

  test.each(['library=/x.so', 'library=/x.so\n'])(
    'a list without its last blank line keeps its last module',
    (text) => {
      expect(modulesIn(withModule(text, bank))).toEqual([{ library: '/x.so', name: '' }, bank]);
    },
  );

  test('loses only the middle of three modules, and keeps comments and similar names', () => {
    const [one, three] = [`library=${bank.library}.2\nname=Bank two\n\n`, 'library=/opt/bank/libbank.so\nname=Ban\n\n'];
    const two = `# mine\nlibrary=${bank.library}\nname=Bank\n\n`;
    const left = withoutModules(internal + one + two + three, ({ library }) => library === bank.library);
    expect(left).toBe(`${internal}${one}# mine\n\n${three}`);
  });

  test.each([
    ['NUL', 'library=/x\0.so\n'],
    ['a line longer than NSS reads', `library=/${'x'.repeat(2047)}\n`],
  ])('is damaged with %s, which NSS reads differently', (_, text) => {
    for (const act of [() => modulesIn(text), () => withModule(text, bank), () => withoutModules(text, () => true)]) {
      expect(act).toThrow(expect.objectContaining({ code: 'store-damaged' }));
    }
  });

  test.each(['/a\nname=b', '/a\rb', '"/a"', '', `/${'中'.repeat(700)}`])(
    'refuses a path that does not fit a line',
    (library) => {
      expect(() => withModule(internal, { name: 'x', library })).toThrow(
        expect.objectContaining({ code: 'store-refused' }),
      );
    },
  );

  test('gives a module a unique one-line name that does not begin like a quoted value', () => {
    expect(moduleNameFor(' "U盾"\nby\u202e x ', [])).toBe('U盾" by  x');
    expect(moduleNameFor('"', [])).toBe('PKCS#11');
    expect(moduleNameFor('A', ['A', 'A (2)'])).toBe('A (3)');
    expect(moduleNameFor('x'.repeat(99), [])).toHaveLength(64);
  });

  // A backtracking pattern would exceed the test's timeout many times over.
  test('with ten thousand long lines of blanks and quotes is read in linear time', () => {
    const text = `library="${' "'.repeat(1000)}\n\n`.repeat(10_000);
    expect(modulesIn(text)).toHaveLength(10_000);
  });
});
