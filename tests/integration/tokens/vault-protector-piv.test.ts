// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { refusalOf } from '../../support/tokens/work/refusal-of.ts';
import { quietRun, tokensWith } from '../../support/tokens/work/tokens-with.ts';
import { throughModule, yubikeyTarget, type YubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const missing = yubikeyTarget('ykcs11').available() ?? yubikeyTarget('opensc').available();
/** GENERAL AUTHENTICATE. */
const keyOperation = 0x87;

describe.skipIf(missing !== null)(
  `a PIV card opens the vault${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let target: YubikeyTarget;
    beforeAll(async () => {
      target = await yubikeyTarget('ykcs11').start();
    });
    afterAll(() => target?.stop());

    test('[T12] a key made with the management key opens the vault, also after the card was unplugged', async () => {
      const { yubikey } = target;
      const hand = await tokensWith([target]);
      await hand.vault.createWithProtectors({ passphrase: 'p' });
      const vault = await hand.vault.require();
      const token = await hand.token(target.label);
      const pins = { tokenId: token.id, pin: target.pin, confirmedLastTry: false };
      await hand.tokens.manage({ tokenId: token.id, on: true }, quietRun);
      const add = async (soPin?: string) => hand.tokens.protectVault({ ...pins, soPin, key: null }, quietRun);
      expect(await add().catch(refusalOf)).toBe('pin-needed');
      expect(await add(target.soPin)).toEqual({ outcome: 'added', keyLabel: expect.any(String), made: true });
      vault.lock();
      const before = await yubikey.journal();
      await hand.tokens.unlockVault(pins, quietRun);
      expect(vault.isUnlocked).toBe(true);
      expect((await yubikey.journal()).verify - before.verify).toBe(1);

      vault.lock();
      await yubikey.unplug();
      expect(await hand.tokens.unlockVault(pins, quietRun).catch(refusalOf)).toBe('token-not-found');
      await yubikey.plug();
      await hand.tokens.unlockVault(pins, quietRun);
      expect(vault.isUnlocked).toBe(true);

      vault.lock();
      const { fired } = await yubikey.unplugOn(keyOperation, 'before');
      expect(await hand.tokens.unlockVault(pins, quietRun).catch(refusalOf)).toMatch(/^token-(removed|not-found)/);
      await fired;
      expect(vault.isUnlocked).toBe(false);
      await yubikey.plug();
      await hand.tokens.unlockVault(pins, quietRun);
      expect(vault.isUnlocked).toBe(true);
    });

    test('[T12] the same key opens the vault through OpenSC, which shows another serial number', async () => {
      const hand = await tokensWith([throughModule(target.yubikey, 'opensc')]);
      await hand.vault.createWithProtectors({ passphrase: 'p' });
      const vault = await hand.vault.require();
      const { tokens } = await hand.tokens.list({ refresh: true }, quietRun);
      const pins = { tokenId: tokens[0]?.id ?? '', pin: target.pin, confirmedLastTry: false };
      const added = await hand.tokens.protectVault({ ...pins, key: null }, quietRun);
      expect(added).toMatchObject({ outcome: 'added', made: false });
      vault.lock();
      await hand.tokens.unlockVault(pins, quietRun);
      expect(vault.isUnlocked).toBe(true);
    });
  },
);
