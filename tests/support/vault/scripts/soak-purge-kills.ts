// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { killPurges } from '../purge-kills.ts';

/**
 * The long run of purge kills. Arguments: rounds (100), seed (1). Prints one JSON object and exits with 1 if data was
 * lost or remained.
 */
const [rounds = '100', seed = '1'] = process.argv.slice(2);
const folder = mkdtempSync(join(tmpdir(), 'certsteward-soak-'));
try {
  const result = await killPurges(folder, Number(rounds), Number(seed));
  process.stdout.write(`${JSON.stringify({ rounds: Number(rounds), seed: Number(seed), ...result })}\n`);
  process.exitCode = result.faults.length === 0 ? 0 : 1;
} finally {
  rmSync(folder, { recursive: true, force: true });
}
