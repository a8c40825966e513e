// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { createCertificateList } from '../../../../main/certificates/certificate-list.ts';
import { createChainView } from '../../../../main/certificates/chain-view.ts';
import type { PathCheckRow } from '../../../../main/vault/store/rows/check-rows.ts';
import { makeManyCertificates } from '../../../support/vault/many-certificates.ts';
import { editVault, rowsOf } from '../../../support/vault/vault-database.ts';
import { newTestVault, reopen } from '../../../support/vault/vault-fixture.ts';
import { wholeQuery } from '../../../support/contract/whole-query.ts';

const now = new Date('2026-11-24T12:00:00Z');
const checkedAt = now.toISOString();

async function vaultOf(count: number) {
  const vault = newTestVault();
  const { certificates } = makeManyCertificates(count, now.getTime());
  const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
  await vault.importItems({ certificates, keys: [], origin });
  return { vault, ids: vault.listRows({ search: '' }).map(({ sha256 }) => sha256) };
}

function verdict(sha256: string, sound: boolean): PathCheckRow {
  const reason = { code: 'signature-invalid', certificate: sha256, role: 'leaf', detail: null } as const;
  return {
    sha256,
    valid: sound,
    sound,
    reasons: sound ? [] : [reason],
    warnings: [],
    path: [sha256],
    basis: 'basis',
    checkedAt,
  };
}

const stored = { isListed: () => true, confirmed: [] };
const fresh = { from: '2026-11-23T12:00:00.000Z', to: checkedAt };

describe('verdicts on certificates', () => {
  test('[L01] [L07] raise the revision only when they show in the list', async () => {
    const { vault, ids } = await vaultOf(4);
    const [first = '', second = ''] = ids;
    const before = vault.revision;
    await vault.checks.keepPaths(
      ids.map((sha256) => verdict(sha256, true)),
      stored,
    );
    expect(vault.revision).toBe(before);
    expect(vault.checks.path(first)).toEqual(verdict(first, true));
    await vault.checks.keepPaths([verdict(first, false), verdict(second, true)], stored);
    expect(vault.revision).toBe(before + 1);
    expect([...vault.checks.unsound()]).toEqual([first]);
    await vault.checks.keepPaths([verdict(first, false)], stored);
    expect(vault.revision).toBe(before + 1);
    await vault.checks.keepPaths([verdict(first, true)], stored);
    expect({ revision: vault.revision, unsound: vault.checks.unsound().size }).toEqual({
      revision: before + 2,
      unsound: 0,
    });
  });

  test('[L01] [V04] show a path to an anchor outside the vault in the list, and its end too', async () => {
    const { vault, ids } = await vaultOf(2);
    const [first = ''] = ids;
    const before = vault.revision;
    const toAnchor = { ...verdict(first, true), path: [first, 'f'.repeat(64)] };
    const own = { isListed: (sha256: string) => sha256 === first, confirmed: [] };
    await vault.checks.keepPaths([toAnchor], own);
    expect({ revision: vault.revision, valid: [...vault.checks.valid()] }).toEqual({
      revision: before + 1,
      valid: [first],
    });
    await vault.checks.keepPaths([toAnchor], own);
    expect(vault.revision).toBe(before + 1);
    await vault.checks.keepPaths([{ ...toAnchor, valid: false, path: [first] }], own);
    expect({ revision: vault.revision, valid: vault.checks.valid().size }).toEqual({ revision: before + 2, valid: 0 });
  });

  test('[L01] [K07] leave an open vault sealed when they do not show in the list', async () => {
    const { vault, ids } = await vaultOf(2);
    await vault.initialiseProtectors({ passphrase: 'a passphrase', useOsStore: false, recoveryCode: 'later' });
    await vault.checks.keepPaths(
      ids.map((sha256) => verdict(sha256, true)),
      stored,
    );
    expect(await vault.verify()).toMatchObject({ seal: 'sealed', findings: [] });
    const other = reopen(vault);
    await other.unlock({ kind: 'passphrase', secret: 'a passphrase' });
    expect(await other.verify()).toMatchObject({ seal: 'sealed', findings: [] });
  });

  test('[L01] show a certificate as revoked, unless it has expired', async () => {
    const { vault, ids } = await vaultOf(40);
    const list = createCertificateList(
      createChainView(() => []),
      () => now,
    );
    const statusOf = () =>
      new Map(
        list
          .page(vault, wholeQuery, { offset: 0, limit: 100, facets: false })
          .rows.map((row) => [row.sha256, row.status]),
      );
    const before = statusOf();
    const expired = ids.find((id) => before.get(id) === 'expired') ?? '';
    const current = ids.find((id) => before.get(id) !== 'expired') ?? '';
    expect(expired).not.toBe('');
    for (const id of [expired, current]) {
      editVault(
        vault.folder,
        `INSERT INTO revocation_checks (sha256, status, checked_at) VALUES ('${id}', 'revoked', '${checkedAt}')`,
      );
    }
    await vault.annotate(current, { label: 'changed' });
    expect({ expired: statusOf().get(expired), current: statusOf().get(current) }).toEqual({
      expired: 'expired',
      current: 'revoked',
    });
  });

  test('[K10] are deleted with their certificate, and not stored for a purged one', async () => {
    const { vault, ids } = await vaultOf(3);
    await vault.checks.keepPaths(
      ids.map((sha256) => verdict(sha256, true)),
      stored,
    );
    const [gone = ''] = ids;
    await vault.deletion.moveToTrash([gone]);
    await vault.deletion.purge([gone]);
    await vault.checks.keepPaths([verdict(gone, false)], stored);
    expect(rowsOf(vault.folder, 'SELECT sha256 FROM path_checks')).toHaveLength(2);
    expect(vault.checks.unsound().size).toBe(0);
  });

  test('[L01] are due for new and unsound certificates when these are few, and for none when many', async () => {
    const { vault, ids } = await vaultOf(6);
    expect(vault.checks.fewToJudge(5, fresh)).toBeNull();
    expect(vault.checks.fewToJudge(6, fresh)).toHaveLength(6);
    await vault.checks.keepPaths(
      ids.map((sha256, index) => verdict(sha256, index > 0)),
      stored,
    );
    expect(vault.checks.fewToJudge(5, fresh)).toEqual([ids[0]]);
  });

  test('[V01] are ignored when another program changed their row', async () => {
    const { vault, ids } = await vaultOf(1);
    const [id = ''] = ids;
    await vault.checks.keepPaths([verdict(id, true)], stored);
    editVault(vault.folder, `UPDATE path_checks SET reasons = '[{"code":"fine"}]'`);
    expect(vault.checks.path(id)).toBeNull();
    editVault(vault.folder, `UPDATE path_checks SET reasons = 'no json'`);
    expect(vault.checks.path(id)).toBeNull();
  });
});
