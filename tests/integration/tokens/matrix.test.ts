import { describe, expect, it, onTestFinished } from 'vitest';
import { matrixRow, type MatrixRow, matrixTable } from '../../support/tokens/matrix.ts';
import { softHsm } from '../../support/tokens/softhsm.ts';
import { opencryptoki } from '../../support/tokens/opencryptoki.ts';
import { p11KitRemote } from '../../support/tokens/p11-kit-remote.ts';
import { softokn } from '../../support/tokens/softokn.ts';
import { tpm2 } from '../../support/tokens/tpm2.ts';
import type { TokenTargetKind } from '../../support/tokens/token-target.ts';
import { tokensWith } from '../../support/tokens/tokens-with.ts';
import { yubikeyTarget } from '../../support/tokens/yubikey.ts';

const kinds: readonly TokenTargetKind[] = [
  softHsm,
  softokn,
  yubikeyTarget('ykcs11'),
  yubikeyTarget('opensc'),
  opencryptoki,
  tpm2,
  p11KitRemote,
];

/** What each token does, or refuses with its reason: measured, and held here. */
const expected: Readonly<Record<string, MatrixRow>> = {};

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
