// SPDX-License-Identifier: Apache-2.0
import { PassThrough } from 'node:stream';
import { describe, expect, test } from 'vitest';
import { secretOfBackup } from '../../../main/cli/backup/backup-secrets.ts';
import type { CommandRun } from '../../../main/cli/command.ts';
import { errorText } from '../../../main/cli/output/messages.ts';
import { runCli } from '../../../main/cli/run-cli.ts';
import type { Services } from '../../../main/services.ts';
import { AppError } from '../../../shared/domain/errors/app-error.ts';

/** Runs a command in this process on the given services only. `typed`: the answers at a terminal, if there is one. */
async function call(
  argv: readonly string[],
  services: object,
  environment: NodeJS.ProcessEnv = {},
  typed: string[] | null = null,
  interrupted = new AbortController().signal,
) {
  const written = { stdout: '', stderr: '' };
  const stream = (name: 'stdout' | 'stderr') =>
    new PassThrough().on('data', (text: Buffer) => void (written[name] += text.toString()));
  const all = { deletion: { sweep: async () => await Promise.resolve() }, close: () => undefined, ...services };
  const code = await runCli({
    argv,
    program: 'certsteward',
    environment: { LANG: 'en_US.UTF-8', ...environment },
    stdin: Object.assign(new PassThrough(), { isTTY: typed !== null }),
    stdout: stream('stdout'),
    stderr: stream('stderr'),
    now: () => new Date('2026-11-29T00:00:00Z'),
    version: '0',
    watchForInterruption: () => interrupted,
    prompt: async () => await Promise.resolve(typed?.shift() ?? ''),
    disableCoreDumps: async () => await Promise.resolve(),
    ask: async () => await Promise.resolve(''),
    createServices: () => all as unknown as Services,
    logUnexpected: (error) => expect(error).toBeNull(),
  });
  return { code, ...written };
}

describe('[A01] options of other guides', () => {
  const guide = (protocol: string) => ({
    id: 'x',
    host: { ascii: 'bank.example' },
    profile: { name: 'Bank', protocol },
  });
  const enrolment = (protocol: string) => ({
    enrolment: { profiles: { list: async () => await Promise.resolve([guide(protocol)]) } },
  });
  const enrol = ['enrol', '--profile', 'Bank', '--subject', 'CN=x'];

  test.each(['est', 'cmp', 'web'])('refuses -o with an online guide and names its protocol: %s', async (protocol) => {
    expect(await call([...enrol, '-o', 'x.csr'], enrolment(protocol))).toMatchObject({
      code: 2,
      stderr: `--output cannot be used with this guide, because its protocol is ${protocol}. This option is only for manual guides. Run "certsteward help enrol" for its usage.\n`,
    });
  });

  test('refuses --watch-folder with a manual guide', async () => {
    expect((await call([...enrol, '--watch-folder', '/x'], enrolment('manual'))).stderr).toContain(
      '--watch-folder cannot be used with this guide, because its protocol is manual. This option is only for web guides.',
    );
  });
});

test.each(['apply', 'csr'])('[A02] [E01] %s suggests enrol', async (typed) => {
  expect((await call([typed], {})).stderr).toContain('Did you mean "enrol"?');
});

describe('[A01] without a command', () => {
  test.each([
    [['--verison'], 'unknown option --verison. Did you mean --version?\n'],
    [['-x', '--json=1'], 'unknown option -x.\n'],
    [['constructor'], 'unknown command "constructor". Run "certsteward help" to see the commands.\n'],
    [['--no-color'], '"certsteward" needs a command. Run "certsteward help" to see its commands.\n'],
  ])('names the unknown option or command, or asks for a command: %j', async (argv, stderr) => {
    expect(await call(argv, {})).toMatchObject({ code: 2, stdout: '', stderr });
  });
});

test('[A01] [K04] at a terminal, the recovery code sets the first passphrase', async () => {
  const reset: unknown[] = [];
  const vault = {
    hasRecipient: true,
    status: async () => await Promise.resolve({ protectors: [{ kind: 'recovery-code' }], recoverySaved: true }),
    protectorChanges: { resetPassphrase: async (...given: unknown[]) => await Promise.resolve(reset.push(...given)) },
  };
  const services = { vault: { ...vault, require: async () => await Promise.resolve(vault) } };
  await call(['vault', 'passphrase'], services, {}, ['ABCD', 'new 1', 'new 1']);
  expect(reset.slice(0, 2)).toEqual(['ABCD', 'new 1']);
});

