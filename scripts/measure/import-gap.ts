// SPDX-License-Identifier: Apache-2.0
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openOrCreateVault } from '../../main/vault/open-vault.ts';
import { makeManyCertificates } from '../../tests/support/vault/many-certificates.ts';
import { testVaultOptions } from '../../tests/support/vault/vault-test-options.ts';

/**
 * Prints as JSON the longest main-thread gap of an import, in wall and CPU time. Argument: number of certificates
 * (default 10,000).
 */
const count = Number(process.argv[2] ?? 10_000);
const { certificates } = makeManyCertificates(count);
const parent = mkdtempSync(join(tmpdir(), 'certsteward-measure-'));
const vault = openOrCreateVault(join(parent, 'vault'), testVaultOptions());
try {
  const processorMs = () => (process.cpuUsage().user + process.cpuUsage().system) / 1000;
  let [last, lastProcessor] = [performance.now(), processorMs()];
  let [gap, gapProcessor] = [0, 0];
  const timer = setInterval(() => {
    const [now, processor] = [performance.now(), processorMs()];
    gap = Math.max(gap, now - last);
    gapProcessor = Math.max(gapProcessor, processor - lastProcessor);
    [last, lastProcessor] = [now, processor];
  }, 1);
  const started = performance.now();
  const origin = { via: 'file', fileName: 'many.pem', path: null, downloadedFrom: null } as const;
  await vault.importItems({ certificates, keys: [], origin });
  const totalMs = Math.round(performance.now() - started);
  await new Promise((resolve) => setTimeout(resolve, 50));
  clearInterval(timer);
  const [longestGapMs, longestGapProcessorMs] = [Math.round(gap), Math.round(gapProcessor)];
  process.stdout.write(`${JSON.stringify({ count, totalMs, longestGapMs, longestGapProcessorMs })}\n`);
} finally {
  vault.close();
  rmSync(parent, { recursive: true });
}
