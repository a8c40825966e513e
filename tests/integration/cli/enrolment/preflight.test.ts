// SPDX-License-Identifier: Apache-2.0
import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { startDemoCaProcess } from '../../../support/enrolment/demo-ca.ts';
import type { DemoCaProcess } from '../../../support/enrolment/demo-ca-process.ts';
import { certsOnly, startEstImitation, type EstImitation } from '../../../support/enrolment/est-imitation.ts';
import { startInterceptor, type Interceptor } from '../../../support/enrolment/interceptor.ts';
import { skipReason } from '../../../support/openssl/openssl.ts';
import { runCli, type CliResult } from '../../../support/cli/run-cli.ts';

interface Check {
  readonly subject: string;
  readonly result: string;
  readonly finding: string;
  readonly details: Readonly<Record<string, unknown>>;
}
function findings({ json }: CliResult): Record<string, string> {
  const checks: readonly Check[] = json?.value?.checks ?? [];
  return Object.fromEntries(checks.map(({ subject, finding }) => [subject, finding]));
}
const refusal = ({ code, json }: CliResult) => [code, json?.error?.code, json?.error?.details['finding']];

function profileAt(folder: string, url: string, more: Readonly<Record<string, unknown>> = {}): string {
  const path = join(folder, `profile-${crypto.randomUUID().slice(0, 8)}.json`);
  writeFileSync(path, JSON.stringify({ name: 'EST', protocol: 'est', url, ...more }));
  return path;
}

const code = 'demo';
/** HTTP Basic credentials with an empty user name. */
const codeOnTheWire = `Basic ${Buffer.from(`:${code}`).toString('base64')}`;
const who = ['--subject', 'CN=张三,C=CN', '--yes'];
function withCode(vault: CliVault): string[] {
  writeFileSync(join(vault.folder, 'code'), code);
  return [...who, '--code-file', join(vault.folder, 'code')];
}

describe('an interceptor between the CA and the program', () => {
  async function intercepted(options: Parameters<typeof startInterceptor>[2] = {}): Promise<{
    vault: CliVault;
    demo: DemoCaProcess;
    proxy: Interceptor;
    profile: string;
  }> {
    const vault = await newCliVault();
    const demo = await startDemoCaProcess(vault.folder);
    const proxy = await startInterceptor(vault.folder, demo.value.url, options);
    const profile = profileAt(vault.folder, proxy.url, { anchor: demo.value.profile.anchor });
    return { vault, demo, proxy, profile };
  }

  test('[E10] [E04] is named before any code is sent, as its log shows, even with --skip-preflight', async () => {
    const { vault, demo, proxy, profile } = await intercepted();
    const asked = ['enrol', '--profile', profile, ...withCode(vault)];
    for (const more of [[], ['--skip-preflight']]) {
      const answer = await vault.cli(...asked, ...more);
      expect(refusal(answer)).toEqual([8, 'server-untrusted', 'server-other-authority']);
      expect(answer.json?.error?.message).toContain('“CN=Somebody Else CA”');
      expect(answer.json?.error?.details).toMatchObject({ issuer: 'CN=Somebody Else CA' });
    }
    expect((await vault.cli('pending')).json?.value.requests).toEqual([]);
    // The interceptor saw connections but read no data.
    expect(proxy.connections()).toBeGreaterThan(0);
    expect(proxy.seen()).toBe('');
    // Control: the interceptor reads the code if the client trusts it.
    const both = join(vault.folder, 'both.pem');
    writeFileSync(both, [proxy.anchor, demo.anchor].map((path) => readFileSync(path, 'utf8')).join(''));
    const trusting = await vault.cli(...asked, '--anchor', both);
    expect(trusting.json?.value).toMatchObject({ request: { state: 'done' } });
    expect(proxy.seen()).toContain(codeOnTheWire);
  });

  test.each([
    ['/CN=FG100D3G00000000/O=Fortinet', 'server-security-software', 'Fortinet FortiGate', 'HTTPS scanning'],
    ['/CN=mitmproxy/O=mitmproxy', 'server-debugging-proxy', 'mitmproxy', 'Close the tool'],
  ])('[E10] %s is reported by name, with what to do', async (name, finding, software, step) => {
    const { vault, proxy, profile } = await intercepted({ name });
    const answer = await vault.cli('enrol', '--profile', profile, ...withCode(vault));
    expect(refusal(answer)).toEqual([8, 'server-untrusted', finding]);
    expect(answer.json?.error?.message).toContain(software);
    expect(answer.json?.error?.message).toContain(step);
    const table = await vault.cli('preflight', '--profile', profile, '--yes');
    expect({ code: table.code, findings: findings(table) }).toMatchObject({
      code: 8,
      findings: { server: finding, clock: 'clock-not-compared' },
    });
    expect(proxy.seen()).toBe('');
  });

  test('[E10] is detected by a fingerprint in the profile, too', async () => {
    const { vault, demo, proxy } = await intercepted();
    const profile = profileAt(vault.folder, proxy.url, { name: 'pins', pins: [demo.value.sha256] });
    const table = await vault.cli('preflight', '--profile', profile, '--yes');
    expect({ code: table.code, findings: findings(table) }).toMatchObject({
      code: 8,
      findings: { server: 'server-other-authority' },
    });
    const answer = await vault.cli('enrol', '--profile', profile, ...withCode(vault));
    expect(refusal(answer).slice(0, 2)).toEqual([8, 'server-untrusted']);
    expect(proxy.seen()).not.toMatch(/Authorization|simpleenroll/i);
  });

  test('[E10] is reported for a certificate with another address', async () => {
    const { vault, proxy } = await intercepted({ host: 'DNS:elsewhere.example' });
    const profile = profileAt(vault.folder, proxy.url);
    const answer = await vault.cli('enrol', '--profile', profile, ...withCode(vault), '--anchor', proxy.anchor);
    expect(refusal(answer)).toEqual([8, 'server-certificate-name', 'server-other-name']);
    expect(proxy.seen()).toBe('');
  });
});

