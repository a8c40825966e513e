// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDemoCertificates } from '../../../scripts/tour/demo-certificates.ts';

const folder = mkdtempSync(join(tmpdir(), 'certsteward-demo-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const openssl = spawnSync('openssl', ['version']).status === 0;

describe('the certificates of the tour', () => {
  it('open in openssl with their password, and have the expected holder and expiry', async (context) => {
    if (!openssl) context.skip('openssl is not on this machine');
    const demo = await makeDemoCertificates(folder);
    expect(demo.files.map((file) => file.shows).toSorted()).toEqual(['chain', 'expired', 'expiring', 'valid']);
    for (const file of demo.files.filter((one) => one.kind === 'pkcs12')) {
      const read = ['pkcs12', '-in', file.path, '-nokeys', '-clcerts', '-passin', 'stdin'];
      const opened = spawnSync('openssl', read, { input: `${demo.password}\n`, encoding: 'utf8' });
      expect(opened.status).toBe(0);
      const shown = (words: readonly string[]) =>
        spawnSync('openssl', ['x509', '-noout', ...words], { input: opened.stdout, encoding: 'utf8' });
      const fingerprint = shown(['-fingerprint', '-sha256'])
        .stdout.split('=')[1]
        ?.trim()
        .replaceAll(':', '')
        .toLowerCase();
      expect(fingerprint).toBe(file.shows === 'chain' ? undefined : demo.sha256[file.shows]);
      expect(shown(['-checkend', '0']).status === 0).toBe(file.shows !== 'expired');
      expect(shown(['-checkend', String(30 * 86_400)]).status === 0).toBe(file.shows === 'valid');
      if (file.shows === 'valid')
        expect(shown(['-subject', '-nameopt', 'utf8']).stdout).toContain('051@张三@110101199001011234@1');
    }
  });
});
