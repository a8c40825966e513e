// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { found, foundInFiles, textCanary } from '../../../e2e/support/checks/canary.ts';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { startCmpServer, type CmpServerOptions, type CmpTestServer } from '../../../support/enrolment/cmp-server.ts';
import {
  anchored,
  certificatesOf,
  estSubject,
  ownOf,
  refusal,
  requestsOf,
  secretFile,
  withSoftHsm,
} from '../../../support/enrolment/est-cli.ts';
import { openssl } from '../../../support/openssl/openssl.ts';
import { softHsmUnavailable } from '../../../support/tokens/modules/softhsm.ts';

const missingToken = softHsmUnavailable();

async function cmpServer(options: CmpServerOptions = {}): Promise<CmpTestServer> {
  const started = await startCmpServer(options);
  onTestFinished(async () => started.stop());
  return started;
}

function coded(vault: CliVault, { reference, code }: CmpTestServer, typed = code): string[] {
  return ['--reference', reference, '--code-file', secretFile(vault, typed)];
}

const opening = (vault: CliVault): string[] => ['--passphrase-file', vault.passphraseFile];

function enrol(
  vault: CliVault,
  cmp: CmpTestServer,
  profile: Readonly<Record<string, unknown>> = {},
  ...more: string[]
) {
  // The test CA's `openssl x509 -subj` can't write Chinese.
  const words = ['enrol', '--profile', cmp.profile(profile), '--subject', 'CN=Zhang San,C=CN', ...anchored(cmp)];
  return vault.cli(...words, ...(more.includes('--code-file') ? [] : coded(vault, cmp)), ...more);
}

/** PKIBody choices (RFC 9810 §5.1.2). */
const body = { ir: 0, cr: 2, p10cr: 4, kur: 7, rr: 11, certConf: 24, pollReq: 25 };

