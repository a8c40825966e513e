import { expect, it } from 'vitest';
import { loadCryptoki } from '../../../main/processes/pkcs11/cryptoki.ts';
import { attribute, objectClass, userType } from '../../../main/processes/pkcs11/numbers.ts';
import type { TokenSession } from '../../../main/tokens/module-port.ts';
import { makeIdentity } from '../../support/make-identity.ts';
import { loggedIn, pkcs11Tool } from '../../support/tokens/pkcs11-tool.ts';
import { softHsm, type SoftHsmTarget } from '../../support/tokens/softhsm.ts';
import { startModule } from '../../support/tokens/start-module.ts';
import { whatIsMissing } from '../../support/tokens/what-is-missing.ts';

const count = 1000;
const rounds = 5;

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
  readonly first: number;
  readonly all: number;
  readonly objects: number;
}

async function list(session: TokenSession): Promise<Listing> {
  const start = performance.now();
  let first = 0;
  let objects = 0;
  await session.objects((batch) => {
    first ||= performance.now() - start;
    objects += batch.length;
  });
  return { first, all: performance.now() - start, objects };
}

it(`[T02] ${count} certificates: in 150 ms after the login, in half of pkcs11-tool's time, the first ones at once`, async (context) => {
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
    const start = performance.now();
    const { text } = pkcs11Tool(target, ...loggedIn(target), '--list-objects');
    return { all: performance.now() - start, objects: text.split('Certificate Object').length - 1 };
  });
  expect(new Set([...ours, ...theirs].map(({ objects }) => objects))).toEqual(new Set([count]));
  const best = (all: readonly { readonly all: number }[]): number => Math.min(...all.map(({ all: ms }) => ms));
  const first = Math.min(...ours.map((listing) => listing.first));
  console.log(
    `ours ${best(ours).toFixed(0)} ms (first ${first.toFixed(0)} ms), pkcs11-tool ${best(theirs).toFixed(0)} ms`,
  );
  expect(best(ours)).toBeLessThan(150);
  expect(best(ours)).toBeLessThan(best(theirs) / 2);
  expect(first).toBeLessThan(best(ours) / 2);
});
