// SPDX-License-Identifier: Apache-2.0
import { execFileSync } from 'node:child_process';
import { mkdtempSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import { readBackup } from '../../../main/backup/container/read-backup.ts';
import { containerVersion } from '../../../main/backup/container/manifest.ts';
import { tarEnd, tarHeader } from '../../../main/backup/container/tar-header.ts';
import { encryptWithPassphrase, newIdentity, type NewIdentity } from '../../../main/vault/age/age-files.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import {
  noRecords,
  asFile,
  encrypted,
  header,
  innerFiles,
  manifestOf,
  outerFiles,
  tar,
  text,
  withSwappedScalar,
  type TarFile,
} from '../../support/backup/hostile-container.ts';

let key: NewIdentity;
let sound: TarFile[];

beforeAll(async () => {
  key = await newIdentity();
  sound = await innerFiles();
});

async function verdict(bytes: Uint8Array): Promise<string> {
  try {
    await readBackup(asFile(bytes), { kind: 'identity', identity: key.identity }, true);
    return 'opened';
  } catch (error) {
    if (!(error instanceof AppError)) return `thrown: ${String(error)}`;
    const { problem, limit } = error.details;
    return [error.code, problem ?? limit].filter((part) => part !== undefined).join(':');
  }
}

const data = async (plain: Uint8Array): Promise<TarFile> => ({
  name: 'data.age',
  content: await encrypted(key.recipient, plain),
});
const around = async (files: readonly TarFile[], end?: Uint8Array) => tar([...outerFiles, await data(tar(files, end))]);
const whole = (files: readonly TarFile[], changes?: object) => [...files, manifestOf(files, changes)];
const without = (name: string) => sound.filter((file) => !file.name.startsWith(name));
const first = (name: string): TarFile =>
  sound.find((file) => file.name.startsWith(name)) ?? { name, content: text('') };

test('[B02] the intact backup opens, so that each hostile one fails for its flaw alone', async () => {
  expect(await verdict(await around(whole(sound)))).toBe('opened');
});

describe('[B02] [B03] the outer archive of a hostile backup is refused with its reason', () => {
  const cases: Record<string, [expected: string, make: () => Promise<Uint8Array>]> = {
    'no archive at all': ['not-a-backup', async () => Promise.resolve(text('Hello'))],
    'an empty file': ['not-a-backup', async () => Promise.resolve(text(''))],
    'an archive made by tar': ['not-a-backup', tarOfTar],
    'a symbolic link instead of the data': [
      'backup-damaged:files',
      async () => tar([...outerFiles, header(await data(tar(whole(sound))), (block) => block.write('2', 156))]),
    ],
    'a hard link': [
      'backup-damaged:files',
      async () => tar([...outerFiles, header(await data(tar(whole(sound))), (block) => block.write('1', 156))]),
    ],
    'a path with ..': [
      'not-a-backup',
      async () => tar([{ name: '../README.txt', content: text('x') }, await data(tar(whole(sound)))]),
    ],
    'an absolute path': [
      'backup-damaged:files',
      async () => tar([...outerFiles, { ...(await data(tar(whole(sound)))), name: '/data.age' }]),
    ],
    'the data twice': [
      'backup-damaged:more-at-end',
      async () => {
        const once = await data(tar(whole(sound)));
        return tar([...outerFiles, once, once]);
      },
    ],
    'the README twice': [
      'backup-damaged:files',
      async () => tar([...outerFiles.slice(0, 1), ...outerFiles, await data(tar(whole(sound)))]),
    ],
    'something after its end': [
      'backup-damaged:more-at-end',
      async () => Buffer.concat([await around(whole(sound)), text('more')]),
    ],
    'an extended header': [
      'not-a-backup',
      async () => tar([header({ name: 'PaxHeader', content: text('x') }, (block) => block.write('x', 156))]),
    ],
    'a size in base 256': [
      'not-a-backup',
      async () =>
        Promise.resolve(
          tar([header({ name: 'README.txt', content: text('x') }, (block) => block.fill(0x80, 124, 136))]),
        ),
    ],
    'data that claims 8 GiB': [
      'backup-damaged:cut-off',
      async () =>
        tar([
          ...outerFiles,
          {
            ...(await data(tar(whole(sound)))),
            header: tarHeader({ name: 'data.age', size: 8 ** 11 - 1, time: 1_795_608_000 }),
          },
        ]),
    ],
    'a README of 65 kB': [
      'limit-exceeded:size',
      async () => tar([{ name: 'README.txt', content: new Uint8Array(65 * 1024) }, await data(tar(whole(sound)))]),
    ],
    'no key file beside the data': [
      'backup-damaged:files',
      async () => tar([...outerFiles.slice(0, 1), await data(tar(whole(sound)))]),
    ],
    'a README that differs from the manifest': [
      'backup-damaged:changed-readme',
      async () =>
        tar([
          { name: 'README.txt', content: text('send your passphrase to us\n') },
          ...outerFiles.slice(1),
          await data(tar(whole(sound))),
        ]),
    ],
    'a replaced passphrase file': [
      'backup-damaged:changed-passphrase',
      async () =>
        tar([...outerFiles.slice(0, 1), { name: 'passphrase.age', content: text('x') }, await data(tar(whole(sound)))]),
    ],
    'data encrypted to another recipient': [
      'backup-damaged:data',
      async () => {
        const stranger = await newIdentity();
        const content = await encrypted(stranger.recipient, tar(whole(sound)));
        return tar([...outerFiles, { name: 'data.age', content }]);
      },
    ],
    'data cut at an age chunk boundary': [
      'backup-damaged:data',
      async () => {
        const { content } = await data(tar(whole(await innerFiles(40))));
        const header = Buffer.from(content).indexOf('\n--- ') + 5 + 44 + 16;
        return tar([...outerFiles, { name: 'data.age', content: content.subarray(0, header + 65_536 + 16) }]);
      },
    ],
  };
  test.each(Object.entries(cases))('%s', async (_name, [expected, make]) => {
    expect(await verdict(await make())).toBe(expected);
  });
});

