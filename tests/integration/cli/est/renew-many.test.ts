// SPDX-License-Identifier: Apache-2.0
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { runCli } from '../../../support/cli/run-cli.ts';
import { startCmpServer } from '../../../support/enrolment/cmp-server.ts';
import { enrol, estServer, secretFile } from '../../../support/enrolment/est-cli.ts';
import { estServerUnavailable } from '../../../support/enrolment/est-server.ts';
import { renewedIdentities } from '../../../support/enrolment/renewed-identities.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { missingTools, skipReason } from '../../../support/openssl/openssl.ts';
import { homeWithTwoStores, keysOf } from '../../../support/stores/nss-home.ts';

const est = estServerUnavailable();
const missing = [...missingTools('certutil', 'openssl'), ...(est === null ? [] : [est])];

const opened = ({ passphraseFile }: CliVault): string[] => ['--passphrase-file', passphraseFile, '--yes'];

async function world() {
  const vault = await newCliVault();
  const server = await estServer();
  const cmp = await startCmpServer({ days: 20 });
  onTestFinished(async () => cmp.stop());
  const { home, folders, storeIds } = homeWithTwoStores();
  const { XDG_STATE_HOME } = process.env;
  const cli = async (...argv: readonly string[]) =>
    runCli([...argv, '--json', '--vault', join(vault.folder, 'vault')], {
      environment: { HOME: home, XDG_STATE_HOME },
    });
  // estserver refuses clients with a P-384 key.
  const guide = server.profile({ anchor: readFileSync(server.anchor, 'utf8'), keyTypes: ['ec-p256'] });
  const overEst = async (subject: string) =>
    String((await enrol(vault, server, '--profile', guide, '--subject', subject)).json?.value.certificate);
  const overCmp = async (): Promise<string> => {
    const profile = cmp.profile({ anchor: readFileSync(cmp.anchor, 'utf8') });
    const login = ['--reference', cmp.reference, '--code-file', secretFile(vault, cmp.code)];
    const words = ['enrol', '--profile', profile, '--subject', 'CN=Zhang San,C=CN', ...login, ...opened(vault)];
    const made = await vault.cli(...words);
    // Accept renewals, which are signed with the old certificate.
    cmp.restart({ signs: true });
    return String(made.json?.value.certificate);
  };
  /** Imports a certificate that expires in 20 days, from an unknown CA. */
  const imported = async (): Promise<string> => {
    const { old } = renewedIdentities(vault.folder, { subject: '/CN=赵六/C=CN' });
    await vault.cli('import', old.p12, '--password-file', secretFile(vault, old.password));
    return old.sha256;
  };
  const statusOf = async (sha256: string) => (await vault.cli('show', sha256)).json?.value.certificate.status;
  const events = async (event: string) =>
    (await vault.cli('log')).json?.value.entries.filter((entry: { event: string }) => entry.event === event);
  return { vault, server, cli, folders, storeIds, overEst, overCmp, imported, statusOf, events };
}