describe('[A01] a missing file', () => {
  const services = {
    vault: { current: async () => await Promise.resolve(null) },
    imports: {
      ownFile: async (file: string) => await Promise.reject(new AppError('file-unreadable', { file, cause: 'ENOENT' })),
    },
  };

  test('is reported once by import of one file', async () => {
    expect(await call(['import', '/none/a.p12'], services)).toEqual({
      code: 6,
      stdout: '',
      stderr: 'No such file or folder: /none/a.p12. Check the path.\n',
    });
  });

  test('is named once per line by import of several files', async () => {
    const { stderr } = await call(['import', '/none/a.p12', '/none/b.p12', '--verbose'], services);
    expect(stderr).toContain('/none/b.p12: No such file or folder. Check the path.\n');
  });
});

test('[A01] [D01] scan that is interrupted before it starts searches nothing', async () => {
  const discovery = { checkFolder: async (folder: string) => await Promise.resolve(folder) };
  const services = { discovery, vault: { current: async () => await Promise.resolve(null) } };
  const ended = await call(['scan', '/none'], services, {}, null, AbortSignal.abort());
  expect(ended).toEqual({ code: 130, stdout: '', stderr: '' });
});

describe('[A01] [K10] delete', () => {
  const backup = { createdAt: '2026-11-01T12:00:00Z', place: '/media/usb', fileName: 'b.tar' };
  const deletion = (backups: object[]) => ({
    sweep: async () => await Promise.resolve(),
    plan: async () =>
      await Promise.resolve({ certificates: 1, keys: 1, withoutBackup: 0, names: ['Bank'], installedIn: [], backups }),
    delete: async () => await Promise.resolve({ deleted: 1, keys: 1, purgeAt: '2026-12-29T12:00:00Z' }),
  });
  const services = (backups: object[]) => ({
    vault: { require: async () => await Promise.resolve({}) },
    certificates: { resolveId: async (id: string) => await Promise.resolve(id.padEnd(64, '0')) },
    deletion: deletion(backups),
  });

  test('without --yes shows the question first, then the facts as sentences', async () => {
    const { code, stderr } = await call(['delete', '3f2a91bc'], services([backup]));
    expect(code).toBe(7);
    expect(stderr).toMatch(
      /To confirm: Delete 1 certificate \(Bank\) and 1 private key\? You can restore them for 30 days\. The backup from .* has a copy: \S+b\.tar\. Confirm on a terminal, or add --yes\.\n$/,
    );
  });

  test.each([
    [['3f2a91bc'], 'certsteward trash restore 3f2a91bc.'],
    [['3f2a91bc', '4f2a91bc'], 'certsteward trash restore.'],
  ])('names the ID to restore for one certificate only: %j', async (ids, hint) => {
    expect((await call(['delete', ...ids, '--yes'], services([]))).stdout).toContain(hint);
  });
});

describe('[A01] [F05] a file that needs a password', () => {
  const report = { diagnosis: { code: 'needs-password' }, certificates: [], keys: [] };
  const imports = {
    ownFile: async () => await Promise.resolve(null),
    addFile: async () => await Promise.resolve('draft'),
    inspect: async () => await Promise.resolve({ report }),
    discard: () => undefined,
  };
  const services = {
    vault: { current: async () => await Promise.resolve(null) },
    imports,
    enrolment: { webEnrolments: {} },
  };

  test('is answered with the options that provide it', async () => {
    expect((await call(['import', 'a.p12'], services)).stderr).toBe(
      'a.p12: This file is password-protected. Provide its password with --password-file or --password-stdin.\n',
    );
  });

  test('is answered with --password-file as the next step for several files', async () => {
    const { stdout } = await call(['import', 'a.p12', 'b.p12'], services);
    expect(stdout).toContain('certsteward import a.p12 b.p12 --password-file FILE');
  });
});