describe('[E09] applying over CMP at OpenSSL’s server', () => {
  test.each([
    ['p10cr', 'ec-p256'],
    ['p10cr', 'rsa-2048'],
    ['ir', 'ec-p256'],
    ['ir', 'rsa-2048'],
    ['ir', 'ec-p384'],
    ['cr', 'ed25519'],
  ] as const)('[E09] %s, %s: a certificate is issued, confirmed and verified', async (cmpMessage, algorithm) => {
    const [vault, cmp] = [await newCliVault(), await cmpServer()];
    const answer = await enrol(vault, cmp, { cmpMessage }, '--algorithm', algorithm, ...opening(vault));
    expect(answer.json?.error).toBeUndefined();
    expect(answer.json?.value).toMatchObject({ subject: 'CN=Zhang San,C=CN', request: { state: 'done' } });
    expect(answer.json?.value.unconfirmed).toBeUndefined();
    expect(cmp.received).toEqual([body[cmpMessage], body.certConf]);
    const [listed] = await ownOf(vault);
    expect(listed).toMatchObject({ sha256: answer.json?.value.certificate, algorithm });
    const out = join(vault.folder, 'out.pem');
    await vault.cli('export', listed.sha256, '--format', 'pem', '-o', out);
    expect(openssl(['verify', '-CAfile', cmp.anchor, out]).toString()).toBe(`${out}: OK\n`);
  });

  test('[E09] the root of `enrol --anchor` is kept with the profile, so a renewal needs none', async () => {
    const [vault, cmp] = [await newCliVault(), await cmpServer()];
    const answer = await enrol(vault, cmp, {}, ...opening(vault));
    expect(answer.stderr).toContain('"event":"anchor-kept"');
    cmp.restart({ signs: true });
    const renewed = await vault.cli(
      'renew',
      String(answer.json?.value.certificate),
      '--yes',
      '--no-install',
      ...opening(vault),
    );
    expect(renewed.json?.error).toBeUndefined();
    expect(renewed.json?.value.renews).toBe(answer.json?.value.certificate);
  });

  test('[E09] [E03] a slow CA leaves the request pending, and the same transaction continues', async () => {
    const [vault, cmp] = [
      await newCliVault(),
      await cmpServer({ options: ['-poll_count', '2', '-check_after', '600'] }),
    ];
    const before = Date.now();
    const answer = await enrol(vault, cmp);
    expect(answer.json?.value).toMatchObject({ pending: { state: 'pending' }, retryAfterSeconds: 600 });
    expect(cmp.received).toEqual([body.p10cr, body.pollReq]);
    const [{ id, askAgainAt }] = await requestsOf(vault);
    expect(Date.parse(askAgainAt)).toBeGreaterThan(before + 599_000);
    const checked = await vault.cli('pending', 'check', id, ...anchored(cmp), ...coded(vault, cmp));
    expect(checked.json?.value).toMatchObject({ request: { id, state: 'done' } });
    expect(cmp.received.slice(2)).toEqual([body.pollReq, body.certConf]);
  });

  test('[E09] [E03] a wrong code while polling does not end the transaction on this side', async () => {
    const [vault, cmp] = [
      await newCliVault(),
      await cmpServer({ options: ['-poll_count', '2', '-check_after', '600'] }),
    ];
    await enrol(vault, cmp);
    const before = cmp.received.length;
    const check = async (code: string) => vault.cli('pending', 'check', ...anchored(cmp), ...coded(vault, cmp, code));
    expect(refusal(await check('not it'))).toEqual([1, 'request-declined']);
    // OpenSSL's server has ended the transaction, so it declines even the right code. The next check starts a new one.
    expect(refusal(await check(cmp.code))).toEqual([1, 'request-declined']);
    await check(cmp.code);
    expect(cmp.received.slice(before, before + 3)).toEqual([body.pollReq, body.pollReq, body.p10cr]);
  });

  test('[E09] a short delay at the CA is waited for', async () => {
    const [vault, cmp] = [await newCliVault(), await cmpServer({ options: ['-poll_count', '3', '-check_after', '1'] })];
    expect((await enrol(vault, cmp)).json?.value).toMatchObject({ request: { state: 'done' } });
    expect(cmp.received.filter((each) => each === body.pollReq)).toHaveLength(3);
  });

  test('[E09] a wrong code, no code, a refusal and an error are told apart, and the request is kept', async () => {
    const vault = await newCliVault();
    const cmp = await cmpServer();
    // OpenSSL's server reports badRequest, though RFC 9483 §3.5 has badMessageCheck.
    const wrong = await enrol(vault, cmp, {}, ...coded(vault, cmp, 'not it'));
    expect({ refusal: refusal(wrong), status: wrong.json?.error?.details['status'] }).toEqual({
      refusal: [1, 'request-declined'],
      status: 'badRequest',
    });
    const saying = await cmpServer({ options: ['-pkistatus', '2', '-failure', '1'] });
    expect(refusal(await enrol(vault, saying))).toEqual([3, 'code-refused']);
    const none = ['enrol', '--profile', cmp.profile(), ...estSubject, ...anchored(cmp)];
    expect(refusal(await vault.cli(...none))).toEqual([3, 'code-missing']);
    const declining = await cmpServer({ options: ['-pkistatus', '2', '-failure', '19'] });
    const declined = await enrol(vault, declining);
    expect(refusal(declined)).toEqual([1, 'request-declined']);
    expect(declined.json?.error?.details).toMatchObject({ status: expect.stringContaining('badCertTemplate') });
    const failing = await cmpServer({ options: ['-send_error'] });
    expect(refusal(await enrol(vault, failing))).toEqual([1, 'request-declined']);
    const kept = await requestsOf(vault);
    expect(kept.map(({ state }: { state: string }) => state)).toEqual(['pending', 'pending', 'pending', 'pending']);
    expect(await certificatesOf(vault)).toEqual([]);
  });

  test.each([
    ['unprotected', { options: ['-send_unprotected'] }],
    ['changed on its way', { change: (answer: Buffer) => flip(answer, 400) }],
    ['protected with another code', { options: ['-srv_secret', 'pass:another', '-accept_unprotected'] }],
  ] as const)('[E09] an answer that is %s is rejected', async (_, options) => {
    const [vault, cmp] = [await newCliVault(), await cmpServer(options)];
    const answer = await enrol(vault, cmp);
    expect(refusal(answer)).toEqual([5, 'server-reply-unusable']);
    expect(await certificatesOf(vault)).toEqual([]);
  });

  test('[E09] a replayed answer confirms nothing', async () => {
    const earlier: Buffer[] = [];
    const change = (answer: Buffer): Buffer => {
      earlier.push(answer);
      return earlier[0] ?? answer;
    };
    const [vault, cmp] = [await newCliVault(), await cmpServer({ change })];
    const answer = await enrol(vault, cmp);
    // The first answer was accepted. Its replay confirms nothing.
    expect(answer.json?.value).toMatchObject({ unconfirmed: true, request: { state: 'done' } });
  });

  test('[E09] a certificate for another key is refused, and the CA is informed', async () => {
    const vault = await newCliVault();
    const other = await cmpServer();
    const cmp = await cmpServer({ certificate: join(other.folder, 'ra.pem') });
    expect(refusal(await enrol(vault, cmp))).toEqual([8, 'response-mismatch']);
    expect(cmp.received).toEqual([body.p10cr, body.certConf]);
    expect(await certificatesOf(vault)).toEqual([]);
  });

  test('[E09] [E07] a renewal is signed with the old certificate, and its answer with the CA’s', async () => {
    const [vault, cmp] = [await newCliVault(), await cmpServer()];
    const { json } = await enrol(vault, cmp);
    const old: string = json?.value.certificate;
    // No -ref_cert: with it, OpenSSL's server would return the old certificate.
    cmp.restart({ signs: true });
    const renewed = await vault.cli('renew', old, '--no-install', ...anchored(cmp), ...opening(vault));
    expect(renewed.json?.error).toBeUndefined();
    expect(cmp.received.slice(2)).toEqual([body.kur, body.certConf]);
    const own = await ownOf(vault);
    expect(own.map(({ sha256, status }: { sha256: string; status: string }) => [sha256, status])).toEqual(
      expect.arrayContaining([
        [old, 'superseded'],
        [renewed.json?.value.certificate, 'valid'],
      ]),
    );
  });

  test('[E09] [E08] a revocation is signed with the certificate or uses a code, and the list shows it', async () => {
    const [vault, cmp] = [await newCliVault(), await cmpServer()];
    const { json } = await enrol(vault, cmp);
    const sha256: string = json?.value.certificate;
    const pem = join(vault.folder, 'lost.pem');
    await vault.cli('export', sha256, '--format', 'pem', '-o', pem);
    cmp.restart({ signs: true, options: ['-ref_cert', pem] });
    const words = ['revoke', sha256, '--kind', 'stolen', '--anchor', cmp.anchor, ...opening(vault)];
    expect(refusal(await vault.cli(...words))).toEqual([7, 'not-confirmed']);
    const revoked = await vault.cli(...words, '--yes');
    expect(revoked.json?.value).toMatchObject({ certificate: sha256, revoked: true, loss: { kind: 'stolen' } });
    expect(cmp.received.slice(2)).toEqual([body.rr]);
    cmp.restart({ options: ['-ref_cert', pem] });
    const byCode = await vault.cli('revoke', sha256, '--anchor', cmp.anchor, '--yes', ...coded(vault, cmp));
    expect(byCode.json?.value).toMatchObject({ revoked: true });
  });

  test.skipIf(missingToken !== null)(
    `[E09] [T07] a key on a U盾 sends its request unchanged${missingToken === null ? '' : ` (skipped: ${missingToken})`}`,
    async () => {
      const [vault, cmp] = [await newCliVault(), await cmpServer()];
      const token = await withSoftHsm(vault);
      const words = ['enrol', '--profile', cmp.profile({ cmpMessage: 'ir' }), ...estSubject, ...anchored(cmp)];
      const answer = await token.cli(...words, ...coded(vault, cmp), ...token.key);
      expect(answer.json?.value).toMatchObject({ request: { state: 'done' } });
      // Despite `ir`, the PKCS#10 request signed on the token is sent unchanged.
      expect(cmp.received).toEqual([body.p10cr, body.certConf]);
    },
  );

  test('[E09] [X04] the code is in no sent message, output or stored file', async () => {
    const [vault, cmp] = [await newCliVault(), await cmpServer()];
    const answer = await enrol(vault, cmp);
    const sent = Buffer.concat(cmp.bodies);
    const canaries = [textCanary('code', cmp.code)];
    expect(found(canaries, 'what was sent', sent)).toEqual([]);
    expect(found(canaries, 'what was printed', Buffer.from(answer.stdout + answer.stderr))).toEqual([]);
    expect(foundInFiles(canaries, join(vault.folder, 'vault'))).toEqual([]);
    // Proves that the search can find the code.
    expect(found(canaries, 'the test', Buffer.from(`x${cmp.code}x`))).toEqual(['code in the test']);
  });
});

function flip(bytes: Buffer, at: number): Buffer {
  const changed = Buffer.from(bytes);
  changed[at] = (changed[at] ?? 0) ^ 1;
  return changed;
}