describe.skipIf(missing.length > 0)(
  `renewing many at Cisco's EST server and OpenSSL's CMP server${skipReason(missing)}`,
  () => {
    test('[E11] [E07] --due renews what expires soon, lists what needs a person, and logs one entry', async () => {
      const { vault, cli, overEst, overCmp, imported, statusOf, events } = await world();
      const [far, soon, elsewhere] = [await overEst('CN=张三,C=CN'), await overCmp(), await imported()];
      await nextSecond();
      expect(await vault.cli('renew', '--due', '5', ...opened(vault))).toMatchObject({
        code: 0,
        json: { value: { items: [] } },
      });

      const { code, json } = await cli('renew', '--due', '30', ...opened(vault));
      expect(json?.error).toBeUndefined();
      const byOld = new Map(json?.value.items.map((item: { sha256: string }) => [item.sha256, item]));
      expect(new Set(byOld.keys())).toEqual(new Set([soon, elsewhere]));
      expect(byOld.get(soon)).toMatchObject({ way: 'server', outcome: 'renewed', code: null, places: [] });
      expect(byOld.get(elsewhere)).toMatchObject({ way: 'unset', outcome: 'person', code: null, certificate: null });
      expect({ code, counts: json?.value.counts }).toMatchObject({
        code: 0,
        counts: { renewed: 1, person: 1, failed: 0 },
      });
      expect([await statusOf(soon), await statusOf(elsewhere), await statusOf(far)]).toEqual([
        'superseded',
        'expiring',
        'valid',
      ]);
      const { certificate } = byOld.get(soon) as { certificate: string };
      expect(await events('renewed-together')).toMatchObject([{ detail: { count: 1, certificates: [certificate] } }]);
    });

    test('[E11] [E07] renew with several IDs replaces each in its store once the new one has signed', async () => {
      const { vault, cli, folders, storeIds, overEst, statusOf, events } = await world();
      const old = [await overEst('CN=张三,C=CN'), await overEst('CN=李四,C=CN')];
      const [, firefox] = folders;
      const [, store = ''] = storeIds;
      for (const sha256 of old) await cli('stores', 'install', sha256, '--to', store, ...opened(vault));
      expect(keysOf(firefox)).toBe(2);
      await nextSecond();
      const { code, json } = await cli('renew', ...old, ...opened(vault));
      expect(json?.value.items).toMatchObject(
        old.map((sha256) => ({ sha256, outcome: 'renewed', places: [{ store, outcome: 'replaced', code: null }] })),
      );
      expect({ code, keys: keysOf(firefox) }).toEqual({ code: 0, keys: 2 });
      for (const sha256 of old) expect(await statusOf(sha256)).toBe('superseded');
      expect(await events('renewed-together')).toMatchObject([{ detail: { count: 2 } }]);
      // A repeated `renew` requests nothing.
      const again = await cli('renew', ...old, ...opened(vault));
      expect(again.json?.value.items).toMatchObject(
        old.map(() => ({ outcome: 'renewed', places: [{ outcome: 'done' }] })),
      );
      expect(await events('renewed-together')).toHaveLength(1);
    });

    test('[E11] an unreachable CA is asked once, and the rest is renewed by the same command', async () => {
      const { vault, server, cli, overEst, overCmp, statusOf } = await world();
      const [first, second, third] = [await overEst('CN=张三,C=CN'), await overEst('CN=李四,C=CN'), await overCmp()];
      await nextSecond();
      await server.stop();
      const { code, json } = await cli('renew', first, second, third, ...opened(vault));
      expect(json?.value.items).toMatchObject([
        { sha256: first, outcome: 'failed', code: 'server-unreachable' },
        { sha256: second, outcome: 'not-tried', code: 'server-unreachable' },
        { sha256: third, outcome: 'renewed' },
      ]);
      expect([code, await statusOf(first), await statusOf(third)]).toEqual([1, 'valid', 'superseded']);
    });

    test('[E11] [A01] a table lists outcomes and next steps, and options for one certificate are refused', async () => {
      const { vault, overEst, imported } = await world();
      const [own, elsewhere] = [await overEst('CN=张三,C=CN'), await imported()];
      await nextSecond();
      const { stdout } = await runCli([
        'renew',
        own,
        elsewhere,
        ...opened(vault),
        '--vault',
        join(vault.folder, 'vault'),
      ]);
      expect(stdout).toMatch(/^张三 +renewed/m);
      expect(stdout).toMatch(/^赵六 +no CA guide/m);
      expect(stdout).toContain(`certsteward renew ${elsewhere.slice(0, 8)} --profile GUIDE`);
      expect(stdout).toContain('2 certificates: 1 renewed, 0 waiting for the CA, 1 needing your input, 0 unfinished');
      const refused = await vault.cli('renew', own, elsewhere, '-o', join(vault.folder, 'x.csr'));
      expect([refused.code, refused.json?.error?.details]).toEqual([
        2,
        { option: '--output', reason: 'misplaced-option' },
      ]);
      expect((await vault.cli('renew')).json?.error?.details).toMatchObject({ reason: 'missing-argument' });
      expect((await vault.cli('renew', own, '--due', '30')).code).toBe(2);
    });
  },
);
