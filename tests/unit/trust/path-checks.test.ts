// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { createChainView } from '../../../main/certificates/chain-view.ts';
import { answerJudge } from '../../../main/parser/child/judge-answer.ts';
import type { ParseClient } from '../../../main/parser/parse-client.ts';
import type { ParseInput } from '../../../main/parser/parse-protocol.ts';
import { createPathChecks } from '../../../main/trust/path-checks.ts';
import type { Vault } from '../../../main/vault/vault.ts';
import type { VaultAccess } from '../../../main/vault/vault-access.ts';
import { readCertificateFields } from '../../../main/x509/certificate/read-certificate-fields.ts';
import { issue, type Profile } from '../../support/x509/issue.ts';
import { newKey, plainChain } from '../../support/x509/path-question.ts';
import { newTestVault } from '../../support/vault/vault-fixture.ts';

const day = 24 * 60 * 60 * 1000;
const start = Date.parse('2026-06-01T00:00:00Z');
const idOf = (der: Uint8Array) => createHash('sha256').update(der).digest('hex');

async function take(vault: Vault, ...profiles: Profile[]): Promise<string[]> {
  const ders = profiles.map(issue);
  const certificates = ders.map((der) => ({ der, fields: readCertificateFields(der), friendlyName: null }));
  const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
  await vault.importItems({ certificates, keys: [], origin });
  return ders.map(idOf);
}

async function belowAnAnchor(vault: Vault) {
  const { root, middle, leaf } = plainChain();
  const [middleId = '', leafId = ''] = await take(vault, middle, leaf);
  const der = issue(root);
  const anchor = { sha256: idOf(der), der, name: 'Root' };
  await vault.anchors.add(anchor);
  return { middleId, leafId, anchor };
}

function unrelatedAnchor() {
  const der = issue({ ...plainChain().root, subject: 'CN=Elsewhere', issuer: 'CN=Elsewhere' });
  return { sha256: idOf(der), der, name: 'Elsewhere' };
}

/**
 * The service over a vault, with the child's work in this process. `asked`: the number of certificates per call.
 * `meanwhile` runs during the first call.
 */
function checksOver(vault: Vault, meanwhile?: () => Promise<void>) {
  const clock = { at: start };
  const asked: number[] = [];
  const view = createChainView(() => []);
  const parse = {
    async run(operation: string, input: ParseInput<'judge'>, signal?: AbortSignal) {
      expect(operation).toBe('judge');
      signal?.throwIfAborted();
      asked.push(input.certificates.length);
      if (asked.length === 1) await meanwhile?.();
      return await answerJudge(input);
    },
    forget: () => undefined,
  } as unknown as ParseClient;
  const checks = createPathChecks({
    vault: { current: async () => vault, require: async () => vault } as unknown as VaultAccess,
    certificates: { rows: async () => view.of(vault).rows },
    parse,
    systemAnchors: async () => [],
    systemRoots: () => [],
    now: () => new Date(clock.at),
  });
  return { checks, clock, asked };
}

