// SPDX-License-Identifier: Apache-2.0
import { afterAll, describe, expect, it } from 'vitest';
import type { Deadlines } from '../../../../main/tokens/client/deadlines.ts';
import type { ModuleClient, TokenReport } from '../../../../main/tokens/module-port.ts';
import { compilerUnavailable } from '../../../support/tokens/modules/broken-modules/compile.ts';
import {
  makeMinimalToken,
  type Fault,
  type MinimalToken,
} from '../../../support/tokens/modules/broken-modules/minimal-token.ts';
import {
  makeLibraryThatIsNoModule,
  makeModuleForOtherProcessor,
  makeNullListModule,
  makeTextNamedAsModule,
} from '../../../support/tokens/modules/broken-modules/not-modules.ts';
import { startModule, type RunningModule } from '../../../support/tokens/modules/start-module.ts';
import { targetFolder } from '../../../support/tokens/modules/target-folder.ts';

const reason = compilerUnavailable();
const short: Partial<Deadlines> = { load: 1500, list: 700, sign: 700, login: 700, close: 300 };
const message = Buffer.from('to be signed');

describe.skipIf(reason !== null)(`a module at fault${reason === null ? '' : ` (skipped: ${reason})`}`, () => {
  const { folder, remove } = targetFolder('module-faults');
  const running: RunningModule[] = [];
  afterAll(async () => {
    await Promise.all(running.map(async ({ client }) => client.close()));
    remove();
  });
  const start = (token: Pick<MinimalToken, 'modulePath'>): RunningModule => {
    const module = startModule(
      { environment: {}, label: 'Minimal token', ...token },
      { deadlines: short, watchEveryMs: 20 },
    );
    running.push(module);
    return module;
  };
  const signs = async (client: ModuleClient, token: TokenReport, pin = '123456'): Promise<number> =>
    client.withToken(token, async (session) => {
      await session.login('user', pin);
      let keyId = '';
      await session.objects((batch) => {
        keyId = batch.find((object) => object.class === 'private-key')?.id ?? keyId;
      });
      return (await session.sign(keyId, 'rsa-pkcs1-sha256', message)).length;
    });

  it.for([
    ['a text', makeTextNamedAsModule],
    ['a library that is no module', makeLibraryThatIsNoModule],
    ['a module for another processor', makeModuleForOtherProcessor],
    ['an empty function list', makeNullListModule],
    ['a file that is not there', (where: string) => `${where}/absent.so`],
  ] as const)('[T01] %s is reported as broken, not as a fault of the process', async ([, make]) => {
    const module = start({ modulePath: make(folder) });
    await expect(module.client.slots()).rejects.toMatchObject({ code: 'module-broken' });
    await expect(module.client.info()).rejects.toMatchObject({ code: 'module-broken' });
    expect(module.faults).toEqual([]);
  });

  const kinds: readonly Fault[] = ['segv', 'abort', 'exit', 'hang'];
  it.for(
    (['C_Initialize', 'C_GetSlotList', 'C_Login', 'C_Sign'] as const).flatMap((at) =>
      kinds.map((kind) => [at, kind] as const),
    ),
  )('[T01] reports %s with %s, and the next call works', async ([at, kind]) => {
    const token = makeMinimalToken({ folder, name: `once-${at}-${kind}` });
    const other = start(makeMinimalToken({ folder, name: `other-${at}-${kind}` }));
    await other.client.info();
    const module = start(token);
    const atStart = at === 'C_Initialize';
    const report = atStart ? null : await module.token();
    token.trip(at, 'before', kind);
    const failing = report === null || at === 'C_GetSlotList' ? module.client.slots() : signs(module.client, report);
    await expect(failing).rejects.toMatchObject({ code: 'module-stopped' });
    expect(token.armed()).toBe(false);
    expect(module.faults).toMatchObject([{ kind: kind === 'hang' ? 'silent' : 'crashed' }]);
    expect((await other.client.slots()).length).toBeGreaterThan(0);
    expect(await signs(module.client, await module.token())).toBe(256);
    expect(module.client.faults).toBe(1);
  });

  it('[T04] does not repeat a login during which the module stops', async () => {
    const token = makeMinimalToken({ folder, name: 'dies-at-login' });
    const module = start(token);
    const report = await module.token();
    const tries = [];
    for (const [moment, what] of [
      ['before', 'hang'],
      ['during', 'segv'],
      ['after', 'exit'],
    ] as const) {
      const before = token.attempts();
      token.trip('C_Login', moment, what);
      await expect(signs(module.client, report)).rejects.toMatchObject({ code: 'module-stopped' });
      tries.push(token.attempts() - before);
      module.client.retry();
    }
    expect(tries).toEqual([0, 1, 1]);
  });

  it.for([5, 6, 7, 48, 50, 179, 257])('[T04] after CKR %i in a signature the login is repeated once', async (rv) => {
    const token = makeMinimalToken({ folder, name: `lost-${rv}` });
    const module = start(token);
    const report = await module.token();
    token.trip('C_Sign', 'before', rv);
    expect(await signs(module.client, report)).toBe(256);
    expect(token.armed()).toBe(false);
    expect(token.attempts()).toBe(2);
    expect(module.faults).toEqual([]);
  });

  it.for([5, 48, 50, 160, 179, 257])('[T04] after CKR %i from the login itself nothing is sent again', async (rv) => {
    const token = makeMinimalToken({ folder, name: `refused-${rv}` });
    const module = start(token);
    const report = await module.token();
    token.trip('C_Login', 'after', rv);
    await expect(signs(module.client, report)).rejects.toMatchObject({ details: {} });
    expect(token.attempts()).toBe(1);
    await expect(signs(module.client, report, '000000')).rejects.toMatchObject({ code: 'wrong-pin' });
    expect(token.attempts()).toBe(2);
  });

  it('[T01] pauses a module that crashes three times in a minute, until a retry', async () => {
    const token = makeMinimalToken({ folder, name: 'keeps-dying', fault: { kind: 'segv', at: 'C_GetSlotList' } });
    const module = start(token);
    for (let time = 0; time < 3; time++)
      await expect(module.client.slots()).rejects.toMatchObject({ code: 'module-stopped' });
    await expect(module.client.slots()).rejects.toMatchObject({ code: 'module-paused' });
    expect(module.client.faults).toBe(3);
    module.client.retry();
    await expect(module.client.slots()).rejects.toMatchObject({ code: 'module-stopped' });
  });

  it('[T01] continues a watch after a fault', async () => {
    const token = makeMinimalToken({ folder, name: 'watched' });
    const module = start(token);
    const seen: string[] = [];
    const first = Promise.withResolvers<void>();
    const fault = Promise.withResolvers<void>();
    module.client.onFault(() => fault.resolve());
    const stop = module.client.watch((slots) => {
      seen.push(slots.map((slot) => slot.token?.flags.userPinFinalTry).join(','));
      first.resolve();
    });
    await first.promise;
    token.trip('C_GetSlotList', 'before', 'segv');
    await fault.promise;
    const changed = Promise.withResolvers<void>();
    const stopSecond = module.client.watch((slots) => {
      if (slots[0]?.token?.flags.userPinFinalTry) changed.resolve();
    });
    token.setTriesLeft(1);
    await changed.promise;
    stop();
    stopSecond();
    expect(seen).toEqual(['false', 'true']);
  });

  it('[T02] ends a cancelled call at once, and frees the token when the hanging module is ended', async () => {
    const token = makeMinimalToken({ folder, name: 'cancelled' });
    const module = start(token);
    const report = await module.token();
    token.trip('C_Sign', 'before', 'hang');
    const stop = new AbortController();
    const begun = Promise.withResolvers<void>();
    const cancelled = module.client.withToken(
      report,
      async (session) => {
        await session.login('user', '123456');
        let keyId = '';
        await session.objects((batch) => {
          keyId = batch.find((object) => object.class === 'private-key')?.id ?? keyId;
        });
        begun.resolve();
        return session.sign(keyId, 'rsa-pkcs1-sha256', message);
      },
      stop.signal,
    );
    await begun.promise;
    const waiting = module.client.withToken(report, async () => 'not reached', AbortSignal.abort());
    await expect(waiting).rejects.toMatchObject({ code: 'cancelled' });
    stop.abort();
    await expect(cancelled).rejects.toMatchObject({ code: 'cancelled' });
    expect(await signs(module.client, report)).toBe(256);
    expect(module.faults).toMatchObject([{ kind: 'silent', during: 'sign' }]);
  });

  it('[T01] closes a module that hangs in C_Finalize without waiting for it', async () => {
    const module = start(makeMinimalToken({ folder, name: 'no-end', fault: { kind: 'hang', at: 'C_Finalize' } }));
    await module.client.info();
    // C_Finalize never returns: waiting for it would hit the test's timeout.
    await module.client.close();
    await expect(module.client.slots()).rejects.toMatchObject({ code: 'module-stopped' });
  });
});
