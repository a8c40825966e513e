// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it, onTestFinished } from 'vitest';
import { matrixRow, type MatrixRow, matrixTable } from '../../support/tokens/matrix.ts';
import { softHsm } from '../../support/tokens/modules/softhsm.ts';
import { opencryptoki } from '../../support/tokens/modules/opencryptoki.ts';
import { p11KitRemote } from '../../support/tokens/modules/p11-kit-remote.ts';
import { softokn } from '../../support/tokens/modules/softokn.ts';
import { tpm2 } from '../../support/tokens/modules/tpm2.ts';
import type { TokenTargetKind } from '../../support/tokens/modules/token-target.ts';
import { tokensWith } from '../../support/tokens/work/tokens-with.ts';
import { yubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const kinds: readonly TokenTargetKind[] = [
  softHsm,
  softokn,
  yubikeyTarget('ykcs11'),
  yubikeyTarget('opensc'),
  opencryptoki,
  tpm2,
  p11KitRemote,
];

const operations = [
  'list',
  'login',
  'generate rsa-2048',
  'CSR rsa-2048',
  'generate ec-p256',
  'CSR ec-p256',
  'generate ed25519',
  'CSR ed25519',
  'self-signed',
  'certificate',
  'import',
  'sign',
  'delete',
  'change PIN',
  'unblock',
] as const;

/** All operations work except these; null: not tried, because a prerequisite was refused. */
function row(differences: Readonly<Record<string, string | null>> = {}): MatrixRow {
  const cells = operations.map((name) => [name, name in differences ? differences[name] : 'ok'] as const);
  return Object.fromEntries(
    cells.filter((cell): cell is [(typeof operations)[number], string] => typeof cell[1] === 'string'),
  );
}

const noEd25519 = { 'generate ed25519': 'unsupported-algorithm CKR_MECHANISM_INVALID', 'CSR ed25519': null };
const notSupported = 'token-refused CKR_FUNCTION_NOT_SUPPORTED';

/** Measured results per token, including refusal reasons. */
const expected: Readonly<Record<string, MatrixRow>> = {
  [softHsm.name]: row(),
  // An SO cannot set the PIN of an NSS database.
  [softokn.name]: row({ unblock: 'not-available' }),
  [yubikeyTarget('ykcs11').name]: row({ 'generate ed25519': notSupported, 'CSR ed25519': null }),
  // OpenSC reads PIV cards and signs with them but never writes objects to them.
  [yubikeyTarget('opensc').name]: row({
    'generate rsa-2048': notSupported,
    'CSR rsa-2048': null,
    'generate ec-p256': notSupported,
    'CSR ec-p256': null,
    'generate ed25519': notSupported,
    'CSR ed25519': null,
    'self-signed': null,
    certificate: notSupported,
    import: notSupported,
    sign: null,
    delete: null,
  }),
  [opencryptoki.name]: row(noEd25519),
  // The TPM refuses external keys that its module passes on.
  [tpm2.name]: row({ ...noEd25519, import: 'token-refused CKR_ATTRIBUTE_VALUE_INVALID' }),
  [p11KitRemote.name]: row(noEd25519),
};

describe('[T03] [T05] [T06] [T07] [T08] [T09] modules and operations', () => {
  const rows: Record<string, MatrixRow> = {};
  for (const kind of kinds) {
    const reason = kind.available();
    it.skipIf(reason !== null)(
      `${kind.name}${reason === null ? '' : ` (skipped: ${reason})`}`,
      { timeout: 180_000 },
      async () => {
        const target = await kind.start();
        onTestFinished(async () => target.stop());
        rows[kind.name] = await matrixRow(target, await tokensWith([target]));
        console.log(matrixTable(rows));
        expect(rows[kind.name]).toEqual(expected[kind.name]);
      },
    );
  }
});
