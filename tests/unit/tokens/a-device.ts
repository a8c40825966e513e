// SPDX-License-Identifier: Apache-2.0
import type { ModuleClient, SlotReport, TokenFlags, TokenReport } from '../../../main/tokens/module-port.ts';
import type { KnownModule } from '../../../main/tokens/modules/registry-port.ts';
import type { OpenModule } from '../../../main/tokens/service/module-pool.ts';
import type { Device, TokenView } from '../../../main/tokens/service/connected-tokens.ts';
import { tokenIdOf } from '../../../main/tokens/service/keys/token-identity.ts';

export const calmFlags: TokenFlags = {
  writeProtected: false,
  loginRequired: true,
  userPinInitialized: true,
  protectedAuthenticationPath: false,
  tokenInitialized: true,
  userPinCountLow: false,
  userPinFinalTry: false,
  userPinLocked: false,
  userPinToBeChanged: false,
  soPinCountLow: false,
  soPinFinalTry: false,
  soPinLocked: false,
  soPinToBeChanged: false,
};

export function aReport(
  change: Partial<Omit<TokenReport, 'flags'>> & { flags?: Partial<TokenFlags> } = {},
): TokenReport {
  return {
    label: 'my token',
    maker: 'Maker',
    model: 'M1',
    serial: '0123',
    pinLength: { min: 4, max: 16 },
    freeBytes: null,
    totalBytes: null,
    generates: ['rsa-2048'],
    unblock: ['so-pin'],
    writesAs: 'user',
    standard: 'pkcs11',
    tries: { user: null, so: null },
    ...change,
    flags: { ...calmFlags, ...change.flags },
  };
}

export function aSlot(token: TokenReport | null, change: Partial<SlotReport> = {}): SlotReport {
  return { slot: '0', description: 'Reader 00 00', hardware: true, token, keptOpen: false, ...change };
}

export function aModule(path: string, client: Partial<ModuleClient> = {}): OpenModule {
  const known: KnownModule = {
    moduleId: Buffer.from(path).toString('hex').padStart(64, '0').slice(-64),
    path,
    name: path,
    sha256: '0'.repeat(64),
    sizeBytes: 1,
    owner: 'root',
    writableByOthers: false,
    standard: 'pkcs11',
    package: null,
    source: 'p11-kit',
    state: 'ready',
    parameters: null,
  };
  return { known, client: client as ModuleClient };
}

export function aView(token: TokenReport, slot = aSlot(token), module = aModule('/usr/lib/m.so')): TokenView {
  return { id: tokenIdOf(token, slot), module, slot, token };
}

export function aDevice(...tokens: readonly TokenReport[]): Device {
  const views = tokens.map((token, index) => aView(token, aSlot(token), aModule(`/usr/lib/m${index}.so`)));
  const [chosen] = views;
  if (!chosen) throw new Error('a device has a view');
  return { chosen, views };
}
