// SPDX-License-Identifier: Apache-2.0
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { CallContext, HandlerParts } from '../../../main/ipc/handler-types.ts';
import { requestHandlers } from '../../../main/ipc/handlers/enrolment/enrolment-handlers.ts';
import { renewalHandlers } from '../../../main/ipc/handlers/enrolment/renewal-handlers.ts';
import { serverHandlers } from '../../../main/ipc/handlers/enrolment/server-handlers.ts';
import { newCliVault, type CliVault } from '../../support/backup/cli-vault.ts';
import { enrol, estServer, refusal } from '../../support/enrolment/est-cli.ts';
import { estServerUnavailable, type EstTestServer } from '../../support/enrolment/est-server.ts';
import { servicesOf } from '../../support/enrolment/services-of.ts';
import { nextSecond } from '../../support/openssl/next-second.ts';
import { openssl, skipReason } from '../../support/openssl/openssl.ts';
import { softHsmToken, softHsmUnavailable, startSoftHsm } from '../../support/tokens/modules/softhsm.ts';

const missing = [estServerUnavailable(), softHsmUnavailable()].filter((each) => each !== null);
const { label, pin } = softHsmToken;

async function windowOver(vault: CliVault, environment: NodeJS.ProcessEnv) {
  const before = { ...process.env };
  Object.assign(process.env, environment);
  onTestFinished(() => {
    for (const name of Object.keys(environment)) delete process.env[name];
    Object.assign(process.env, before);
  });
  const services = servicesOf(vault);
  await (await services.vault.require()).unlock({ kind: 'passphrase', secret: vault.passphrase });
  const run = { signal: new AbortController().signal, progress: () => undefined } as unknown as CallContext;
  const parts = { services } as HandlerParts;
  return {
    services,
    run,
    requests: requestHandlers(parts),
    servers: serverHandlers(parts),
    renewals: renewalHandlers(parts),
  };
}

async function confirmed(vault: CliVault, name: string): Promise<void> {
  const passphrase = ['--passphrase-file', vault.passphraseFile];
  const answer = await vault.cli('profiles', 'confirm', name, '--host', '127.0.0.1', ...passphrase);
  expect(answer.json?.error).toBeUndefined();
}

const anchorOf = ({ anchor }: EstTestServer): string => openssl(['x509', '-in', anchor]).toString();

describe.skipIf(missing.length > 0)(`renewals from the window, at Cisco's estserver${skipReason(missing)}`, () => {
  test('[E07] [E04] a certificate whose key is on a USB key renews with a new key there, its PIN and a code', async () => {
    const [vault, est] = [await newCliVault(), await estServer('-o', '-t')];
    const target = await startSoftHsm();
    onTestFinished(async () => target.stop());
    const { services, run, requests, servers } = await windowOver(vault, { ...target.environment });
    await services.tokens.useOnly({ modulePath: target.modulePath });
    const token = async () => {
      const { tokens } = await services.tokens.list({ refresh: true }, run);
      return tokens.find((each) => each.label === label);
    };
    const tokenId = (await token())?.id ?? '';
    await services.tokens.manage({ tokenId, on: true }, run);
    const profile = est.profile({ name: 'EST', anchor: anchorOf(est), keyTypes: ['ec-p256'] });
    const held = await services.enrolment.profiles.importFile(profile);
    await services.enrolment.profiles.confirm({ id: held.id, typedHost: '127.0.0.1' });
    const typed = { tokenId, pin, confirmedLastTry: false };
    const code = { user: est.user, code: est.password };
    const make = async (renews: string | null) => {
      const wanted = { profileId: held.id, subject: 'CN=张三,C=CN', algorithm: 'ec-p256', place: null } as const;
      const purpose = renews === null ? 'apply' : 'renew';
      const made = await requests.start({ ...wanted, purpose, renews, token: typed, authorityKey: null }, run);
      return made.request.id;
    };
    const asked = async (id: string, given: typeof typed | null, who: typeof code | null = code) =>
      servers.ask({ id, login: who, token: given, acceptNames: false, seen: [] }, run);

    const first = await make(null);
    // With `-t`, the server ties each CSR to its TLS connection (RFC 7030 §3.5).
    await expect(asked(first, null)).rejects.toMatchObject({ code: 'pin-needed' });
    const old = await asked(first, typed);
    const before = old.state === 'issued' ? old.certificate : '';
    await nextSecond();
    const renewal = await make(before);
    const issued = est.issued();
    await expect(asked(renewal, null)).rejects.toMatchObject({ code: 'pin-needed' });
    await expect(asked(renewal, { ...typed, pin: '99999999' })).rejects.toMatchObject({ code: 'wrong-pin' });
    await expect(asked(renewal, typed, null)).rejects.toMatchObject({ code: 'code-missing' });
    // No refused attempt led to a certificate.
    expect(est.issued()).toBe(issued);
    const renewed = await asked(renewal, typed);
    expect(renewed).toMatchObject({ state: 'issued', request: { renews: before, purpose: 'renew', state: 'done' } });
    expect((await token())?.unlocked).toBe(false);
    const successor = renewed.state === 'issued' ? renewed.certificate : '';
    expect(await services.renewal.renewedBy(before)).toBe(successor);
    const shown = await services.certificates.detail({ sha256: successor });
    expect(shown).toMatchObject({
      hasPrivateKey: false,
      keyOnToken: { serial: (await token())?.serial },
      status: 'valid',
    });
    expect(await services.certificates.summary(before)).toMatchObject({ status: 'superseded' });
    const out = join(vault.folder, 'renewed.pem');
    await vault.cli('export', successor, '--format', 'pem', '-o', out);
    expect(openssl(['verify', '-CAfile', est.anchor, out]).toString()).toBe(`${out}: OK\n`);
  });

  test('[E07] a guide that requires the old key gets a renewed certificate for that key', async () => {
    const [vault, est] = [await newCliVault(), await estServer()];
    const profile = est.profile({ name: 'same', anchor: anchorOf(est), renewalKey: 'same' });
    // This server refuses clients with a P-384 key.
    const made = await enrol(vault, est, '--profile', profile, '--algorithm', 'rsa-2048');
    expect(refusal(made)).toEqual([0, undefined]);
    const old = String(made.json?.value.certificate);
    await confirmed(vault, 'same');
    await nextSecond();
    const { services, run, renewals } = await windowOver(vault, {});
    const [held] = await services.enrolment.profiles.list();
    const renewed = await renewals.submit({ sha256: old, profileId: held?.id ?? '', seen: [], login: null }, run);
    const successor = renewed.state === 'issued' ? renewed.certificate : '';
    const open = await services.vault.require();
    expect(open.getRow(successor)?.spkiSha256).toBe(open.getRow(old)?.spkiSha256);
    expect(successor).not.toBe(old);
    expect(est.log()).toContain('simplereenroll');
  });
});
