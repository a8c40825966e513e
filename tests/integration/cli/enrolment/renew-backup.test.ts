// SPDX-License-Identifier: Apache-2.0
import { describe, expect, test } from 'vitest';
import { backUp, newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { anchored, enrol, estServer, ownOf } from '../../../support/enrolment/est-cli.ts';
import { estServerUnavailable } from '../../../support/enrolment/est-server.ts';
import { nextSecond } from '../../../support/openssl/next-second.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';

const missing = estServerUnavailable();

const states = async (vault: CliVault) =>
  Object.fromEntries((await ownOf(vault)).map(({ sha256, backup }: Record<string, string>) => [sha256, backup]));
const history = async (vault: CliVault) => (await vault.cli('backup', 'history')).json?.value;

describe.skipIf(missing !== null)(
  `a backup and a renewal at Cisco's estserver${skipReason(missing === null ? [] : [missing])}`,
  () => {
    test.each([[['--algorithm', 'ec-p256']], [['--same-key']]])(
      '[B04] [E07] after a renewal with %j the backup lacks the new certificate, and a new one has both',
      async (how) => {
        const [vault, est] = [await newCliVault(), await estServer()];
        const opened = ['--passphrase-file', vault.passphraseFile];
        const old = String((await enrol(vault, est, '--algorithm', 'ec-p256')).json?.value.certificate);
        expect(await states(vault)).toEqual({ [old]: 'none' });
        await backUp(vault, '--to', vault.folder);
        expect(await states(vault)).toEqual({ [old]: 'current' });
        expect(await history(vault)).toMatchObject({ certificates: { withKey: 1, current: 1 }, unsaved: [] });
        await nextSecond();

        const renewed = await vault.cli('renew', old, ...anchored(est), ...opened, '--no-install', ...how);
        const fresh = String(renewed.json?.value.certificate);
        expect(await states(vault)).toEqual({ [old]: 'current', [fresh]: 'none' });
        expect(await history(vault)).toMatchObject({
          backups: [{ certificates: 2, problem: null }],
          certificates: { withKey: 2, current: 1 },
          unsaved: [fresh],
        });
        // Deleting it would lose a new key for good; the old key is in the backup.
        const hasOldKey = how.includes('--same-key');
        const deleted = await vault.cli('delete', fresh, '--yes');
        expect([deleted.code, deleted.json?.error?.code]).toEqual(hasOldKey ? [0, undefined] : [7, 'backup-missing']);
        if (hasOldKey) await vault.cli('trash', 'restore', fresh);
        await backUp(vault, '--to', vault.folder);
        expect(await states(vault)).toEqual({ [old]: 'current', [fresh]: 'current' });
        expect(await history(vault)).toMatchObject({ certificates: { withKey: 2, current: 2 }, unsaved: [] });
      },
    );
  },
);
