// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { backUp, newCliVault } from '../../support/backup/cli-vault.ts';
import { wholeVault } from '../../support/backup/whole-vault.ts';
import {
  makeSm2Identity,
  openCfcaByOpenssl,
  scalarOf,
  writeCfcaByOpenssl,
} from '../../support/formats/openssl-guomi.ts';
import { PeerFolder } from '../../support/formats/peer-tools.ts';
import { missingTools, skipReason } from '../../support/openssl/openssl.ts';

const missing = missingTools('openssl');
const password = 'Bank-Password-1';

describe.skipIf(missing.length > 0)(`an SM2 identity in a backup${skipReason(missing)}`, () => {
  test('[G06] an SM2 key signs in the test restore, and every field is restored on another computer', async () => {
    const files = new PeerFolder();
    try {
      makeSm2Identity(files, 'bank', '/C=CN/O=CFCA TEST OCA1/CN=051@张三@110101199001011234@1');
      const secret = ['--password-file', files.write('password', password)];
      const one = await newCliVault();
      const unlock = ['--passphrase-file', one.passphraseFile];
      const file = writeCfcaByOpenssl(files, 'bank', { password });
      const taken = await one.cli('import', file, ...secret, ...unlock);
      expect(taken.code).toBe(0);
      const [held] = await wholeVault(join(one.folder, 'vault'), one.passphrase);
      const sha256 = held?.[0] ?? '';
      expect(held?.[1]).toMatchObject({ algorithm: 'sm2', hasPrivateKey: true });
      await one.cli('set', sha256, '--label', '工资单', '--tag', '+银行');
      await one.cli('set', sha256, '--note', '柜台办理', ...unlock);

      const { backup, rehearsal } = await backUp(one, '--to', one.folder);
      expect(rehearsal).toMatchObject({ signed: 1, untested: 0 });

      const two = await newCliVault('another passphrase, long enough');
      const restored = await two.cli('backup', 'restore', String(backup.file), '--password-file', one.passphraseFile);
      expect([restored.code, restored.json?.value.keysAdded]).toEqual([0, 1]);
      const rowsOf = async (vault: typeof one) => [
        ...(await wholeVault(join(vault.folder, 'vault'), vault.passphrase)),
      ];
      expect(await rowsOf(two)).toEqual(await rowsOf(one));

      const out = join(two.folder, 'out.sm2');
      const exported = await two.cli('export', sha256, '--format', 'sm2', '-o', out, ...secret, '--passphrase-file', two.passphraseFile); // prettier-ignore
      expect(exported.code).toBe(0);
      expect(openCfcaByOpenssl(files, out, password).scalar).toBe(scalarOf(files, 'bank.key'));
    } finally {
      files.remove();
    }
  });
});
