// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createServices, type Services } from '../../../main/services.ts';
import type { ManyOptions } from '../../../main/exports/export-many.ts';
import { makeManyCertificates, nameOf } from '../../support/vault/many-certificates.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';
import { startNodeChild } from '../../support/cli/start-node-child.ts';

const missing = missingTools('openssl');
const password = '密码 of all files';
const p12: ManyOptions = { format: 'p12', profile: 'modern', includeChain: false, password, allowWeak: false };
const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;

describe.skipIf(missing.length > 0)(`[L06] many certificates into one folder${skipReason(missing)}`, () => {
  let folder = '';
  let services: Services;
  let withKeys: readonly string[];
  let without: string;
  const steps: number[] = [];
  const context = (signal = new AbortController().signal) => ({
    signal,
    progress: (fraction: number) => void steps.push(fraction),
  });
  const newFolder = () => mkdtempSync(join(folder, 'out-'));

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'certsteward-many-'));
    services = createServices({
      dataFolder: join(folder, 'vault'),
      stateFolder: join(folder, 'state'),
      startChild: startNodeChild,
      unlockAtStart: false,
    });
    await services.vault.createWithProtectors({ passphrase: 'a passphrase of four words' });
    const vault = await services.vault.require();
    const { certificates, key } = makeManyCertificates(4);
    const stranger = await makeIdentity('CN=no key here');
    await vault.importItems({ certificates: [...certificates, stranger.certificate], keys: [key], origin });
    withKeys = certificates.map(({ fields }) => fields.sha256);
    without = stranger.sha256;
    // Two certificates share a name.
    await vault.annotate(withKeys[0] ?? '', { label: nameOf(1) });
  });
  afterAll(() => {
    services.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it('[L06] writes one file per certificate, overwrites none and names the certificate without a key', async () => {
    const out = newFolder();
    const there = join(out, `${nameOf(2)}.p12`);
    writeFileSync(there, 'mine');
    steps.length = 0;
    const done = await services.manyExports.write(
      [...withKeys, without],
      p12,
      await services.destinations.folder(out),
      context(),
    );
    expect(done).toMatchObject({ written: 4, withKey: 4, notWritten: 1, stopped: null });
    expect(done.refused).toEqual([{ sha256: without, displayName: 'no key here', code: 'key-missing' }]);
    expect(readFileSync(there, 'utf8')).toBe('mine');
    expect(readdirSync(out).toSorted()).toEqual(
      [
        `${nameOf(1)}.p12`,
        `${nameOf(1)} (2).p12`,
        `${nameOf(2)}.p12`,
        `${nameOf(2)} (2).p12`,
        `${nameOf(3)}.p12`,
      ].toSorted(),
    );
    for (const name of readdirSync(out).filter((each) => each !== `${nameOf(2)}.p12`)) {
      const file = join(out, name);
      expect(statSync(file).mode & 0o777).toBe(0o600);
      const argv = ['pkcs12', '-in', file, '-nodes', '-passin', 'stdin'];
      const opened = execFileSync('openssl', argv, { input: `${password}\n`, encoding: 'utf8', stdio: 'pipe' });
      expect(opened).toContain('BEGIN PRIVATE KEY');
    }
    expect(steps.at(-1)).toBe(1);
  });

  it('[L06] exports certificates alone without keys and from a locked vault', async () => {
    const vault = await services.vault.require();
    vault.lock();
    const out = newFolder();
    const pem: ManyOptions = {
      format: 'pem',
      profile: 'modern',
      includeChain: false,
      password: null,
      allowWeak: false,
    };
    const done = await services.manyExports.write(
      [...withKeys, without],
      pem,
      await services.destinations.folder(out),
      context(),
    );
    expect(done).toMatchObject({ written: 5, withKey: 0, notWritten: 0 });
    await expect(
      services.manyExports.write(withKeys, p12, await services.destinations.folder(out), context()),
    ).rejects.toMatchObject({
      code: 'vault-locked',
    });
    expect(readdirSync(out).filter((name) => name.endsWith('.p12'))).toEqual([]);
    await vault.unlock({ kind: 'passphrase', secret: 'a passphrase of four words' });
  });

  it('[L06] keeps complete files and counts the rest when cancelled, and leaves no partial file', async () => {
    const out = newFolder();
    const controller = new AbortController();
    const done = await services.manyExports.write(withKeys, p12, await services.destinations.folder(out), {
      signal: controller.signal,
      progress: () => controller.abort(),
    });
    expect(done).toMatchObject({ written: 1, notWritten: 3, stopped: 'cancelled' });
    expect(readdirSync(out)).toHaveLength(1);
  });

  it('[L06] refuses a folder that no longer exists', async () => {
    const gone = newFolder();
    const chosen = await services.destinations.folder(gone);
    rmSync(gone, { recursive: true });
    await expect(services.manyExports.write(withKeys, p12, chosen, context())).rejects.toMatchObject({
      code: 'destination-unwritable',
    });
  });
});
