// SPDX-License-Identifier: Apache-2.0
import { writeFileSync } from 'node:fs';
import type { ServerResponse } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { newCliVault, type CliVault } from '../../../support/backup/cli-vault.ts';
import { startEstImitation } from '../../../support/enrolment/est-imitation.ts';
import { anchored, certificatesOf, ownOf, refusal, requestsOf } from '../../../support/enrolment/est-cli.ts';
import {
  answerWith,
  encryptedKeys,
  makeKey,
  multipart,
  multipartType,
  partsOf,
  type MadeKey,
} from '../../../support/enrolment/key-answers.ts';
import { runCli } from '../../../support/cli/run-cli.ts';

type Answering = (response: ServerResponse) => void;

/** A server whose next answer the test sets, and commands that use it. */
async function scene() {
  const vault = await newCliVault();
  const now: { answer: Answering } = { answer: (response) => void response.writeHead(503).end() };
  const server = await startEstImitation(vault.folder, (operation, response) => {
    if (operation === 'serverkeygen') now.answer(response);
    else response.writeHead(404).end();
  });
  const profile = join(vault.folder, 'est.json');
  writeFileSync(profile, JSON.stringify({ name: 'EST', protocol: 'est', url: server.url }));
  const trust = anchored({ anchor: server.authority.certificate });
  const words = ['enrol', '--profile', profile, '--subject', 'CN=张三,C=CN', ...trust];
  const enrolling = [...words, '--key', 'authority', '--accept-authority-key'];
  return {
    vault,
    server,
    made: (options?: Parameters<typeof makeKey>[2]): MadeKey => makeKey(vault.folder, server.authority, options),
    enrolling,
    enrol: async (answer: Answering) => {
      now.answer = answer;
      return await vault.cli(...enrolling);
    },
    again: async (answer: Answering, ...more: readonly string[]) => {
      now.answer = answer;
      return await vault.cli('pending', 'check', ...trust, ...more);
    },
    times: () => server.asked.filter((each) => each.endsWith('serverkeygen')).length,
    setAnswer: (answer: Answering) => void (now.answer = answer),
  };
}
const lostOf = async (vault: CliVault) =>
  (await requestsOf(vault)).map((each: { lostAnswers: number }) => each.lostAnswers);
const eventsOf = ({ stderr }: { readonly stderr: string }): unknown[] =>
  stderr.split('\n').flatMap((line) => (line === '' ? [] : [(JSON.parse(line) as { event: unknown }).event]));
const keysOf = async (vault: CliVault) => (await vault.cli('vault', 'verify')).json?.value.keys;

