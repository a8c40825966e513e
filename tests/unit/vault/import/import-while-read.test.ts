// SPDX-License-Identifier: Apache-2.0
import { setImmediate } from 'node:timers/promises';
import { describe, expect, test } from 'vitest';
import { createIncomingParts } from '../../../../main/imports/incoming-parts.ts';
import type { FoundCertificate, InspectionAfterParts } from '../../../../main/formats/inspect/inspection.ts';
import { makeManyCertificates } from '../../../support/vault/many-certificates.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';

const origin = { via: 'command-line', fileName: 'many.pem', path: null, downloadedFrom: null } as const;
const { certificates } = makeManyCertificates(900);
const shas = certificates.map(({ fields }) => fields.sha256);
const patienceMs = 20_000;

function answer(changed: Partial<InspectionAfterParts> = {}): InspectionAfterParts {
  const indices = certificates.map((_, index) => index).toReversed();
  const nothing = { keys: [], unopened: [], crls: [], requests: [] };
  return { kind: 'pem', order: { indices, lateNames: [] }, ...nothing, diagnosis: { code: 'opened' }, ...changed };
}

/** Three parts, with time for the vault to write each. */
async function feed(incoming: ReturnType<typeof createIncomingParts>, all: readonly FoundCertificate[] = certificates) {
  for (let from = 0; from < all.length; from += 300) {
    incoming.add(all.slice(from, from + 300));
    for (let turn = 0; turn < 20; turn += 1) await setImmediate();
  }
}

describe('[K08] certificates of a file that is still being read', () => {
  test('are all there at once, and told in the order of the file', async () => {
    const vault = newTestVault();
    const second = reopen(vault);
    await vault.importItems({ certificates: certificates.slice(0, 2), keys: [], origin: { ...origin, via: 'file' } });
    const incoming = createIncomingParts(patienceMs);
    const importing = vault.importWhileRead(incoming, origin);
    await feed(incoming);
    expect(second.knownOf(shas)).toHaveLength(2);
    incoming.end(answer());
    const inOrder = shas.toReversed();
    expect(await importing).toEqual({
      added: inOrder.slice(0, -2),
      known: inOrder.slice(-2),
      keysAdded: 0,
      sha256OfAll: inOrder,
    });
    expect(second.knownOf(shas)).toHaveLength(900);
    expect(vault.originsOf(shas[0] ?? '')).toHaveLength(2);
    expect((await vault.activity.verify()).findings).toEqual([]);
    expect(vault.activity.list(null, 1).entries[0]?.detail).toContain('"count":898');
  });

  test.each([
    ['the file is damaged at its end', answer({ diagnosis: { code: 'damaged' } })],
    ['a name came late', answer({ order: { indices: answer().order.indices, lateNames: [[0, 'late']] } })],
    ['its reader was lost', null],
  ])('are not taken in when %s', async (_what, end) => {
    const vault = newTestVault();
    const incoming = createIncomingParts(patienceMs);
    const importing = vault.importWhileRead(incoming, origin);
    await feed(incoming);
    if (end === null) incoming.fail();
    else incoming.end(end);
    await expect(importing).rejects.toMatchObject({ code: 'cancelled' });
    expect(incoming.refused).toBe(true);
    expect(vault.knownOf(shas)).toEqual([]);
    // The writer lock is free again.
    expect((await vault.importItems({ certificates, keys: [], origin })).added).toHaveLength(900);
  });

  test('are not waited for without end', async () => {
    const vault = newTestVault();
    const incoming = createIncomingParts(5);
    const importing = vault.importWhileRead(incoming, origin);
    incoming.add(certificates.slice(0, 300));
    await expect(importing).rejects.toMatchObject({ code: 'cancelled' });
    expect(incoming.refused).toBe(true);
    expect(vault.knownOf(shas)).toEqual([]);
  });

  test.each([
    ['comes twice', [...certificates.slice(0, 3), ...certificates.slice(0, 1)]],
    ['is not what its fields say', certificates.slice(0, 1).map((each) => ({ ...each, der: Uint8Array.of(1) }))],
  ])('[X07] are refused when one %s', async (_what, found) => {
    const vault = newTestVault();
    const incoming = createIncomingParts(patienceMs);
    incoming.add(found);
    incoming.end(answer());
    await expect(vault.importWhileRead(incoming, origin)).rejects.toMatchObject({ code: 'invalid-input' });
    expect(vault.knownOf(shas)).toEqual([]);
  });
});