const minute = 60_000;

describe('the clock compared with that of a real server', () => {
  /** A server whose clock is `ms` ahead. */
  async function ahead(ms: number): Promise<{ vault: CliVault; server: EstImitation; profile: string }> {
    const vault = await newCliVault();
    const server = await startEstImitation(vault.folder, (operation, answer, csr, authority) => {
      answer.setHeader('Date', new Date(Date.now() + ms).toUTCString());
      if (operation === 'cacerts') answer.end(certsOnly(authority.certificate));
      else if (operation === 'simpleenroll') answer.end(certsOnly(authority.issue(csr, 'issued')));
      else answer.writeHead(404).end();
    });
    const anchor = readFileSync(server.authority.certificate, 'utf8');
    return { vault, server, profile: profileAt(vault.folder, server.url, { anchor }) };
  }

  test.each([8 * 60 * minute, -8 * 60 * minute])('[E10] a clock off by %i ms starts no application', async (ms) => {
    const { vault, server, profile } = await ahead(ms);
    const answer = await vault.cli('enrol', '--profile', profile, ...who);
    expect(refusal(answer)).toEqual([8, 'clock-wrong', 'clock-wrong']);
    expect(server.asked).toEqual(['GET /.well-known/est/cacerts']);
    expect((await vault.cli('pending')).json?.value.requests).toEqual([]);
    const table = await vault.cli('preflight', '--profile', profile, '--yes');
    expect({ code: table.code, findings: findings(table) }).toMatchObject({
      code: 8,
      findings: { server: 'server-known', clock: 'clock-wrong' },
    });
    const skipped = await vault.cli('enrol', '--profile', profile, ...who, '--skip-preflight');
    expect(skipped.json?.value).toMatchObject({ request: { state: 'done' } });
  });

  test('[E10] [E07] [E03] renew and pending check run the preflight too, and refuse a wrong clock', async () => {
    const vault = await newCliVault();
    const state = { off: 0, isPending: false };
    const server = await startEstImitation(vault.folder, (operation, answer, csr, authority) => {
      answer.setHeader('Date', new Date(Date.now() + state.off).toUTCString());
      if (operation === 'cacerts') answer.end(certsOnly(authority.certificate));
      else if (operation === 'csrattrs') answer.writeHead(404).end();
      else if (state.isPending) answer.writeHead(202, { 'Retry-After': '60' }).end();
      else answer.end(certsOnly(authority.issue(csr, operation)));
    });
    const profile = profileAt(vault.folder, server.url, { anchor: readFileSync(server.authority.certificate, 'utf8') });
    const opened = ['--passphrase-file', vault.passphraseFile, '--yes'];
    const enrol = ['enrol', '--profile', profile, ...who];
    const old = String((await vault.cli(...enrol)).json?.value.certificate);
    state.isPending = true;
    const id = String((await vault.cli(...enrol)).json?.value.pending.id);
    state.isPending = false;
    state.off = 8 * 60 * minute;
    const begun = server.asked.length;
    const ways = [
      ['renew', old, ...opened],
      ['pending', 'check', id, ...opened],
    ];
    for (const words of ways) expect(refusal(await vault.cli(...words))).toEqual([8, 'clock-wrong', 'clock-wrong']);
    expect(server.asked.slice(begun)).toEqual(ways.map(() => 'GET /.well-known/est/cacerts'));
    for (const words of ways) {
      const answer = await vault.cli(...words, '--skip-preflight');
      expect(answer.json?.value).toMatchObject({ request: { state: 'done' } });
    }
  });

  test('[E10] a clock off by twenty minutes is a warning, one off by two is not', async () => {
    const off = await ahead(20 * minute);
    const warned = await off.vault.cli('enrol', '--profile', off.profile, ...who);
    expect(warned.json?.value).toMatchObject({ request: { state: 'done' } });
    const events = warned.stderr
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line));
    expect(events).toMatchObject([{ event: 'contact' }, { event: 'preflight', finding: 'clock-off', result: 'warn' }]);
    const right = await ahead(2 * minute);
    const quiet = await right.vault.cli('enrol', '--profile', right.profile, ...who);
    expect({ code: quiet.code, stderr: quiet.stderr }).toEqual({
      code: 0,
      stderr: '{"event":"contact","host":"127.0.0.1"}\n',
    });
  });

  const library = ['x86_64', 'aarch64']
    .map((cpu) => `/usr/lib/${cpu}-linux-gnu/faketime/libfaketime.so.1`)
    .find((path) => spawnSync('test', ['-f', path]).status === 0);
  const missing = library === undefined ? ['faketime'] : [];

  describe.skipIf(missing.length > 0)(`libfaketime${skipReason(missing)}`, () => {
    test.each(['+60d', '-60d'])(
      '[E10] our clock is blamed when off by %s, though the server’s certificate then seems out of date',
      async (faked) => {
        const { vault, server, profile } = await ahead(0);
        const environment = { LD_PRELOAD: library, FAKETIME: faked, FAKETIME_DONT_FAKE_MONOTONIC: '1' };
        const words = ['--profile', profile, '--yes', '--json', '--vault', join(vault.folder, 'vault')];
        const table = await runCli(['preflight', ...words], { environment });
        expect({ code: table.code, findings: findings(table) }).toMatchObject({
          code: 8,
          findings: { server: 'server-known', clock: 'clock-wrong' },
        });
        const answer = await runCli(['enrol', ...words, '--subject', 'CN=x'], { environment });
        expect(refusal(answer)).toEqual([8, 'clock-wrong', 'clock-wrong']);
        expect(server.asked.filter((asked) => !asked.endsWith('/cacerts'))).toEqual([]);
      },
    );
  });
});

