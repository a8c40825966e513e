// SPDX-License-Identifier: Apache-2.0
import { describe, expect, it } from 'vitest';
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { TokenMemory } from '../../../main/computer-state/state-port.ts';
import type { SlotReport } from '../../../main/tokens/module-port.ts';
import type { ModulePool, OpenModule } from '../../../main/tokens/service/module-pool.ts';
import { createConnectedTokens } from '../../../main/tokens/service/connected-tokens.ts';
import { aModule, aReport, aSlot } from './a-device.ts';

const info = { description: 'd', maker: 'm', version: '2.40' };

function connectedTokens(modules: readonly OpenModule[], preferred: Record<string, string> = {}) {
  const pool = { usable: async () => modules, note: () => undefined } as unknown as ModulePool;
  const memory = { preferredModule: (id: string) => preferred[id] ?? null } as unknown as TokenMemory;
  return createConnectedTokens(pool, memory);
}

const moduleWith = (path: string, ...slots: SlotReport[]): OpenModule =>
  aModule(path, { info: async () => info, slots: async () => slots });

describe('[T02] tokens over all modules', () => {
  it('shows a device of two modules once, through the module that can do more', async () => {
    const opensc = moduleWith('/usr/lib/opensc-pkcs11.so', aSlot(aReport({ serial: 'aa', generates: [] })));
    const maker = moduleWith('/usr/lib/libykcs11.so', aSlot(aReport({ serial: '17', generates: ['rsa-2048'] })));
    const devices = await connectedTokens([opensc, maker]).read();
    expect(devices.map(({ chosen, views }) => [chosen.module.known.path, views.length])).toEqual([
      ['/usr/lib/libykcs11.so', 2],
    ]);
  });

  it('uses the module that the person chose', async () => {
    const opensc = moduleWith('/usr/lib/opensc-pkcs11.so', aSlot(aReport({ serial: 'aa', generates: [] })));
    const maker = moduleWith('/usr/lib/libykcs11.so', aSlot(aReport({ serial: '17' })));
    const [first] = await connectedTokens([opensc, maker]).read();
    const [chosen] = await connectedTokens([opensc, maker], { [first?.chosen.id ?? '']: opensc.known.moduleId }).read();
    expect(chosen?.chosen.module.known.path).toBe('/usr/lib/opensc-pkcs11.so');
  });

  it('keeps two tokens of one module, and two software readers, apart', async () => {
    const slot = { description: 'SoftHSM slot', hardware: false };
    const one = moduleWith('/a.so', aSlot(aReport({ serial: '1' }), slot), aSlot(aReport({ serial: '2' }), slot));
    const two = moduleWith('/b.so', aSlot(aReport({ serial: '3' }), slot));
    expect(await connectedTokens([one, two]).read()).toHaveLength(3);
  });

  it('shows the tokens of other modules when one fails', async () => {
    const broken = aModule('/broken.so', {
      info: async () => {
        throw new AppError('module-stopped');
      },
    });
    const devices = await connectedTokens([broken, moduleWith('/b.so', aSlot(aReport()))]).read();
    expect(devices).toHaveLength(1);
  });

  it('reports a token that is not connected', async () => {
    await expect(connectedTokens([moduleWith('/b.so', aSlot(null))]).find('f'.repeat(64))).rejects.toMatchObject({
      code: 'token-not-found',
    });
  });

  it('[T11] keeps looking briefly for a known token, even after it was reported gone', async () => {
    const there = aSlot(aReport());
    let asked = 0;
    const module = aModule('/a.so', {
      info: async () => info,
      slots: async () => [++asked < 4 ? aSlot(null) : there],
    });
    const tokens = connectedTokens([module]);
    await tokens.read();
    tokens.take(module, [there]);
    const id = tokens.last()?.[0]?.chosen.id ?? '';
    tokens.take(module, [aSlot(null)]);
    expect((await tokens.find(id)).chosen.id).toBe(id);
    expect(asked).toBe(4);
  });
});
