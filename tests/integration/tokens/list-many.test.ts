// SPDX-License-Identifier: Apache-2.0
import { expect, it } from 'vitest';
import { loadCryptoki } from '../../../main/tokens/child/module/cryptoki.ts';
import { attribute, objectClass, userType } from '../../../main/tokens/child/module/numbers.ts';
import type { TokenSession } from '../../../main/tokens/module-port.ts';
import { makeIdentity } from '../../support/openssl/make-identity.ts';
import { loggedIn, pkcs11Tool } from '../../support/tokens/work/pkcs11-tool.ts';
import { softHsm, type SoftHsmTarget } from '../../support/tokens/modules/softhsm.ts';
import { startModule } from '../../support/tokens/modules/start-module.ts';
import { whatIsMissing } from '../../support/tokens/modules/what-is-missing.ts';

const count = 300;
const rounds = 2;

async function fill(target: SoftHsmTarget): Promise<void> {
  Object.assign(process.env, target.environment);
  const { certificate } = await makeIdentity('CN=one of many');
  const cryptoki = await loadCryptoki(target.modulePath);
  cryptoki.initialize(null);
  const slot = cryptoki.slots().find((candidate) => cryptoki.tokenInfo(candidate).label.startsWith(target.label));
  const session = cryptoki.openSession(slot ?? Buffer.alloc(8), true);
  cryptoki.login(session, userType.user, Buffer.from(target.pin));
  for (let at = 0; at < count; at++) {
    cryptoki.create(session, [
      { type: attribute.class, value: objectClass.certificate },
      { type: attribute.certificateType, value: 0 },
      { type: attribute.token, value: true },
      { type: attribute.private, value: false },
      { type: attribute.label, value: Buffer.from(`certificate ${at}`) },
      { type: attribute.id, value: Buffer.from([at >> 8, at & 0xff]) },
      { type: attribute.subject, value: Buffer.from('3000', 'hex') },
      { type: attribute.value, value: Buffer.from(certificate.der) },
    ]);
  }
  cryptoki.finalize();
}

interface Listing {
  /** Objects in the first batch. */
  readonly first: number;
  readonly objects: number;
}

async function list(session: TokenSession): Promise<Listing> {
  let first = 0;
  let objects = 0;
  await session.objects((batch) => {
    first ||= batch.length;
    objects += batch.length;
  });
  return { first, objects };
}

it(`[T02] lists ${count} certificates that pkcs11-tool lists, the first before the last is read`, async (context) => {
  const reason = softHsm.available() ?? whatIsMissing({ tools: ['pkcs11-tool'] });
  if (reason !== null) return context.skip(reason);
  await using target = await softHsm.start();
  await fill(target);
  await using module = startModule(target);
  const ours = await module.client.withToken(await module.token(), async (session) => {
    await session.login('user', target.pin);
    await list(session);
    const listings: Listing[] = [];
    for (let round = 0; round < rounds; round++) listings.push(await list(session));
    return listings;
  });
  const theirs = Array.from({ length: rounds }, () => {
    const { text } = pkcs11Tool(target, ...loggedIn(target), '--list-objects');
    return { objects: text.split('Certificate Object').length - 1 };
  });
  expect(new Set([...ours, ...theirs].map(({ objects }) => objects))).toEqual(new Set([count]));
  // `npm run bench -- --tokens` measures speed; here the first batch has less than half of the objects.
  for (const { first } of ours) expect(first).toBeLessThan(count / 2);
});
