// SPDX-License-Identifier: Apache-2.0
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { copyFileSync, mkdirSync, openSync, closeSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openReadOnly } from '../../../main/vault/store/open-read-only.ts';
import { missingTools } from '../../support/formats/peer-tools.ts';
import { newTestVault } from '../../support/vault/vault-fixture.ts';

const missing = missingTools('python3').join(', ');

/** SQLite's locks during recovery (sqlite.org/walformat.html 2.3.1): write, recover, and index in use. */
const recovering = `
import fcntl, sys, time
index = open(sys.argv[1], 'r+b')
for place in (120, 122): fcntl.lockf(index, fcntl.LOCK_EX, 1, place)
fcntl.lockf(index, fcntl.LOCK_SH, 1, 128)
print('locked', flush=True)
time.sleep(0.5)`;

test.skipIf(missing !== '')(
  `[K08] a vault that another process recovers after a crash is opened when that is done${missing === '' ? '' : ` (skipped: ${missing})`}`,
  async () => {
    const vault = newTestVault();
    const path = join(vault.folder, 'crashed', 'vault.sqlite');
    mkdirSync(join(vault.folder, 'crashed'));
    for (const suffix of ['', '-wal', '-shm']) {
      copyFileSync(join(vault.folder, `vault.sqlite${suffix}`), `${path}${suffix}`);
    }
    const index = openSync(`${path}-shm`, 'r+');
    writeSync(index, Buffer.alloc(96));
    closeSync(index);
    const other = spawn('python3', ['-c', recovering, `${path}-shm`], { stdio: ['ignore', 'pipe', 'inherit'] });
    onTestFinished(() => void other.kill());
    await once(other.stdout, 'data');
    const database = openReadOnly(path);
    expect(database.prepare('SELECT count(*) AS n FROM vault').get()).toEqual({ n: 1 });
    database.close();
  },
);
