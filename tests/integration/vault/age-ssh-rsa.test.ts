// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import { decryptByTokenKey, encryptToTokenKey } from '../../../main/vault/age/age-files.ts';
import { sshRsaLine } from '../../../main/vault/age/ssh-rsa-key.ts';
import { missingTools } from '../../support/formats/peer-tools.ts';
import { newRsaKey, unwrapWith } from '../../support/openssl/rsa-key.ts';
import { temporaryFolder } from '../../support/vault/vault-fixture.ts';

const missing = missingTools('age', 'ssh-keygen');

describe.skipIf(missing.length > 0)(
  `age's ssh-rsa recipient${missing.length === 0 ? '' : ` (missing: ${missing.join(', ')})`}`,
  () => {
    test('[T12] age decrypts what we encrypt to an RSA key, and we decrypt what age encrypts to it', async () => {
      const folder = temporaryFolder();
      for (const bits of [2048, 3072, 4096]) {
        const key = newRsaKey(bits);
        const line = sshRsaLine(key.spki) ?? '';
        const [keyPath, path] = [join(folder, `key-${bits}`), join(folder, `file-${bits}.age`)];
        writeFileSync(keyPath, key.privateKey.export({ format: 'pem', type: 'pkcs1' }), { mode: 0o600 });
        // OpenSSH writes the same line for this public key.
        expect(execFileSync('ssh-keygen', ['-y', '-f', keyPath], { encoding: 'utf8' }).trim()).toBe(line);
        const plain = randomBytes(75);
        writeFileSync(path, await encryptToTokenKey(line, plain));
        expect(readFileSync(path, 'latin1')).toMatch(/^age-encryption\.org\/v1\n-> ssh-rsa [A-Za-z0-9+/]{6}\n/);
        expect(execFileSync('age', ['-d', '-i', keyPath, path]).equals(plain), `${bits}`).toBe(true);
        const theirs = execFileSync('age', ['-r', line], { input: plain });
        expect(await decryptByTokenKey(line, theirs, unwrapWith(key)), `${bits}`).toEqual(new Uint8Array(plain));
      }
    });

    test('[T12] doesn’t use the token for another key’s file, and passes on the token’s error', async () => {
      const [own, other] = [newRsaKey(), newRsaKey()];
      const lines = [own, other].map(({ spki }) => sshRsaLine(spki) ?? '');
      const file = await encryptToTokenKey(lines[0] ?? '', Buffer.from('plain'));
      let asked = 0;
      const count = async () => {
        asked += 1;
        return null;
      };
      expect(await decryptByTokenKey(lines[1] ?? '', file, count)).toBeNull();
      expect(asked).toBe(0);
      // The token's error is passed on.
      const gone = decryptByTokenKey(lines[0] ?? '', file, async () => {
        throw new AppError('token-removed');
      });
      await expect(gone).rejects.toMatchObject({ code: 'token-removed' });
      const changed = Uint8Array.from(file);
      changed[file.length - 1] = (changed[file.length - 1] ?? 0) ^ 1;
      expect(await decryptByTokenKey(lines[0] ?? '', changed, unwrapWith(own))).toBeNull();
    });
  },
);
