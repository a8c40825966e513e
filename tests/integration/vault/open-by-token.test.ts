// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { missingTools } from '../../support/formats/peer-tools.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { softHsmUnavailable, startSoftHsm } from '../../support/tokens/modules/softhsm.ts';
import { loggedIn, pkcs11Tool } from '../../support/tokens/work/pkcs11-tool.ts';
import { quietRun, tokensWith } from '../../support/tokens/work/tokens-with.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';
import { rowsOf } from '../../support/vault/vault-database.ts';

const missing = softHsmUnavailable() ?? missingTools('pkcs11-tool', 'python3', 'openssl', 'age').join(', ');

function scriptOfDocs(): string {
  const page = readFileSync(join(import.meta.dirname, '../../../docs/formats.md'), 'utf8');
  const [, ...scripts] = page.split('```python\n');
  expect(scripts).toHaveLength(1);
  return scripts[0]?.split('```')[0] ?? '';
}

test.skipIf(missing !== '').each(['rsa:2048', 'EC:prime256v1'])(
  `[T12] [K02] a key %s of the token opens a vault without us, as docs/formats.md says${missing === '' ? '' : ` (skipped: ${missing})`}`,
  async (kind) => {
    await using target = await startSoftHsm();
    const label = 'of the bank';
    const use = kind.startsWith('rsa') ? '--usage-decrypt' : '--usage-derive';
    const made = pkcs11Tool(
      target,
      ...loggedIn(target),
      '--keypairgen',
      '--key-type',
      kind,
      '--label',
      label,
      '--id',
      '07',
      use,
    );
    expect(made.status).toBe(0);
    const hand = await tokensWith([target]);
    await hand.vault.createWithProtectors({ passphrase: 'p' });
    const vault = await hand.vault.require();
    const identity = await makeIdentity('CN=a');
    const origin = { via: 'file', fileName: null, path: null, downloadedFrom: null } as const;
    await vault.importItems({ certificates: [identity.certificate], keys: [identity.key], origin });
    const { id } = await hand.token(target.label);
    await hand.tokens.protectVault({ tokenId: id, key: null, pin: target.pin, confirmedLastTry: false }, quietRun);

    const folder = join(temporaryFolder(), 'by hand');
    mkdirSync(folder);
    writeFileSync(join(folder, 'open-by-token.py'), scriptOfDocs());
    const words = [join(vault.folder, 'vault.sqlite'), target.modulePath, target.label, label];
    const env = { ...process.env, ...target.environment, PIN: target.pin };
    const opened = execFileSync('python3', ['open-by-token.py', ...words], { cwd: folder, env, encoding: 'utf8' });
    expect(opened).toMatch(/^AGE-SECRET-KEY-1[A-Z0-9]+\n$/);
    writeFileSync(join(folder, 'identity.txt'), opened);
    const [row] = rowsOf(vault.folder, 'SELECT envelope FROM keys');
    writeFileSync(join(folder, 'key.age'), row?.['envelope'] as Uint8Array);
    const key = execFileSync('age', ['-d', '-i', 'identity.txt', 'key.age'], { cwd: folder });
    expect(key.equals(identity.key.pkcs8)).toBe(true);
  },
);