describe('[A01] [K01] a vault without a passphrase', () => {
  const notSet = (set: string[], what = 'passphrase') =>
    new AppError('not-available', { what, reason: 'not-set', set });

  test.each([
    [
      notSet(['os-store', 'recovery-code']),
      'This vault does not unlock with a passphrase. It unlocks with: system password store, recovery code. Use --recovery-code-file. To add this unlock method, run certsteward vault passphrase.',
    ],
    [
      notSet(['passphrase', 'token'], 'recovery-code'),
      'This vault does not unlock with a recovery code. It unlocks with: passphrase, USB key. Use --passphrase-file. To add this unlock method, run certsteward vault recovery-code.',
    ],
    [
      notSet(['os-store'], 'token'),
      'This vault does not unlock with a USB key. It unlocks with: system password store. To add this unlock method, run certsteward vault protector add token --token SERIAL.',
    ],
  ])('is answered with the next step: %s', (error, text) => {
    expect(errorText('en', error, 'backup create')).toBe(text);
    expect(errorText('zh-CN', error, 'backup create')).toMatch(/certsteward vault/);
  });

  test('is answered without a next step by vault protector remove', () => {
    expect(errorText('en', notSet(['recovery-code']), 'vault protector remove')).toBe(
      'This vault does not unlock with a passphrase. It unlocks with: recovery code.',
    );
  });

  test.each([
    [
      ['recovery-code'],
      'Created a vault in /v.\nOnly the recovery code unlocks this vault. To add a passphrase, run certsteward vault passphrase.',
    ],
    [['os-store', 'recovery-code'], 'Created a vault in /v. To set a passphrase, run certsteward vault passphrase.'],
    [['passphrase', 'recovery-code'], 'Created a vault in /v.'],
  ] as const)('is announced by the import that creates it, except with --quiet: %j', async (protectors, line) => {
    let exists = false;
    const certificate = { sha256: 'a'.repeat(64) };
    const report = { diagnosis: { code: 'opened' }, certificates: [certificate], keys: [] };
    const committed = { added: [certificate.sha256], known: [], keysAdded: 0 };
    const made = { folder: '/v', protectors, recoveryCode: 'the code' };
    const services = {
      vault: {
        current: async () => await Promise.resolve(exists ? { hasRecipient: true } : null),
        createWithProtectors: async () => {
          exists = true;
          return await Promise.resolve(made);
        },
      },
      imports: {
        ownFile: async () => await Promise.resolve(null),
        addFile: async () => await Promise.resolve('draft'),
        inspect: async () => await Promise.resolve({ report }),
        commit: async () => await Promise.resolve(committed),
        discard: () => undefined,
      },
      enrolment: {
        settle: async () => await Promise.resolve([]),
        webEnrolments: { imported: async () => await Promise.resolve([]) },
      },
    };
    const lines = (await call(['import', 'a.pem'], services)).stdout.split('\n');
    expect(lines).toEqual([...line.split('\n'), expect.any(String), 'the code', '']);
    exists = false;
    expect((await call(['import', 'a.pem', '--quiet'], services)).stdout).not.toContain('Created');
  });
});

test('[A01] export refuses - as a file name', async () => {
  expect(await call(['export', '3f2a91bc', '--format', 'pem', '-o', '-'], {})).toEqual({
    code: 2,
    stdout: '',
    stderr:
      'This command cannot write to standard output (-). Enter a file name. Run "certsteward help export" for its usage.\n',
  });
});

test.each([
  [['backup', 'create', '--to', '/x'], '--vault-token and --vault-pin-file'],
  [['show', 'label:Bank'], '--token and --pin-file'],
])('[A01] a locked vault names the options of the command: %j', async (argv, options) => {
  const vault = { require: async () => await Promise.reject(new AppError('vault-locked')) };
  expect((await call(argv, { vault })).stderr).toBe(
    `The vault is locked. Unlock it with --passphrase-file, --recovery-code-file, or ${options}.\n`,
  );
});

test('[A01] backup verify checks without opening when the answer is empty', async () => {
  const run = {
    language: 'en',
    secrets: {
      read: async () => await Promise.resolve(null),
      prompt: async () => await Promise.resolve(''),
    },
  } as unknown as CommandRun;
  expect(await secretOfBackup(run, { optional: true })).toBeNull();
  expect(await secretOfBackup(run)).toEqual({ kind: 'passphrase', secret: '' });
});

describe('[A01] a refused option', () => {
  test.each([
    [['check', '--days', 'abc'], '--days does not accept this value. Accepted values: 0-36500.'],
    [['list', '--status', 'foo'], /^--status does not accept this value\. Accepted values: valid, .*revoked/],
    [['revoke', '3f2a91bc', '--kind', 'foo'], /^--kind does not accept .* values: lost, stolen, key-exposed\./],
    [['revoke', '3f2a91bc', '--kind', 'lost', '--undo'], '--kind cannot be used here.'],
    [['check', '--with-names'], '--with-names cannot be used here.'],
    [['export', '3f2a91bc'], 'These options are required: --format, --output.'],
    [
      ['tokens', 'pin', 'change', '--token', 's', '--pin-file', '/x', '--vault', ''],
      '--vault does not accept this value.',
    ],
    [['backup', 'create', '--to', '/x', '--vault-pin-file', '/x'], '--vault-token is required.'],
  ])('says what is wrong with it: %j', async (argv, text) => {
    const services = {
      vault: { require: async () => await Promise.resolve(null) },
      certificates: { resolveId: async () => await Promise.resolve('a'.repeat(64)) },
    };
    const { code, stderr } = await call(argv, services);
    expect(code).toBe(2);
    expect(stderr).toMatch(text);
  });
});
