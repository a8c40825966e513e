import { execFileSync } from 'node:child_process';
import { expect, it, onTestFinished } from 'vitest';
import { softHsm } from '../../support/tokens/softhsm.ts';
import { quietRun, tokensWith } from '../../support/tokens/tokens-with.ts';

const unavailable = softHsm.available();

it.skipIf(unavailable !== null)('[T06] [T07] a key made on SoftHSM signs a request that openssl takes', async () => {
  const target = await softHsm.start();
  onTestFinished(async () => target.stop());
  const { tokens, token } = await tokensWith([target]);
  console.log(JSON.stringify(await tokens.modules({ refresh: true }, quietRun), null, 1)); await tokens.list({ refresh: true }, quietRun); console.log(JSON.stringify(await tokens.modules({ refresh: true }, quietRun), null, 1));
  const { id, generates, pin } = await token(target.label);
  expect([generates.includes('ed25519'), pin]).toEqual([true, 'ok']);
  await tokens.manage({ tokenId: id, on: true }, quietRun);
  const pins = { tokenId: id, pin: target.pin, confirmedLastTry: false };
  for (const algorithm of ['rsa-2048', 'ec-p256', 'ec-p384', 'ed25519'] as const) {
    const { objectId } = await tokens.generate({ ...pins, algorithm, label: algorithm }, quietRun);
    const { pem } = await tokens.csr({ ...pins, objectId, subject: 'CN=张三,O=Bank,C=CN' }, quietRun);
    const printed = execFileSync('openssl', ['req', '-verify', '-noout', '-subject', '-nameopt', 'RFC2253,utf8,-esc_msb'], {
      input: pem,
      encoding: 'utf8',
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    expect(printed).toContain('subject=CN=张三,O=Bank,C=CN');
    await tokens.selfSign({ ...pins, objectId, subject: 'CN=a', days: 10 }, quietRun);
    await tokens.testKey({ ...pins, objectId }, quietRun);
  }
  await tokens.unlock(pins, quietRun);
  const all = await tokens.objects({ tokenId: id, fresh: true, offset: 0, limit: 500 }, quietRun);
  console.log(all.objects.map((o) => [o.class, o.label, o.keyId, o.pair, o.algorithm, JSON.stringify(o.key)].join(' ')));
});