describe('CAs that make keys badly', () => {
  test('[E04] reversed parts, LF line ends and a quoted boundary are accepted, with an elliptic key', async () => {
    const { vault, made, enrol } = await scene();
    const key = made({ kind: ['ec', '-pkeyopt', 'ec_paramgen_curve:P-256'] });
    const body = `a preamble\n${multipart(partsOf(key).toReversed(), '\n')}an epilogue\n`;
    const answer = await enrol((response) => answerWith(response, body));
    expect(answer.json?.error).toBeUndefined();
    expect(answer.json?.value.request).toMatchObject({ state: 'done', algorithm: 'ec-p256', lostAnswers: 0 });
    expect(await ownOf(vault)).toHaveLength(1);
  });

  test('[E04] a pending request is sent again unchanged, and answered', async () => {
    const { vault, server, made, enrol, again } = await scene();
    const waiting: Answering = (response) => void response.writeHead(202, { 'Retry-After': '60' }).end();
    expect((await enrol(waiting)).json?.value).toMatchObject({ pending: { lostAnswers: 0 }, retryAfterSeconds: 60 });
    const first = server.csr();
    const answer = await again((response) => answerWith(response, multipart(partsOf(made()))));
    expect(answer.json?.value.request).toMatchObject({ state: 'done', lostAnswers: 0 });
    expect({ csr: server.csr(), own: (await ownOf(vault)).length }).toEqual({ csr: first, own: 1 });
    // Each command announces that the CA makes the key.
    expect(eventsOf(answer)).toEqual(['authority-key', 'contact']);
  });

  test('[E04] each bad answer is reported and counted as lost, imports nothing and keeps the request', async () => {
    const { vault, made, enrol, again, times } = await scene();
    const [key, other] = [made(), made()];
    const [pkcs8, pkcs7] = partsOf(key);
    const [otherKey] = partsOf(other);
    if (!pkcs8 || !pkcs7 || !otherKey) throw new Error('no parts');
    const whole = multipart([pkcs8, pkcs7]);
    const encrypted = encryptedKeys(key);
    const sends = (body: string) => (response: ServerResponse) => answerWith(response, body);
    const weak = made({ kind: ['rsa:1024'] });
    const cases: [string, Answering, unknown[], string?][] = [
      ['one part', sends(multipart([pkcs8])), [5, 'authority-key-unusable'], 'parts'],
      ['three parts', sends(multipart([pkcs8, pkcs7, pkcs7])), [5, 'authority-key-unusable'], 'parts'],
      ['two keys', sends(multipart([pkcs8, otherKey])), [5, 'authority-key-unusable'], 'parts'],
      ['a hundred parts', sends(multipart(Array(100).fill(pkcs7))), [5, 'authority-key-unusable'], 'parts'],
      ['cut off', sends(whole.slice(0, -40)), [5, 'authority-key-unusable'], 'multipart'],
      ['no boundary', (r) => void r.end(whole), [5, 'authority-key-unusable'], 'multipart'],
      ['no multipart', sends('<html>Welcome</html>'), [5, 'authority-key-unusable'], 'multipart'],
      [
        'not base64',
        sends(multipart([['application/pkcs8', '<key>'], pkcs7])),
        [5, 'authority-key-unusable'],
        'base64',
      ],
      ['no key', sends(multipart([['application/pkcs8', 'AAAA'], pkcs7])), [5, 'authority-key-unusable'], 'key'],
      ['no certificates', sends(multipart([pkcs8, [pkcs7[0], 'AAAA']])), [5, 'authority-key-unusable'], 'certificates'],
      ['too large', sends(whole + 'A'.repeat(200_000)), [5, 'authority-key-unusable'], 'size'],
      [
        'endless',
        (response) => {
          response.writeHead(200, { 'Content-Type': multipartType });
          const more = (): void => {
            while (!response.destroyed && response.write('A'.repeat(65_536)));
          };
          response.on('drain', more).on('error', () => undefined);
          more();
        },
        [5, 'authority-key-unusable'],
        'size',
      ],
      ['breaks off', (response) => void response.socket?.destroy(), [5, 'authority-key-unusable']],
      ['key under a password', sends(multipart([[pkcs8[0], encrypted.pkcs8], pkcs7])), [4, 'authority-key-encrypted']],
      [
        'key for a recipient (RFC 7030 §4.4.2)',
        sends(multipart([['application/pkcs7-mime; smime-type=server-generated-key', encrypted.cms], pkcs7])),
        [4, 'authority-key-encrypted'],
      ],
      ['RSA 1024', sends(multipart(partsOf(weak))), [8, 'authority-key-weak']],
      ['the key of another', sends(multipart([otherKey, pkcs7])), [8, 'authority-key-mismatch']],
    ];
    await enrol((response) => void response.writeHead(503).end());
    expect(await lostOf(vault)).toEqual([0]);
    for (const [index, [name, answering, expected, reason]] of cases.entries()) {
      const answer = await again(answering);
      expect(refusal(answer), name).toEqual(expected);
      if (reason !== undefined) expect(answer.json?.error?.details['reason'], name).toEqual(reason);
      expect(await lostOf(vault), name).toEqual([index + 1]);
    }
    expect({ certificates: await certificatesOf(vault), keys: await keysOf(vault), times: times() }).toEqual({
      certificates: [],
      keys: 0,
      times: cases.length + 1,
    });
    const listing = await runCli(['pending', '--vault', join(vault.folder, 'vault')], {
      environment: { LANG: 'zh_CN.UTF-8' },
    });
    expect(listing.stdout).toContain('签发证书，但私钥已丢失');
    const good = await again(sends(whole));
    expect(good.json?.value.request).toMatchObject({ state: 'done', lostAnswers: cases.length });
    expect({ own: (await ownOf(vault)).length, keys: await keysOf(vault) }).toEqual({ own: 1, keys: 1 });
  });

  test('[E04] [E06] key and certificate with other names are kept until accepted, without asking again', async () => {
    const { vault, made, enrol, again, times } = await scene();
    const body = multipart(partsOf(made({ subject: '/CN=李四/C=CN' })));
    const refused = await enrol((response) => answerWith(response, body));
    expect({ refusal: refusal(refused), reason: refused.json?.error?.details['reason'] }).toEqual({
      refusal: [8, 'reply-refused'],
      reason: 'other-names',
    });
    // The key is kept with the request; no certificate is imported.
    expect({ keys: await keysOf(vault), certificates: await certificatesOf(vault), lost: await lostOf(vault) }).toEqual(
      { keys: 1, certificates: [], lost: [0] },
    );
    const gone: Answering = (response) => void response.writeHead(503).end();
    expect(refusal(await again(gone))).toEqual([8, 'reply-refused']);
    const taken = await again(gone, '--accept-names');
    // A kept answer needs no connection.
    expect(eventsOf(taken)).toEqual([]);
    expect(taken.json?.value.request).toMatchObject({ state: 'done', keyMadeBy: 'authority' });
    expect({ times: times(), own: (await ownOf(vault)).length }).toEqual({ times: 1, own: 1 });
    const verified = await vault.cli('vault', 'verify', '--passphrase-file', vault.passphraseFile);
    expect(verified.json?.value).toMatchObject({ clean: true, keysOpened: true, keys: 1 });
  });

  test('[E04] an expired certificate is refused, and deleting the request deletes its key', async () => {
    const { vault, made, enrol } = await scene();
    const body = multipart(partsOf(made({ dates: ['20240101000000Z', '20250101000000Z'] })));
    expect(refusal(await enrol((response) => answerWith(response, body)))).toEqual([8, 'reply-refused']);
    const [{ id }] = await requestsOf(vault);
    expect((await vault.cli('pending', 'delete', id, '--yes')).json?.value).toMatchObject({ keys: 1 });
    expect({ keys: await keysOf(vault), requests: await requestsOf(vault) }).toEqual({ keys: 0, requests: [] });
  });

  test('[E04] [E05] a certificate for the key that signed the request does not complete it', async () => {
    const { vault, server, enrol } = await scene();
    await enrol((response) => void response.writeHead(202).end());
    const csr = join(vault.folder, 'signer.csr');
    writeFileSync(csr, server.csr());
    const certificate = server.authority.issue(csr, 'for-the-signer');
    expect(refusal(await vault.cli('pending', 'import', certificate))).toEqual([8, 'response-mismatch']);
    expect((await vault.cli('import', certificate)).json?.error).toBeUndefined();
    expect(await requestsOf(vault)).toMatchObject([{ state: 'pending', keyMadeBy: 'authority' }]);
  });

  test('[E03] [E04] [K08] a kill while the CA works counts as a lost answer, and another one is issued', async () => {
    const { vault, made, enrolling, again, setAnswer } = await scene();
    const key = made();
    const asked = Promise.withResolvers<void>();
    // The server gets the request but never answers.
    setAnswer(() => asked.resolve());
    const ended = await runCli([...enrolling, '--json', '--vault', join(vault.folder, 'vault')], {
      onStart: (pid) => void asked.promise.then(() => process.kill(pid, 'SIGKILL')),
    });
    expect(ended.signal).toBe('SIGKILL');
    const [kept] = await requestsOf(vault);
    expect(kept).toMatchObject({ state: 'pending', keyMadeBy: 'authority', lostAnswers: 1, askAgainAt: null });
    const resumed = await again((response) => answerWith(response, multipart(partsOf(key))));
    expect(resumed.json?.value.request).toMatchObject({ id: kept.id, state: 'done', lostAnswers: 1 });
    expect((await ownOf(vault)).map(({ sha256 }: { sha256: string }) => sha256)).toEqual([
      resumed.json?.value.certificate,
    ]);
  });

  test.each(['SIGINT', 'SIGTERM'] as const)(
    '[E04] %s while the CA works: the command waits for its key and keeps it',
    async (signal) => {
      const { vault, made, enrolling, setAnswer, times } = await scene();
      const body = multipart(partsOf(made()));
      const asked = Promise.withResolvers<void>();
      setAnswer((response) => {
        asked.resolve();
        setTimeout(() => answerWith(response, body), 500);
      });
      const run = [...enrolling, '--json', '--vault', join(vault.folder, 'vault')];
      const onStart = (pid: number) => void asked.promise.then(() => process.kill(pid, signal));
      const ended = await runCli(run, { onStart });
      expect({ code: ended.code, request: ended.json?.value.request }).toMatchObject({
        code: 0,
        request: { state: 'done', lostAnswers: 0 },
      });
      expect({ own: (await ownOf(vault)).length, keys: await keysOf(vault), times: times() }).toEqual({
        own: 1,
        keys: 1,
        times: 1,
      });
    },
  );
});
