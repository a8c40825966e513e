// SPDX-License-Identifier: Apache-2.0
import { generateKeyPairSync, X509Certificate } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { extension, issue, issueCrl } from '../../../support/x509/issue.ts';
import { plainChain, withExtension } from '../../../support/x509/path-question.ts';
import { PeerFolder } from '../../../support/formats/peer-tools.ts';
import { type CliAnswer, runCli } from '../../../support/cli/run-cli.ts';

const at = '2026-06-01T00:00:00Z';
/** Debian's system trust anchors. */
const bundle = '/etc/ssl/certs/ca-certificates.crt';
let folder: PeerFolder;
let noVault: string;

beforeAll(() => {
  folder = new PeerFolder();
  noVault = join(folder.path, 'vault');
  const { root, middle, leaf } = plainChain();
  folder.write('root.cer', issue(root));
  folder.write('middle.cer', issue(middle));
  folder.write('leaf.cer', issue(leaf));
  folder.write('old.cer', issue({ ...middle, notAfter: '260501000000Z' }));
  const times = { thisUpdate: '260501000000Z', nextUpdate: '260701000000Z' };
  folder.write('root.crl', issueCrl({ ...times, issuer: 'CN=Root', issuerKey: root.key, revoked: [] }));
  folder.write('revoked.crl', issueCrl({ ...times, issuer: 'CN=Middle', issuerKey: middle.key, revoked: [3] }));
});
afterAll(() => folder.remove());

const file = (name: string): string => folder.file(name);

async function validate(...argv: readonly string[]) {
  return runCli(['validate', ...argv, '--vault', noVault, '--json']);
}