describe('the preflight table', () => {
  test('[E10] reports that all is well, in both languages', async () => {
    const vault = await newCliVault();
    const demo = await startDemoCaProcess(vault.folder);
    const words = ['preflight', '--profile', demo.value.file, '--yes', '--vault', join(vault.folder, 'vault')];
    const english = await runCli(words);
    expect({ code: english.code, stdout: english.stdout }).toEqual({
      code: 0,
      stdout: expect.stringMatching(
        /^Key {2}\[OK\] .*\nComputer {2}\[unknown\] .*\nNetwork {2}\[\w+\] .*\nClock {2}\[OK\] .*\nServer {2}\[OK\] .*\n$/,
      ),
    });
    const chinese = await runCli(words, { environment: { LANG: 'zh_CN.UTF-8' } });
    expect(chinese.stdout).toContain('服务器  [正常]  服务器的证书由指定的机构签发：CN=CertSteward 测试 CA');
  });

  test('[E10] warns on a shared computer of a key in the vault, and less of one on a U盾', async () => {
    const vault = await newCliVault();
    const profile = profileAt(vault.folder, 'https://ca.example.com/csr', { protocol: 'manual' });
    const look = async (...more: readonly string[]) =>
      findings(await vault.cli('preflight', '--profile', profile, ...more));
    expect(await look('--shared-computer')).toMatchObject({ target: 'key-in-vault', computer: 'computer-shared' });
    const token = ['--shared-computer', '--key', 'token:0123'];
    expect(await look(...token)).toMatchObject({ target: 'key-on-token', computer: 'computer-shared-token' });
    const request = ['--subject', 'CN=x', '-o', join(vault.folder, 'request.csr')];
    const warned = await vault.cli('enrol', '--profile', profile, '--shared-computer', ...request);
    expect({ code: warned.code, event: JSON.parse(warned.stderr) }).toMatchObject({
      code: 0,
      event: { finding: 'computer-shared' },
    });
  });

  test.each(['manual', 'web'])('[E10] reports that no server is contacted for a %s profile', async (protocol) => {
    const vault = await newCliVault();
    const server = await startEstImitation(vault.folder, () => undefined);
    const profile = profileAt(vault.folder, server.url, { protocol });
    const table = await vault.cli('preflight', '--profile', profile);
    expect({ code: table.code, stderr: table.stderr }).toEqual({ code: 0, stderr: '' });
    expect(findings(table)).toMatchObject({ clock: 'clock-not-compared', server: 'server-not-asked' });
    expect(server.asked).toEqual([]);
  });

  test('[E10] contacts an unconfirmed host only after consent, and reports that no CA is known', async () => {
    const vault = await newCliVault();
    const server = await startEstImitation(vault.folder, (_operation, answer) => void answer.writeHead(404).end());
    const profile = profileAt(vault.folder, server.url);
    expect(refusal(await vault.cli('preflight', '--profile', profile)).slice(0, 2)).toEqual([7, 'not-confirmed']);
    expect(server.asked).toEqual([]);
    const table = await vault.cli('preflight', '--profile', profile, '--yes');
    expect({ code: table.code, findings: findings(table) }).toMatchObject({
      code: 0,
      findings: { server: 'server-no-anchor', clock: 'clock-right' },
    });
  });

  test('[E10] reports an unreachable server without suspecting interception', async () => {
    const vault = await newCliVault();
    const profile = profileAt(vault.folder, 'https://127.0.0.1:1/.well-known/est');
    const table = await vault.cli('preflight', '--profile', profile, '--yes');
    expect({ code: table.code, findings: findings(table) }).toMatchObject({
      code: 0,
      findings: { server: 'server-unreachable' },
    });
  });
});
