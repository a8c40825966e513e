// SPDX-License-Identifier: Apache-2.0
import { createHash } from 'node:crypto';
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIdentityFiles } from '../../support/openssl/openssl-identity.ts';
import { runCli } from '../../support/cli/run-cli.ts';

const folder = mkdtempSync(join(tmpdir(), 'cs-log-'));
const vault = join(folder, 'vault');
const passphrase = join(folder, 'passphrase');
const secret = ['--passphrase-file', passphrase];

async function cli(words: readonly string[], of = vault) {
  return await runCli([...words, '--json', '--vault', of]);
}

function tampered(name: string, sql: string): string {
  const copy = join(folder, name);
  cpSync(vault, copy, { recursive: true });
  const database = new DatabaseSync(join(copy, 'vault.sqlite'));
  database.exec(sql);
  database.close();
  return copy;
}

beforeAll(async () => {
  writeFileSync(passphrase, '我的主密码 long enough\n');
  const zhang = makeIdentityFiles(folder, 'zhang', { subject: '/CN=张三/O=canary-subject', days: 200 });
  const password = join(folder, 'password');
  writeFileSync(password, 'a password of this file');
  await cli(['vault', 'init', ...secret]);
  const bag = [zhang.certificate, zhang.key];
  writeFileSync(join(folder, 'both.pem'), bag.map((file) => readFileSync(file, 'utf8')).join('\n'));
  await cli(['import', join(folder, 'both.pem')]);
  const listed = await cli(['list']);
  const id = String(listed.json?.value.certificates[0].sha256);
  const out = ['--format', 'p12', '-o', join(folder, 'out.p12')];
  const exported = await cli(['export', id, ...out, '--password-file', password, ...secret]);
  if (exported.code !== 0) throw new Error(exported.stdout);
});
afterAll(() => rmSync(folder, { recursive: true }));

describe('the activity log on the command line', () => {
  test('[K07] [A01] log lists what was done, newest first, in both languages', async () => {
    const { code, json } = await cli(['log', '--limit', '3']);
    expect(code).toBe(0);
    expect(json?.value.entries.map((entry: { event: string }) => entry.event)).toEqual([
      'exported',
      'unlocked',
      'imported',
    ]);
    expect(json?.value).toMatchObject({
      total: 6,
      entries: [{ sealed: null, detail: { keys: 1, what: 'p12', count: 1 } }, {}, {}],
    });
    const spoken = await runCli(['log', '--vault', vault], { environment: { LANG: 'zh_CN.UTF-8' } });
    expect(spoken.stdout).toMatch(
      /^序号 +时间 +事件 +内容 +证书\n.*导出私钥 +p12，1 张证书，1 个私钥 .*\n.*解锁 +主密码\n.*导入.*\n.*新增解锁方式 +恢复码\n.*新增解锁方式 +主密码\n.*创建保险库\n$/,
    );
    expect(spoken.stdout).not.toContain('canary');
    for (const limit of ['0', 'x', '-1']) expect((await cli(['log', '--limit', limit])).code).toBe(2);
  });

  test('[K07] log verify checks the chain, and the seal with a secret, and exits with 8 on a cut log', async () => {
    const locked = await cli(['log', 'verify']);
    expect({ code: locked.code, value: locked.json?.value }).toEqual({
      code: 0,
      value: { seal: 'unknown', entries: 6, findings: [], sealChecked: false },
    });
    const opened = await cli(['log', 'verify', ...secret]);
    expect({ code: opened.code, value: opened.json?.value }).toMatchObject({
      code: 0,
      value: { seal: 'sealed', findings: [], sealChecked: true },
    });

    const cut = tampered('cut', 'DELETE FROM log WHERE seq > (SELECT max(seq) FROM log) - 2');
    const found = await cli(['log', 'verify'], cut);
    expect({ code: found.code, value: found.json?.value }).toMatchObject({
      code: 8,
      value: { seal: 'broken', findings: [{ problem: 'log-cut' }] },
    });
    const verified = await cli(['vault', 'verify', ...secret], cut);
    expect({ code: verified.code, value: verified.json?.value }).toMatchObject({
      code: 8,
      value: { clean: false, seal: 'broken' },
    });

    const refused = await cli(['log', 'acknowledge', ...secret], cut);
    expect({ exitCode: refused.code, error: refused.json?.error?.code }).toEqual({
      exitCode: 7,
      error: 'not-confirmed',
    });
    const accepted = await cli(['log', 'acknowledge', '--yes', ...secret], cut);
    expect({ code: accepted.code, value: accepted.json?.value }).toMatchObject({
      code: 0,
      value: { seal: 'sealed', accepted: [{ problem: 'log-cut' }] },
    });
    const after = await runCli(['vault', 'verify', '--vault', cut, ...secret], {
      environment: { LANG: 'zh_CN.UTF-8' },
    });
    expect({ code: after.code, stdout: after.stdout }).toEqual({
      code: 0,
      stdout: '保险库完好。\n记录完整，没有发现其他程序的改动。\n',
    });
  });

  test('[K07] log export writes lines whose chain can be checked without the vault', async () => {
    const file = join(folder, 'log.jsonl');
    expect((await cli(['log', 'export', '-o', file])).json?.value).toMatchObject({ file });
    const lines = readFileSync(file, 'utf8').trimEnd().split('\n');
    let previous = '0'.repeat(64);
    for (const line of lines) {
      const entry = JSON.parse(line) as {
        seq: number;
        at: string;
        event: string;
        detail: string;
        previous: string;
        hash: string;
      };
      expect(entry.previous).toBe(previous);
      const text = JSON.stringify([entry.seq, entry.at, entry.event, entry.detail, entry.previous]);
      previous = createHash('sha256').update(text).digest('hex');
      expect(entry.hash).toBe(previous);
    }
    expect(lines.length).toBeGreaterThan(3);
    expect((await cli(['log', 'export', '-o', file])).json?.error?.code).toBe('file-exists');
  });

  test('[K07] [A01] log export without a file writes the same lines to standard output', async () => {
    const file = join(folder, 'same.jsonl');
    await cli(['log', 'export', '-o', file]);
    const spoken = await runCli(['log', 'export', '--vault', vault]);
    expect({ code: spoken.code, stdout: spoken.stdout }).toEqual({ code: 0, stdout: readFileSync(file, 'utf8') });
    const { json } = await cli(['log', 'export']);
    expect(json?.value.entries[0]).toEqual(JSON.parse(spoken.stdout.split('\n')[0] ?? ''));
  });
});
