// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { askedName } from '../../../main/cli/runtime/asked-name.ts';

describe('[V01] [A01] the requested name', () => {
  test.each([
    ['HOST.example.com', 'host.example.com'],
    ['host.example.com.', 'host.example.com'],
    ['例子.中国', 'xn--fsqu00a.xn--fiqs8s'],
    ['例子。中国', 'xn--fsqu00a.xn--fiqs8s'],
    ['localhost', 'localhost'],
    ['192.0.2.1', '192.0.2.1'],
    ['2001:db8::1', '2001:db8::1'],
    ['[2001:db8::1]', '2001:db8::1'],
    ['Zhang.San@例子.中国', 'Zhang.San@xn--fsqu00a.xn--fiqs8s'],
  ])('%s is accepted', (text, name) => {
    expect(askedName(text)).toBe(name);
  });

  test.each([
    '',
    ' ',
    '.',
    'https://host.example.com',
    'host.example.com/path',
    'host.example.com:443',
    '[2001:db8::1]:443',
    '[192.0.2.1]',
    'fe80::1%eth0',
    '*.example.com',
    'host .example.com',
    'a..example.com',
    '%41.example.com',
    'a_b.example.com',
    '192.0.2.1.',
    '192.0.2',
    '0x7f.1',
    '１９２.0.2.1',
    '-a.example.com',
    '@example.com',
    'a@b@example.com',
    'mailto:a@example.com',
    'a@*.example.com',
    'a@192.0.2.1',
  ])('%j is refused', (text) => {
    expect(askedName(text)).toBeNull();
  });
});
