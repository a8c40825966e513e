// SPDX-License-Identifier: Apache-2.0
import { existsSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type * as Koffi from 'koffi';

// Run by Node for Windows under Wine. Holds a file open until a second file appears.
const [folder = '', path = '', share = '0', held = '', release = ''] = process.argv.slice(2);
const koffi = createRequire(join(folder, 'package.json'))('koffi') as typeof Koffi;
const createFile = koffi
  .load('kernel32.dll')
  .func(
    'void *__stdcall CreateFileW(str16 name, uint32 access, uint32 share, void *, uint32 how, uint32 flags, void *)',
  );
const genericRead = 0x80000000;
const openExisting = 3;
const handle = createFile(path, genericRead, Number(share), null, openExisting, 0, null) as unknown;
if (handle === null || koffi.address(handle) === 0xffffffffffffffffn) process.exit(1);
writeFileSync(held, '');
setInterval(() => {
  if (existsSync(release)) process.exit(0);
}, 20);