describe('verdicts on the certificates of the vault', () => {
  test('[V01] [L01] judges each certificate once, and again after a day or when the clock is set back', async () => {
    const vault = newTestVault();
    const { root, middle, leaf } = plainChain();
    await take(vault, root, middle, leaf);
    const { checks, clock } = checksOver(vault);
    expect(await checks.checkDue()).toBe(3);
    expect(await checks.checkDue()).toBe(0);
    clock.at += day + 1;
    expect(await checks.checkDue()).toBe(3);
    clock.at -= day / 2;
    expect(await checks.checkDue()).toBe(3);
    expect(await checks.checkDue()).toBe(0);
  });

  test('[V01] [L01] judges certificates below a new CA again, and all of them after an anchor changes', async () => {
    const vault = newTestVault();
    const { root, middle, leaf } = plainChain();
    const other = { ...leaf, issuer: 'CN=Elsewhere', serial: 9 };
    const [leafId = ''] = await take(vault, leaf, other);
    const { checks } = checksOver(vault);
    expect(await checks.checkDue()).toBe(2);
    expect(await checks.of(leafId)).toMatchObject({
      valid: false,
      sound: true,
      reasons: [{ code: 'no-issuer', name: '张三' }],
    });
    const [, rootId = ''] = await take(vault, middle, root);
    // The two authorities, and the leaf below them.
    expect(await checks.checkDue()).toBe(3);
    const untrusted = { code: 'root-untrusted', certificate: rootId, name: 'Root', role: 'anchor' };
    expect(await checks.of(leafId)).toMatchObject({ valid: false, sound: true, reasons: [untrusted] });
    await vault.anchors.add({ sha256: rootId, der: vault.getDer(rootId) as Uint8Array, name: 'Root' });
    expect(await checks.checkDue()).toBe(4);
    const path = [{ sha256: leafId, name: '张三' }, { name: 'Middle' }, { sha256: rootId, name: 'Root' }];
    expect(await checks.of(leafId)).toMatchObject({
      valid: true,
      reasons: [],
      path,
      checkedAt: '2026-06-01T00:00:00.000Z',
    });
    await vault.anchors.remove({ sha256: rootId, name: 'Root' });
    expect(await checks.checkDue()).toBe(4);
    expect(await checks.of(leafId)).toMatchObject({ valid: false, sound: true });
  });

  test('[V01] [L01] marks unsound certificates for the list, and judges a single certificate on request', async () => {
    const vault = newTestVault();
    const { root, middle, leaf } = plainChain();
    const [, , forged = '', sound = ''] = await take(
      vault,
      root,
      middle,
      { ...leaf, serial: 8, issuerKey: newKey() },
      leaf,
    );
    const { checks, asked } = checksOver(vault);
    await checks.checkDue();
    expect([...vault.checks.unsound()]).toEqual([forged]);
    asked.length = 0;
    expect(await checks.check(sound)).toMatchObject({ sound: true });
    expect(asked).toEqual([1]);
    await expect(checks.check('0'.repeat(64))).rejects.toMatchObject({ code: 'not-found' });
  });

  test('[V01] [U05] keeps the verdicts of a cancelled run, and judges the rest in the next one', async () => {
    const vault = newTestVault();
    const { leaf } = plainChain();
    await take(vault, ...Array.from({ length: 1001 }, (_, index) => ({ ...leaf, serial: index + 10 })));
    const { checks, asked } = checksOver(vault);
    const stop = new AbortController();
    const fractions: number[] = [];
    const progress = (fraction: number) => {
      fractions.push(fraction);
      if (fractions.length === 2) stop.abort();
    };
    await expect(checks.checkDue({ signal: stop.signal, progress })).rejects.toThrow();
    expect(fractions[0]).toBe(0);
    expect(await checks.checkDue()).toBe(501);
    expect(asked).toEqual([500, 500, 1]);
  });

  test('[V01] [L07] pauses before each batch, and nowhere else', async () => {
    const vault = newTestVault();
    const { leaf } = plainChain();
    await take(vault, ...Array.from({ length: 501 }, (_, index) => ({ ...leaf, serial: index + 10 })));
    const { checks, asked } = checksOver(vault);
    const before: number[] = [];
    const pause = async () => void before.push(asked.length);
    expect(await checks.checkDue({ pause })).toBe(501);
    expect(before).toEqual([0, 1]);
    expect(asked).toEqual([500, 1]);
  });

  test('[L01] [V04] calls a certificate valid only while the CAs on its path to an anchor are in use', async () => {
    const vault = newTestVault();
    const { middleId, leafId } = await belowAnAnchor(vault);
    const { checks } = checksOver(vault);
    await checks.checkDue();
    expect([...vault.checks.valid()].toSorted()).toEqual([middleId, leafId].toSorted());
    await vault.deletion.moveToTrash([middleId]);
    expect(vault.checks.valid().has(leafId)).toBe(false);
    const view = createChainView(() => []).of(vault);
    const row = view.rows.find(({ sha256 }) => sha256 === leafId);
    expect(row && view.factsOf(row, new Date(start)).chainState).toBe('incomplete');
    await vault.deletion.restore([middleId]);
    expect(vault.checks.valid().has(leafId)).toBe(true);
  });

  test('[V01] [V04] trusts no anchor that is removed during a run', async () => {
    const vault = newTestVault();
    const { leafId, anchor } = await belowAnAnchor(vault);
    const { checks, asked } = checksOver(vault, () => vault.anchors.remove(anchor));
    expect(await checks.check(leafId)).toMatchObject({ valid: false, sound: true });
    expect(asked).toEqual([1, 1]);
    expect(vault.checks.valid().size).toBe(0);
  });

  test('[V01] [V04] counts an anchor confirmed during a run at once, for later batches too', async () => {
    const vault = newTestVault();
    const { leafId, anchor } = await belowAnAnchor(vault);
    await vault.anchors.remove(anchor);
    const { leaf } = plainChain();
    await take(vault, ...Array.from({ length: 500 }, (_, index) => ({ ...leaf, serial: index + 10 })));
    const { checks, asked } = checksOver(vault, () => vault.anchors.add(anchor));
    expect(await checks.checkDue()).toBe(502);
    expect(asked).toEqual([500, 500, 2]);
    expect(vault.checks.valid().has(leafId)).toBe(true);
    expect(await checks.checkDue()).toBe(0);
  });

  test('[L01] [V04] keeps all verdicts when an unrelated anchor is added or removed', async () => {
    const vault = newTestVault();
    const { leafId, middleId, anchor } = await belowAnAnchor(vault);
    const { checks } = checksOver(vault);
    await checks.checkDue();
    const other = unrelatedAnchor();
    await vault.anchors.add(other);
    expect(vault.checks.valid()).toEqual(new Set([leafId, middleId]));
    await vault.anchors.remove(other);
    expect(vault.checks.valid()).toEqual(new Set([leafId, middleId]));
    await vault.anchors.remove(anchor);
    expect(vault.checks.pathTimes().size).toBe(0);
  });

  test('[L01] before a list, judges certificates again after a day, at most 200 of them at once', async () => {
    const vault = newTestVault();
    const { root, middle, leaf } = plainChain();
    const der = issue(root);
    await vault.anchors.add({ sha256: idOf(der), der, name: 'Root' });
    const { checks, clock, asked } = checksOver(vault);
    await take(vault, middle, leaf);
    await checks.checkFew();
    clock.at += day;
    await checks.checkFew();
    expect(asked).toEqual([2]);
    clock.at += 1;
    await checks.checkFew();
    await checks.checkFew();
    expect(asked).toEqual([2, 2]);
    await take(vault, ...Array.from({ length: 199 }, (_, index) => ({ ...leaf, serial: index + 10 })));
    clock.at += day + 1;
    await checks.checkFew();
    await checks.checkFew();
    expect(asked).toEqual([2, 2, 200, 1]);
  });

  test('[L01] before a list, judges a few new certificates, but none of more than 200', async () => {
    const vault = newTestVault();
    const { leaf } = plainChain();
    await take(vault, leaf);
    const { checks, asked } = checksOver(vault);
    await checks.checkFew();
    await checks.checkFew();
    expect(asked).toEqual([1]);
    await take(vault, ...Array.from({ length: 201 }, (_, index) => ({ ...leaf, serial: index + 10 })));
    await checks.checkFew();
    expect(asked).toEqual([1]);
  });
});