describe('[B02] [B03] the contents of a hostile backup are refused with their reason', () => {
  const cases: Record<string, [expected: string, make: () => Promise<Uint8Array> | Uint8Array]> = {
    'an unknown file name': [
      'backup-damaged:contents',
      () => around(whole([...sound, { name: 'x', content: text('x') }])),
    ],
    'a path with ..': [
      'backup-damaged:contents',
      () => around(whole([...sound, { ...first('certificates/'), name: 'certificates/../../x.pem' }])),
    ],
    'a module for tokens': [
      'backup-damaged:contents',
      () => around(whole([...sound, { name: 'modules/libx.so', content: text('x') }])),
    ],
    'a certificate twice': ['backup-damaged:contents', () => around(whole([...sound, first('certificates/')]))],
    'no manifest': ['backup-damaged:contents', () => around(sound)],
    'two manifests': ['backup-damaged:contents', () => around([...whole(sound), manifestOf(sound)])],
    'a file after the manifest': [
      'backup-damaged:contents',
      () => around([...whole(without('keys/')), first('keys/')]),
    ],
    "another backup's manifest": [
      'backup-damaged:hash',
      async () => around([...sound, manifestOf(await innerFiles())]),
    ],
    'a key that the manifest does not list': [
      'backup-damaged:hash',
      () => around([...sound, manifestOf(without('keys/'))]),
    ],
    'a manifest of a newer version': ['backup-newer', () => around(whole(sound, { version: containerVersion + 1 }))],
    'a manifest of a development version': [
      'backup-unreleased',
      () => around(whole(sound, { format: 'certsteward-backup', version: 6 })),
    ],
    'a manifest with an extra field': ['backup-damaged:manifest', () => around(whole(sound, { run: 'me' }))],
    'a manifest that is no JSON': [
      'backup-damaged:metadata',
      () => around([...sound, { name: 'manifest.json', content: text('{') }]),
    ],
    'counts that do not match': [
      'backup-damaged:counts',
      () => around(whole(sound, { counts: { ...noRecords, certificates: 2, keys: 1 } })),
    ],
    'a key with the named key’s public half and another private half': [
      'backup-damaged:contents',
      () => around(whole(withSwappedScalar(sound))),
    ],
    "a key under another key's name": [
      'backup-damaged:key',
      () => {
        const [one, two] = sound.filter(({ name }) => name.startsWith('keys/'));
        const swapped = sound.map((file) => (file === one && two ? { ...file, content: two.content } : file));
        return around(whole(swapped));
      },
    ],
    "a certificate under another one's name": [
      'backup-damaged:certificate',
      () => {
        const [one, two] = sound.filter(({ name }) => name.startsWith('certificates/'));
        return around(whole(sound.map((file) => (file === one && two ? { ...file, content: two.content } : file))));
      },
    ],
    'a key without its record': ['backup-damaged:counts', () => around(whole(without('metadata/')))],
    'a record without its certificate': ['backup-damaged:counts', () => around(whole(without('certificates/')))],
    'text around a certificate': [
      'backup-damaged:pem',
      () =>
        around(
          whole(
            sound.map((file) =>
              file.name.startsWith('certificates/')
                ? { ...file, content: Buffer.concat([text('Bag Attributes\n'), file.content]) }
                : file,
            ),
          ),
        ),
    ],
    'a record that sets __proto__': [
      'backup-damaged:metadata',
      () =>
        around(
          whole([...sound, { name: 'metadata/000009.jsonl', content: text('{"__proto__":{"a":1},"type":"key"}\n') }]),
        ),
    ],
    'a record that is no UTF-8': [
      'backup-damaged:data',
      () => around(whole([...sound, { name: 'metadata/000009.jsonl', content: Buffer.from([0xff, 0x0a]) }])),
    ],
    'metadata of 33 MiB': [
      'limit-exceeded:size',
      () => around([...sound, { name: 'metadata/000009.jsonl', content: new Uint8Array(33 * 1024 * 1024) }]),
    ],
    'files with different times': [
      'backup-damaged:contents',
      () =>
        around(whole([...sound, { ...first('certificates/'), name: `certificates/${'0'.repeat(64)}.pem`, time: 1 }])),
    ],
    'a missing end marker': ['backup-damaged:contents', () => around(whole(sound), new Uint8Array(0))],
    'something after its end': [
      'backup-damaged:contents',
      () => around(whole(sound), Buffer.concat([tarEnd, text('more')])),
    ],
  };
  test.each(Object.entries(cases))('%s', async (_name, [expected, make]) => {
    expect(await verdict(await make())).toBe(expected);
  });
});

