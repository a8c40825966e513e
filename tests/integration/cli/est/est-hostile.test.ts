// SPDX-License-Identifier: Apache-2.0
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { serverAddress } from '../../../../main/enrolment/providers/server/server-address.ts';
import { fetchCaCertificates, openEstServer } from '../../../../main/enrolment/providers/est/est-client.ts';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { certsOnly, startEstImitation, type Answer } from '../../../support/enrolment/est-imitation.ts';
import { testAuthority } from '../../../support/enrolment/test-authority.ts';
import { openssl } from '../../../support/openssl/openssl.ts';

/** Runs `enrol` against a server that gives this answer. */
async function against(answer: Answer, members: Readonly<Record<string, unknown>> = {}) {
  const vault = await newCliVault();
  const server = await startEstImitation(vault.folder, answer);
  const profile = join(vault.folder, 'est.json');
  writeFileSync(profile, JSON.stringify({ name: 'EST', protocol: 'est', url: server.url, ...members }));
  writeFileSync(join(vault.folder, 'code'), 'the code');
  const trust = ['--anchor', server.authority.certificate, '--yes'];
  const login = ['--reference', 'ref', '--code-file', join(vault.folder, 'code')];
  const subject = ['--subject', 'CN=张三,C=CN'];
  const outcome = await vault.cli('enrol', '--profile', profile, ...subject, ...trust, ...login);
  return { vault, server, ...outcome };
}
const refusal = ({ code, json }: Awaited<ReturnType<CliVault['cli']>>) => [
  code,
  json?.error?.code,
  json?.error?.details['reason'],
];
const state = async (vault: CliVault) => [
  (await vault.cli('list')).json?.value.certificates.length,
  (await vault.cli('pending')).json?.value.requests.map((each: { state: string }) => each.state),
];

const notThere: Answer = (_operation, answer) => void answer.writeHead(404).end();
const enrolling =
  (enrol: Answer, rest: Answer = notThere): Answer =>
  (operation, ...more) =>
    (operation === 'simpleenroll' ? enrol : rest)(operation, ...more);
const issuing: Answer = (_operation, answer, csr, authority) =>
  void answer.end(certsOnly(authority.issue(csr, 'issued')));

