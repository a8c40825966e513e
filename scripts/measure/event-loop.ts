// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { maxTokenObjectsPage } from '../../shared/domain/token-objects.ts';
import { createForkChild } from '../../main/hosts/node/fork-child.ts';
import { createServices } from '../../main/services.ts';
import { fillSoftHsm } from '../../tests/support/tokens/work/fill-soft-hsm.ts';
import { openTokens } from '../../tests/support/tokens/work/open-tokens.ts';
import { softHsmUnavailable, startSoftHsm } from '../../tests/support/tokens/modules/softhsm.ts';

/**
 * Measures main's longest event-loop gap while opening a PKCS#12 with 1,000,000 iterations, checking a passphrase and
 * using a token. Needs `npm run build`, openssl and SoftHSM.
 */
const dist = resolve('dist');
const folder = mkdtempSync(join(tmpdir(), 'cs-loop-'));
const password = 'correct horse';
const resolutionMs = 2;

function makeSlowFile(): string {
  const at = (name: string): string => join(folder, name);
  writeFileSync(at('password'), password);
  const openssl = (...argv: string[]): void => void execFileSync('openssl', argv, { stdio: 'pipe' });
  openssl(
    'req',
    '-x509',
    '-newkey',
    'rsa:2048',
    '-nodes',
    '-subj',
    '/CN=slow',
    '-keyout',
    at('key'),
    '-out',
    at('pem'),
  );
  const files = ['-in', at('pem'), '-inkey', at('key'), '-out', at('slow.p12'), '-passout', `file:${at('password')}`];
  openssl('pkcs12', '-export', '-iter', '1000000', ...files);
  return at('slow.p12');
}

async function longestGap(what: string, work: () => Promise<unknown>): Promise<void> {
  const histogram = monitorEventLoopDelay({ resolution: resolutionMs });
  await new Promise((done) => setTimeout(done, 100));
  histogram.enable();
  const start = performance.now();
  await work();
  const seconds = (performance.now() - start) / 1000;
  histogram.disable();
  const max = histogram.max / 1e6 - resolutionMs;
  console.log(`${what}: ${seconds.toFixed(2)} s, longest gap ${max.toFixed(1)} ms`);
}

async function onToken(): Promise<void> {
  const missing = softHsmUnavailable();
  if (missing !== null) {
    console.log(`a token: skipped (${missing})`);
    return;
  }
  // In memory, because SoftHSM syncs to disk after each object.
  const made = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'cs-loop-'));
  await using target = await startSoftHsm(undefined, { folder: made });
  await fillSoftHsm(target, 1000);
  Object.assign(process.env, target.environment);
  const { tokens, close } = await openTokens([target], {
    folder: join(folder, 'token'),
    startChild: createForkChild(dist),
  });
  const run = { signal: new AbortController().signal, progress: () => undefined };
  const { tokens: connected } = await tokens.list({ refresh: true }, run);
  const tokenId = connected.find(({ label }) => label === target.label)?.id ?? '';
  const pins = { tokenId, pin: target.pin, confirmedLastTry: true };
  await tokens.manage({ tokenId, on: true }, run);
  await longestGap('generate an RSA-4096 key on a token', async () =>
    tokens.generate({ ...pins, algorithm: 'rsa-4096', label: 'measured' }, run),
  );
  await tokens.unlock(pins, run);
  for (const when of ['first', 'again']) {
    await longestGap(`list 1,000 objects of a token, ${when}`, async () => {
      let rows = 0;
      for (;;) {
        const page = { tokenId, fresh: rows === 0, offset: rows, limit: maxTokenObjectsPage };
        const { objects, complete, read } = await tokens.objects(page, run);
        rows += objects.length;
        if (complete && rows >= read) return;
      }
    });
  }
  close();
}

const services = createServices({
  dataFolder: join(folder, 'vault'),
  stateFolder: join(folder, 'state'),
  startChild: createForkChild(dist),
  unlockAtStart: false,
});
try {
  const file = makeSlowFile();
  await longestGap('open a PKCS#12 of 1,000,000 iterations', async () => {
    const report = await services.imports.inspectFile(file, password);
    if (report.diagnosis.code !== 'opened') throw new Error(report.diagnosis.code);
  });
  await longestGap('create the vault with a passphrase', async () =>
    services.vault.createWithProtectors({ passphrase: 'a long passphrase' }),
  );
  const vault = await services.vault.require();
  vault.lock();
  await longestGap('check a passphrase', async () => vault.unlock({ kind: 'passphrase', secret: 'a long passphrase' }));
  await onToken();
} finally {
  services.close();
  rmSync(folder, { recursive: true });
}
