// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { loggedIn, pkcs11Tool } from '../../../support/tokens/work/pkcs11-tool.ts';
import { throughModule, yubikeyTarget, type YubikeyTarget } from '../../../support/tokens/modules/yubikey.ts';
import { whatIsMissing } from '../../../support/tokens/modules/what-is-missing.ts';

const kinds = [yubikeyTarget('ykcs11'), yubikeyTarget('opensc')];
const reason =
  whatIsMissing({ tools: ['pkcs11-tool', 'yubico-piv-tool'] }) ??
  kinds.map((kind) => kind.available()).find((why) => why !== null) ??
  null;

function pivTool(words: readonly string[], lines: readonly string[] = []): string {
  const result = spawnSync('yubico-piv-tool', words, {
    input: lines.map((line) => `${line}\n`).join(''),
    encoding: 'utf8',
  });
  return `${result.stdout}${result.stderr}`;
}

const flags = (target: YubikeyTarget): string => pkcs11Tool(target, '-L').text.match(/token flags.*/)?.[0] ?? '';

describe.skipIf(reason !== null)(`the virtual YubiKey${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  let ykcs11: YubikeyTarget;
  let opensc: YubikeyTarget;
  beforeAll(async () => {
    ykcs11 = await yubikeyTarget('ykcs11').start();
    opensc = throughModule(ykcs11.yubikey, 'opensc');
  });
  afterAll(() => ykcs11?.stop());

  it('[T02] answers both modules, and disappears and returns when unplugged and plugged in', async () => {
    for (const target of [ykcs11, opensc]) expect(pkcs11Tool(target, '-L').text).toContain(target.label);
    await ykcs11.yubikey.unplug();
    for (const target of [ykcs11, opensc]) expect(pkcs11Tool(target, '-L').text).not.toContain(target.label);
    await ykcs11.yubikey.plug();
    for (const target of [ykcs11, opensc]) expect(pkcs11Tool(target, '-L').text).toContain(target.label);
  });

  it('[T04] counts no PIN verification when unplugged before it, and one when unplugged after it', async () => {
    const { yubikey } = ykcs11;
    for (const [moment, counted] of [
      ['before', 0],
      ['after', 1],
    ] as const) {
      const before = await yubikey.journal();
      const { fired } = await yubikey.unplugOn(0x20, moment);
      expect(pkcs11Tool(ykcs11, ...loggedIn(ykcs11), '-O').status).not.toBe(0);
      await fired;
      expect((await yubikey.journal()).verify - before.verify).toBe(counted);
      await yubikey.plug();
    }
    expect(pkcs11Tool(ykcs11, ...loggedIn(ykcs11), '-O').status).toBe(0);
  });

  it('[T04] three wrong PINs lock it, and the PUK unblocks it', async () => {
    const before = await ykcs11.yubikey.journal();
    const wrong = { ...ykcs11, pin: '999999' };
    const codes = [1, 2, 3].map(() => /CKR_\w+/.exec(pkcs11Tool(wrong, ...loggedIn(wrong), '-O').text)?.[0]);
    expect(codes).toEqual(['CKR_PIN_INCORRECT', 'CKR_PIN_INCORRECT', 'CKR_PIN_LOCKED']);
    for (const target of [ykcs11, opensc]) expect(flags(target)).toContain('user PIN locked');
    expect((await ykcs11.yubikey.journal()).verify - before.verify).toBe(3);
    expect(pivTool(['-a', 'status'])).toMatch(/PIN tries left:\s+0/);
    pivTool(['-a', 'unblock-pin', '--stdin-input'], ['12345678', ykcs11.pin, ykcs11.pin]);
    expect(pivTool(['-a', 'status'])).toMatch(/PIN tries left:\s+3/);
    expect(pkcs11Tool(ykcs11, ...loggedIn(ykcs11), '-O').status).toBe(0);
  });

  it('[T04] reports the last try in its flags through both modules', async () => {
    await ykcs11.yubikey.setTries({ pin: 1 });
    for (const target of [ykcs11, opensc]) expect(flags(target)).toContain('final user PIN try');
    await ykcs11.yubikey.setTries({ pin: 3 });
  });
});
