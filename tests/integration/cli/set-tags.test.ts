// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { newCliVault } from '../../support/backup/cli-vault.ts';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';

test('[K06] [A01] set keeps tag changes made while it waits for its secret', async () => {
  const { folder, passphrase, cli } = await newCliVault();
  const { sha256, certificate } = makeIdentityFiles(folder, 'one', { subject: '/CN=one' });
  await cli('import', certificate);
  await cli('set', sha256, '--tag', '+银行,+旧');
  const pipe = join(folder, 'pipe');
  execFileSync('mkfifo', [pipe]);
  const waiting = cli('set', sha256, '--tag', '+new,-旧', '--passphrase-file', pipe);
  // `open` returns once the command opens the pipe to read its secret.
  const writer = await open(pipe, 'w');
  try {
    const between = await cli('set', sha256, '--tag', '+between,-银行');
    expect(between.json?.value.certificates[0].tags).toEqual(['旧', 'between']);
    await writer.write(passphrase);
  } finally {
    await writer.close();
  }
  expect((await waiting).json?.value.certificates[0].tags).toEqual(['between', 'new']);
});
