// SPDX-License-Identifier: Apache-2.0
import type { AppError } from '../../../shared/domain/errors/app-error.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { seededRandom } from '../../support/openssl/seeded-random.ts';
import { followList } from '../../support/tokens/work/follow-list.ts';
import {
  allObjects,
  plugKinds,
  plugRound,
  plugTable,
  type HotPlugged,
  type PlugResult,
  type PlugRound,
} from '../../support/tokens/hot-plug.ts';
import { startModule } from '../../support/tokens/modules/start-module.ts';
import { quietRun, tokensWith } from '../../support/tokens/work/tokens-with.ts';
import { throughModule, yubikeyTarget, type YubikeyTarget } from '../../support/tokens/modules/yubikey.ts';

const kinds = [yubikeyTarget('ykcs11'), yubikeyTarget('opensc')];
const missing = kinds.map((kind) => kind.available()).find((why) => why !== null) ?? null;

/** docs/soak.md requires `HOT_PLUGS=50`. */
const rounds = Number(process.env['HOT_PLUGS'] ?? 12);
const seed = Number(process.env['HOT_PLUG_SEED'] ?? 1);

function chosenRounds(): PlugRound[] {
  const random = seededRandom(seed);
  return Array.from({ length: rounds }, (_, index) => ({
    kind: plugKinds[index % plugKinds.length] ?? 'nothing',
    moment: random() < 0.5 ? 'before' : 'after',
    quick: random() < 0.3,
    // 0.2 s is faster than a person.
    pauseMs: 200 + random() * 1000,
  }));
}

describe.skipIf(missing !== null)(
  `a token that comes and goes${missing === null ? '' : ` (skipped: ${missing})`}`,
  () => {
    let target: YubikeyTarget;
    beforeAll(async () => {
      target = await yubikeyTarget('ykcs11').start();
    });
    afterAll(() => target?.stop());

    async function hotPlugged(): Promise<HotPlugged> {
      const at = await tokensWith([target, throughModule(target.yubikey, 'opensc')]);
      const { id: tokenId } = await at.token(target.label);
      await at.tokens.manage({ tokenId, on: true }, quietRun);
      const pins = { tokenId, pin: target.pin, soPin: target.soPin, confirmedLastTry: false };
      const { objectId } = await at.tokens.generate({ ...pins, algorithm: 'ec-p256', label: 'connected' }, quietRun);
      await at.tokens.selfSign({ ...pins, objectId, subject: 'CN=connected', days: 9 }, quietRun);
      return { at, target, list: await followList(at.tokens), tokenId, objectId };
    }

    it(
      `[T02] [T04] [T11] is followed through two modules in ${rounds} rounds of unplugging and plugging`,
      { timeout: 60_000 + rounds * 15_000 },
      async () => {
        const hot = await hotPlugged();
        const results: PlugResult[] = [];
        for (const round of chosenRounds()) results.push(await plugRound(hot, round));
        console.log(plugTable(results));
        const failures = results.flatMap(({ kind, moment, quick, faults }, index) =>
          faults.length === 0
            ? []
            : [`${index + 1}. ${kind}, ${moment}${quick ? ', quick' : ''}: ${faults.join('; ')}`],
        );
        expect(failures.join('\n')).toBe('');
        const { modules } = await hot.at.tokens.modules({ refresh: false }, quietRun);
        expect(modules.map(({ faults, state }) => ({ faults, state }))).toEqual(
          modules.map(() => ({ faults: 0, state: 'ready' })),
        );
      },
    );

    it.each(['ykcs11', 'opensc'] as const)(
      '[T04] a session whose card is replaced ends without a login on the new card: %s',
      { timeout: 60_000 },
      async (module) => {
        const { yubikey, pin } = target;
        const other = await yubikey.another(module === 'opensc' ? 87_654_323 : 87_654_324);
        await using running = startModule(throughModule(yubikey, module));
        const token = await running.token();
        const call = running.client.withToken(token, async (session) => {
          await session.login('user', pin);
          await yubikey.unplug();
          await other.plug();
          await session.objects(() => undefined);
        });
        // Without a CHUID, OpenSC gives both cards one serial number, so only the missing login stops the work.
        await expect(call).rejects.toMatchObject({ code: expect.stringMatching(/^(token-removed|pin-needed)$/) });
        expect(await other.journal()).toMatchObject({ verify: 0, keyUse: 0 });
        await other.unplug();
        await yubikey.plug();
      },
    );

    it.each(['ykcs11', 'opensc'] as const)(
      '[T04] a card that replaces the unplugged one receives no PIN: %s',
      { timeout: 60_000 },
      async (module) => {
        const { at, list, tokenId } = await hotPlugged();
        const { yubikey, pin } = target;
        const other = await yubikey.another(module === 'opensc' ? 87_654_321 : 87_654_322);
        const { modules } = await at.tokens.modules({ refresh: false }, quietRun);
        const moduleId = modules.find(({ path }) => path.includes(module))?.moduleId ?? '';
        await at.tokens.useModule({ tokenId, moduleId }, quietRun);
        const [shown] = (await at.tokens.list({ refresh: true }, quietRun)).tokens;
        if (shown?.moduleId !== moduleId) throw new Error('the module was not taken');
        const objects = await allObjects(at, shown.id);
        // The certificate's id stands for its key pair.
        const objectId = objects.find((each) => each.class === 'certificate')?.id ?? '';
        const before = await yubikey.journal();
        const { fired } = await yubikey.unplugOn(0x87, 'before');
        const call = { tokenId: shown.id, objectId, pin, confirmedLastTry: false };
        const answers = Promise.allSettled([1, 2].map(async () => at.tokens.testKey(call, quietRun)));
        await fired;
        await other.plug();
        try {
          for (const answer of await answers) {
            const code = answer.status === 'rejected' ? (answer.reason as AppError).code : 'it signed';
            expect(code).toMatch(/^(token-removed|token-not-found|pin-needed)$/);
          }
          await list.until('the other one', ([id]) => id !== undefined && id !== shown.id);
          expect(await other.journal()).toMatchObject({ verify: 0, keyUse: 0 });
          expect((await yubikey.journal()).verify - before.verify).toBe(1);
        } finally {
          await other.unplug();
          await yubikey.plug();
        }
        await list.until('back', ([id]) => id === shown.id);
        await at.tokens.testKey(call, quietRun);
      },
    );
  },
);
