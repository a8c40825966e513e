// SPDX-License-Identifier: Apache-2.0
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { askCard } from '../../../main/tokens/child/piv/ask-card.ts';
import { loadCryptoki } from '../../../main/tokens/child/module/cryptoki.ts';
import { isEmpty } from '../../../main/tokens/child/piv/key-place.ts';
import { openLease, releaseLease, type Lease } from '../../../main/tokens/child/sessions/lease.ts';
import { createLoadedModule, type LoadedModule } from '../../../main/tokens/child/module/loaded-module.ts';
import { unpadded } from '../../../main/tokens/child/module/padded-text.ts';
import { yubikeyTarget, type YubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const missing = yubikeyTarget('ykcs11').available();
const place = Buffer.of(1);

describe.skipIf(missing !== null)(`a card in use elsewhere${missing === null ? '' : ` (skipped: ${missing})`}`, () => {
  let target: YubikeyTarget;
  let module: LoadedModule;
  let lease: Lease;
  let reader: string;
  beforeAll(async () => {
    target = await yubikeyTarget('ykcs11').start();
    const cryptoki = await loadCryptoki(target.modulePath);
    cryptoki.initialize(null);
    module = createLoadedModule(cryptoki, null);
    const slot = module.slots().find(({ token }) => token !== null);
    if (!slot?.token) throw new Error('no token');
    reader = unpadded(slot.description);
    lease = openLease(module, slot.token);
  });
  afterAll(async () => {
    releaseLease(module, lease);
    module.cryptoki.finalize();
    await target.stop();
  });

  /** Our unanswered request simulates a program that holds the card: later requests wait for it. */
  function hold(): { readonly release: () => void; readonly held: Promise<unknown> } {
    const { promise, resolve } = Promise.withResolvers<null>();
    return { release: () => resolve(null), held: askCard(reader, 60_000, async () => promise) };
  }

  it('[T06] [T07] does not use a place while the card does not answer whether it is empty', async () => {
    const { release, held } = hold();
    await expect(isEmpty(module, lease, place)).rejects.toMatchObject({ code: 'token-busy' });
    release();
    await held;
    expect(await isEmpty(module, lease, place)).toBe(true);
  });

  it('[T06] [T07] asks the card again after closing our own session has released it', async () => {
    const { release, held } = hold();
    const { closeSession } = module.cryptoki;
    module.cryptoki.closeSession = (session) => {
      release();
      closeSession(session);
    };
    expect(await isEmpty(module, lease, place)).toBe(true);
    module.cryptoki.closeSession = closeSession;
    await held;
  });
});
