// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, onTestFinished } from 'vitest';
import { namesIn } from '../../support/backup/secret-traces.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { backUp, restoreFromToken } from '../../support/tokens/work/back-up-to-token.ts';
import { backupsWith } from '../../support/tokens/work/backups-with.ts';
import { intoVault, matrixTable, type MatrixRow } from '../../support/tokens/matrix.ts';
import { opencryptoki } from '../../support/tokens/modules/opencryptoki.ts';
import { p11KitRemote } from '../../support/tokens/modules/p11-kit-remote.ts';
import { refusalOf } from '../../support/tokens/work/refusal-of.ts';
import { softHsm } from '../../support/tokens/modules/softhsm.ts';
import { softokn } from '../../support/tokens/modules/softokn.ts';
import { tpm2 } from '../../support/tokens/modules/tpm2.ts';
import { quietRun } from '../../support/tokens/work/tokens-with.ts';
import { yubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const kinds = [
  softHsm,
  opencryptoki,
  tpm2,
  p11KitRemote,
  softokn,
  yubikeyTarget('ykcs11'),
  yubikeyTarget('opensc'),
] as const;

const noData = 'token-data-unsupported CKR_ATTRIBUTE_VALUE_INVALID';

/** Measured results. `restored`: into an empty vault. */
const expected: Readonly<Record<string, MatrixRow>> = {
  [softHsm.name]: { blob: 'ok', restored: 'ok', 'key copy': 'ok' },
  [opencryptoki.name]: { blob: 'ok', restored: 'ok', 'key copy': 'ok' },
  [tpm2.name]: { blob: 'ok', restored: 'ok', 'key copy': 'token-refused CKR_ATTRIBUTE_VALUE_INVALID' },
  [p11KitRemote.name]: { blob: 'ok', restored: 'ok', 'key copy': 'ok' },
  [softokn.name]: { blob: noData, restored: '-', 'key copy': 'ok' },
  [yubikeyTarget('ykcs11').name]: { blob: noData, restored: '-', 'key copy': 'ok' },
  [yubikeyTarget('opensc').name]: {
    blob: 'token-data-unsupported CKR_FUNCTION_NOT_SUPPORTED',
    restored: '-',
    'key copy': 'token-refused CKR_FUNCTION_NOT_SUPPORTED',
  },
};

const cell = async (work: Promise<unknown>): Promise<string> => work.then(() => 'ok', refusalOf);

describe('[B06] backup support of each token', () => {
  const rows: Record<string, MatrixRow> = {};
  for (const kind of kinds) {
    const reason = kind.available();
    it.skipIf(reason !== null)(
      `${kind.name}${reason === null ? '' : ` (skipped: ${reason})`}`,
      { timeout: 180_000 },
      async () => {
        const target = await kind.start();
        onTestFinished(async () => target.stop());
        const at = await backupsWith(target);
        const identity = await makeIdentity('CN=张三');
        const key = Buffer.from(identity.key.pkcs8);
        const { sha256 } = await intoVault(at, identity);
        const row: Record<string, string> = { restored: '-' };

        row['blob'] = await cell(backUp(at, { kind: 'chosen', ids: [sha256] }));
        const [made] = await at.backups.history();
        expect(made?.kind).toBe(row['blob'] === 'ok' ? 'token' : undefined);
        if (made) {
          // A computer without this vault, where the token is unmanaged and so only read.
          const there = await backupsWith(target, { managed: false });
          await restoreFromToken(there, made.fileName);
          const vault = await there.vault.require();
          expect(await vault.withPrivateKey(sha256, async (pkcs8) => key.equals(pkcs8))).toBe(true);
          expect(await there.backups.history()).toMatchObject([{ kind: 'token', place: made.place, keys: 1 }]);
          row['restored'] = 'ok';
        }

        const token = await at.token(target.label);
        expect({ unlocked: token.unlocked, wrongPins: token.wrongPins, scratchFiles: namesIn(at.scratch) }).toEqual({
          unlocked: false,
          wrongPins: 0,
          scratchFiles: [],
        });
        const soPin = token.changesNeedSoPin ? target.soPin : undefined;
        const pins = { tokenId: token.id, pin: target.pin, soPin, confirmedLastTry: false };
        row['key copy'] = await cell(
          at.tokens.importIdentity({ ...pins, sha256, withChain: true, label: null }, quietRun),
        );
        rows[kind.name] = row;
        console.log(matrixTable(rows));
        expect(row).toEqual(expected[kind.name]);
      },
    );
  }
});
