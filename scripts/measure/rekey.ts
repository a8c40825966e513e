// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openVault } from '../../main/vault/open-vault.ts';
import { makeRekeyTemplate } from '../../tests/support/vault/rekey-template.ts';
import { testPassphraseFiles, testVaultOptions } from '../../tests/support/vault/vault-test-options.ts';

/**
 * Prints as JSON the re-keying time and longest main-thread gap, with real scrypt (2^18). Argument: number of keys
 * (default 1000).
 */
const keys = Number(process.argv[2] ?? 1000);
const parent = mkdtempSync(join(tmpdir(), 'certsteward-measure-'));
try {
  const { folder } = await makeRekeyTemplate(join(parent, 'vault'), keys);
  const vault = openVault(folder, testVaultOptions({ files: testPassphraseFiles(18) }));
  let gap = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    gap = Math.max(gap, performance.now() - last);
    last = performance.now();
  }, 1);
  const started = performance.now();
  let rekeyingSince = started;
  const progress = (fraction: number | null) => {
    if (fraction === 0) rekeyingSince = performance.now();
  };
  await vault.protectorChanges.changePassphrase('stays', 'next', { rekey: true }, { progress });
  const ended = performance.now();
  clearInterval(timer);
  vault.close();
  const round = (ms: number) => Math.round(ms);
  process.stdout.write(
    `${JSON.stringify({
      keys,
      totalMs: round(ended - started),
      rekeyingMs: round(ended - rekeyingSince),
      longestGapMs: round(gap),
    })}\n`,
  );
} finally {
  rmSync(parent, { recursive: true });
}