describe('hostile EST servers', () => {
  test('[E04] a well-behaved server gets a valid request and issues a certificate', async () => {
    const outcome = await against(enrolling(issuing));
    expect(outcome.json?.value).toMatchObject({ request: { state: 'done' } });
    expect(await state(outcome.vault)).toEqual([2, ['done']]);
    const sent = openssl(
      ['req', '-noout', '-verify', '-subject', '-nameopt', 'utf8'],
      Buffer.from(outcome.server.csr()),
    );
    expect(sent.toString()).toContain('CN=张三');
  });

  test('[E04] an endless body is cut off at a megabyte', async () => {
    const endless = enrolling((_operation, answer) => {
      const more = (): void => {
        while (!answer.destroyed && answer.write('MIIB'.repeat(16_384)));
      };
      answer.on('drain', more).on('error', () => undefined);
      more();
    });
    const outcome = await against(endless);
    expect(refusal(outcome)).toEqual([5, 'server-reply-unusable', 'size']);
    expect(await state(outcome.vault)).toEqual([0, ['pending']]);
  });

  test('[E04] a body sent byte by byte ends with a timeout', async () => {
    const { folder } = await newCliVault();
    const dripping = await startEstImitation(folder, (_operation, answer) => {
      const timer = setInterval(() => answer.write('A'), 50);
      answer.on('close', () => clearInterval(timer));
    });
    const { certificate } = dripping.authority;
    const anchor = openssl(['x509', '-in', certificate, '-outform', 'DER']);
    const server = openEstServer({
      address: serverAddress({ protocol: 'est', url: dripping.url }),
      trust: { anchors: [anchor], pins: [] },
      login: null,
      now: () => new Date(),
      timeoutMs: 1500,
    });
    await expect(fetchCaCertificates(server)).rejects.toMatchObject({
      code: 'server-reply-unusable',
      details: { reason: 'time' },
    });
  });

  test('[E04] a redirect to another origin is not followed', async () => {
    let other = 0;
    const thief = await startEstImitation((await newCliVault()).folder, (_operation, answer) => {
      other += 1;
      answer.end();
    });
    const away = enrolling(
      (_operation, answer) => void answer.writeHead(302, { Location: `${thief.url}/simpleenroll` }).end(),
    );
    const outcome = await against(away);
    expect(refusal(outcome)).toEqual([7, 'server-redirected', undefined]);
    expect({ state: await state(outcome.vault), other }).toEqual({ state: [0, ['pending']], other: 0 });
    const plain = enrolling(
      (_operation, answer) => void answer.writeHead(307, { Location: 'http://127.0.0.1/x' }).end(),
    );
    expect(refusal(await against(plain))).toEqual([7, 'server-redirected', undefined]);
    const round = enrolling((_operation, answer) => void answer.writeHead(302, { Location: 'simpleenroll' }).end());
    const turning = await against(round);
    expect(refusal(turning)).toEqual([7, 'server-redirected', undefined]);
    expect(turning.server.asked.length).toBeLessThan(8);
    const moved: Answer = (operation, ...more) =>
      operation === 'there'
        ? issuing(operation, ...more)
        : enrolling((_operation, answer) => void answer.writeHead(307, { Location: './there' }).end())(
            operation,
            ...more,
          );
    expect((await against(moved)).json?.value).toMatchObject({ request: { state: 'done' } });
  });

  test.each(['99999999999999999999', 'Fri, 31 Dec 9999 23:59:59 GMT', '-5', 'soon'])(
    '[E04] Retry-After: %s does not delay the command',
    async (header) => {
      const outcome = await against(
        enrolling((_operation, answer) => void answer.writeHead(202, { 'Retry-After': header }).end()),
      );
      expect(outcome.json?.value.pending).toMatchObject({ state: 'pending' });
      expect(outcome.json?.value.retryAfterSeconds ?? 0).toBeLessThanOrEqual(604_800);
    },
  );

  test('[E04] csrattrs that want RSA 1024, SHA-1 or MD5 get RSA 2048 and SHA-256', async () => {
    const weak = join((await newCliVault()).folder, 'weak');
    writeFileSync(
      `${weak}.cnf`,
      'asn1=SEQUENCE:a\n[a]\nw=SEQUENCE:b\nmd5=OID:1.2.840.113549.1.1.4\nsha1=OID:1.3.14.3.2.26\n' +
        '[b]\ntype=OID:1.2.840.113549.1.1.1\nvalues=SET:c\n[c]\nbits=INTEGER:1024\n',
    );
    openssl(['asn1parse', '-genconf', `${weak}.cnf`, '-noout', '-out', weak]);
    const attributes: Answer = (operation, answer) =>
      void (operation === 'csrattrs' ? answer.end(readFileSync(weak).toString('base64')) : answer.writeHead(404).end());
    const outcome = await against(enrolling(issuing, attributes));
    expect(outcome.json?.value).toMatchObject({ request: { state: 'done', algorithm: 'rsa-2048' } });
    const text = openssl(['req', '-noout', '-text'], Buffer.from(outcome.server.csr())).toString();
    expect(text).toContain('Public-Key: (2048 bit)');
    expect(text).toContain('sha256WithRSAEncryption');
    const rubbish: Answer = (operation, answer) =>
      void (operation === 'csrattrs' ? answer.end('AAAA') : answer.writeHead(404).end());
    const broken = await against(enrolling(issuing, rubbish));
    expect({ refusal: refusal(broken), state: await state(broken.vault) }).toEqual({
      refusal: [5, 'server-reply-unusable', 'csrattrs'],
      state: [0, []],
    });
  });

  test('[E04] [E06] a root in the reply is not an anchor and is not imported', async () => {
    const selfMade: Answer = (_operation, answer, csr) => {
      const other = testAuthority(join(csr, '..'), { subject: '/CN=Self-made root' });
      answer.end(certsOnly(other.issue(csr, 'issued'), other.certificate));
    };
    const outcome = await against(enrolling(selfMade));
    expect(refusal(outcome)).toEqual([8, 'reply-refused', 'path-invalid']);
    expect(await state(outcome.vault)).toEqual([0, ['pending']]);
    const beside: Answer = (_operation, answer, csr, authority) => {
      const other = testAuthority(join(csr, '..'), { subject: '/CN=Self-made root' });
      answer.end(certsOnly(authority.issue(csr, 'issued'), other.certificate));
    };
    const taken = await against(enrolling(beside));
    expect(taken.json?.value).toMatchObject({ request: { state: 'done' } });
    const subjects = (await taken.vault.cli('list')).json?.value.certificates.map(
      (each: { subject: string }) => each.subject,
    );
    expect(subjects.toSorted()).toEqual(['CN=张三,C=CN', 'O=测试机构,CN=Test CA'].toSorted());
  });

  test('[E04] other names, another key, an expired certificate and no PKCS#7 are refused', async () => {
    const issued =
      (options: Parameters<ReturnType<typeof testAuthority>['issue']>[2]): Answer =>
      (_operation, answer, csr, authority) =>
        void answer.end(certsOnly(authority.issue(csr, 'issued', options)));
    const cases: [Answer, unknown[]][] = [
      [issued({ subject: '/CN=李四/C=CN' }), [8, 'reply-refused', 'other-names']],
      [issued({ dates: ['20240101000000Z', '20250101000000Z'] }), [8, 'reply-refused', 'expired']],
      [
        (_o, answer, _c, { certificate }) => void answer.end(certsOnly(certificate)),
        [8, 'response-mismatch', undefined],
      ],
      [(_o, answer) => void answer.end('<html>Welcome</html>'), [5, 'server-reply-unusable', 'base64']],
      [(_o, answer) => void answer.end('AAAA'), [5, 'server-reply-unusable', 'pkcs7']],
    ];
    for (const [answer, expected] of cases) {
      const outcome = await against(enrolling(answer));
      expect({ refusal: refusal(outcome), state: await state(outcome.vault) }).toEqual({
        refusal: expected,
        state: [0, ['pending']],
      });
    }
  });
});