describe('certsteward validate', () => {
  test('[V01] [V04] [A01] a certificate that chains to a given anchor is valid', async () => {
    const { code, json } = await validate(
      file('leaf.cer'),
      '--with',
      file('middle.cer'),
      '--anchor',
      file('root.cer'),
      '--at',
      at,
    );
    expect(code).toBe(0);
    expect(json?.value).toMatchObject({ valid: true, reasons: [], revocation: 'unknown' });
    expect(json?.value.path).toHaveLength(3);
  });

  test('[V01] [V03] warns of a short key and a SHA-1 signature, and rejects them under the webpki rules', async () => {
    const { leaf } = plainChain();
    const key = generateKeyPairSync('rsa', { modulusLength: 1024 }).privateKey;
    folder.write('weak.cer', issue({ ...leaf, key, hash: 'sha1' }));
    const path = [file('weak.cer'), '--with', file('middle.cer'), '--anchor', file('root.cer'), '--at', at];
    const { code, json } = await validate(...path);
    const { certificate } = json?.value.warnings[0] ?? {};
    expect(certificate).toBe(json?.value.path[0]);
    expect({ code, valid: json?.value.valid, warnings: json?.value.warnings }).toEqual({
      code: 0,
      valid: true,
      warnings: [
        { code: 'weak-key', certificate, text: expect.stringContaining('rsa-1024') },
        { code: 'weak-signature', certificate, text: expect.stringContaining('ecdsa-with-SHA1') },
      ],
    });
    const strict = await validate(...path, '--rules', 'webpki');
    expect(strict.code).toBe(8);
    const codes = strict.json?.value.reasons.map((reason: { code: string }) => reason.code);
    expect(codes).toContain('weak-algorithm');
    const words = await runCli(['validate', ...path], { environment: { LANG: 'zh_CN.UTF-8' } });
    expect(words.stdout).toContain('警告: 证书“张三”的密钥太短（rsa-1024）');
  });

  test('[V04] a root that is not trusted is reported as the reason', async () => {
    const { code, json } = await validate(file('leaf.cer'), '--with', file('middle.cer'), file('root.cer'), '--at', at);
    expect(code).toBe(8);
    const text = expect.stringMatching(/the root “Root”.*certsteward anchors add FILE/) as string;
    expect(json?.value.reasons).toEqual([expect.objectContaining({ code: 'root-untrusted', text })]);
  });

  test('[V03] the reason names the certificate and the fact, in both languages', async () => {
    const argv = ['validate', file('leaf.cer'), '--with', file('old.cer'), '--anchor', file('root.cer'), '--at', at];
    const english = await runCli(argv);
    expect(english.code).toBe(8);
    expect(english.stdout).toContain('Expired: the intermediate “Middle” was valid until 2026-05-01');
    expect(english.stdout).toMatch(/^ {2}[0-9a-f]{16} {2}Middle$/m);
    const chinese = await runCli(argv, { environment: { LANG: 'zh_CN.UTF-8' } });
    expect(chinese.stdout).toContain('中间证书“Middle”已于 2026-05-01');
  });

  test('[V01] given CRLs make a revocation answer required, and --crl takes several files', async () => {
    const chain = [file('leaf.cer'), '--with', file('middle.cer'), '--anchor', file('root.cer'), '--at', at];
    const { code, json } = await validate(...chain, '--crl', file('root.crl'), file('revoked.crl'));
    expect(code).toBe(8);
    expect(json?.value.revocation).toBe('revoked');
    expect(json?.value.reasons[0].code).toBe('revoked');
    const unknown = await validate(...chain, '--crl', file('root.crl'));
    expect(unknown.json?.value.reasons[0].code).toBe('revocation-unknown');
  });

  test('[A01] a batch gets one answer per line, including lines with errors', async () => {
    const base = { with: [file('middle.cer')], anchor: file('root.cer'), at };
    const lines = [
      { ...base, file: file('leaf.cer') },
      { ...base, file: file('leaf.cer'), name: 'host.example.net' },
      { ...base, file: file('nothing.cer') },
      { ...base, file: file('leaf.cer'), maxDepth: 0, explicitPolicy: true, policy: null },
    ];
    const list = folder.write('list.jsonl', lines.map((line) => JSON.stringify(line)).join('\n'));
    const { code, stdout } = await validate('--batch', list);
    expect(code).toBe(0);
    const answers = stdout
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as CliAnswer);
    const codes = answers.map(({ ok, value, error }) =>
      ok ? (value.reasons as { code: string }[]).map((reason) => reason.code) : error?.code,
    );
    expect(codes).toEqual([[], ['name-mismatch'], 'file-unreadable', ['too-deep', 'policy']]);
  });

  test.each([
    [['--at', 'yesterday'], '--at'],
    [['--purpose', 'signing'], '--purpose'],
    [['--max-depth', '-1'], '--max-depth'],
    [['--policy', 'low'], '--policy'],
    [['--at', '2026-02-30'], '--at'],
    [['--name', 'https://host.example.com/'], '--name'],
    [['--name', ''], '--name'],
  ])('[A01] %j is a usage error', async (argv, option) => {
    const { code, json } = await validate(file('leaf.cer'), ...argv);
    expect(code).toBe(2);
    expect(json?.error).toMatchObject({ code: 'usage', details: { option } });
  });

  test.each(['--with', '--crl', '--name', '--at', '--password-file'])(
    '[A01] %s with --batch is a usage error, because it would apply to no line',
    async (option) => {
      const list = folder.write('beside.jsonl', JSON.stringify({ file: file('leaf.cer') }));
      const { code, json } = await validate('--batch', list, option, file('middle.cer'));
      expect(code).toBe(2);
      expect(json?.error).toMatchObject({ code: 'usage', details: { option } });
    },
  );

  test('[V01] [V04] an internationalised host name is compared in its A-label form', async () => {
    const { leaf } = plainChain();
    const international = withExtension(leaf, extension.dnsNames('xn--fsqu00a.xn--fiqs8s'));
    const chain = ['--with', file('middle.cer'), '--anchor', file('root.cer'), '--at', at];
    folder.write('idn.cer', issue(international));
    const { code } = await validate(file('idn.cer'), ...chain, '--name', '例子。中国');
    expect(code).toBe(0);
  });

  test('[V01] a text file, a text file as a CRL and a missing file have their own errors', async () => {
    const text = folder.write('text.txt', 'hello');
    expect((await validate(text)).code).toBe(5);
    expect((await validate(file('leaf.cer'), '--crl', text)).json?.error).toMatchObject({
      code: 'not-a-certificate-file',
      details: { file: text },
    });
    expect((await validate(file('gone.cer'))).code).toBe(6);
  });

  test('[V01] a certificate of the vault is validated by its ID, with the vault’s intermediates', async () => {
    const vault = file('own-vault');
    const imported = await runCli(['import', file('leaf.cer'), file('middle.cer'), '--vault', vault, '--json']);
    const leaf = imported.json?.value.items[0].added[0] as string;
    const options = ['--anchor', file('root.cer'), '--at', at, '--vault', vault, '--json'];
    const { code, json } = await runCli(['validate', leaf.slice(0, 12), ...options]);
    expect({ code, path: json?.value.path.length }).toEqual({ code: 0, path: 3 });
    expect((await runCli(['validate', 'f'.repeat(12), ...options])).code).toBe(6);
  });

  test.skipIf(!existsSync(bundle))(
    '[V04] anchors of the operating system are trusted without being named',
    async () => {
      const blocks = readFileSync(bundle, 'latin1').match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g);
      const root = blocks?.find((pem) => new X509Certificate(pem).validToDate.getTime() > Date.now()) ?? '';
      const { code, json } = await validate(folder.write('system.pem', root));
      expect(code).toBe(0);
      expect(json?.value.path).toEqual([new X509Certificate(root).fingerprint256.replaceAll(':', '').toLowerCase()]);
      // A root outside the system's anchors is untrusted.
      expect((await validate(file('root.cer'), '--at', at)).json?.value.reasons[0].code).toBe('root-untrusted');
    },
  );
});