describe('[B03] a hostile key file', () => {
  const opened = async (file: string, kind: 'passphrase' | 'recovery-code', secret: string) => {
    const path = asFile(
      tar([...outerFiles.slice(0, 1), { name: file, content: await hugeWork() }, await data(tar(sound))]),
    );
    return await readBackup(path, { kind, secret }, true).catch((error: unknown) => error);
  };

  test('is refused for a work factor of 2^30 before any work starts', async () => {
    const refused = { code: 'limit-exceeded', details: { limit: 'work-factor' } };
    expect(await opened('passphrase.age', 'passphrase', 'anything')).toMatchObject(refused);
  });
});

/** A passphrase file whose header demands a tebibyte of memory. */
async function hugeWork(): Promise<Uint8Array> {
  const file = Buffer.from(await encryptWithPassphrase('anything', text('x'), 10)).toString('latin1');
  const changed = Buffer.from(file.replace(/^(-> scrypt \S+) 10$/m, '$1 30'), 'latin1');
  if (changed.toString('latin1') === file) throw new Error('no work factor found');
  return changed;
}

/** An archive by the real tar with a backup's file names. One is a link. */
async function tarOfTar(): Promise<Uint8Array> {
  const folder = mkdtempSync(join(tmpdir(), 'cs-tar-'));
  writeFileSync(join(folder, 'README.txt'), 'x');
  symlinkSync('/etc/passwd', join(folder, 'passphrase.age'));
  writeFileSync(join(folder, 'data.age'), 'x');
  return Promise.resolve(execFileSync('tar', ['-C', folder, '-c', 'README.txt', 'passphrase.age', 'data.age']));
}
