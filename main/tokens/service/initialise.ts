// SPDX-License-Identifier: Apache-2.0
import { AppError } from '../../../shared/domain/errors/app-error.ts';
import type { CallInput } from '../../../shared/ipc/contract.ts';
import type { TokenMemory } from '../../computer-state/state-port.ts';
import type { TokenReport } from '../module-port.ts';
import type { TokenCommandCalls } from '../tokens-service.ts';
import type { ModulePool } from './module-pool.ts';
import { enter } from './pin-policy.ts';
import type { ConnectedTokens, TokenView } from './connected-tokens.ts';
import { checkNew } from './set-pins.ts';
import { tokenIdOf } from './keys/token-identity.ts';
import { requirePkcs11, type TokenWork } from './token-work.ts';

export interface InitialiseParts {
  readonly memory: TokenMemory;
  readonly connectedTokens: ConnectedTokens;
  readonly work: TokenWork;
  readonly certificatesOn: (tokenId: string) => Promise<readonly string[]>;
}

export async function initialise(
  { memory, connectedTokens, work, certificatesOn }: InitialiseParts,
  input: CallInput<'tokens.initialise'>,
): Promise<string> {
  const { tokenId, label, soPin, newPin, typedLabel, losing } = input;
  const device = await connectedTokens.find(tokenId);
  const { chosen } = device;
  const fresh = !chosen.token.flags.tokenInitialized;
  requirePkcs11(device);
  checkNew(device, newPin, 'user');
  if (!fresh) {
    work.requireManaged(device);
    if (typedLabel !== (chosen.token.label || chosen.token.serial)) throw new AppError('not-confirmed');
    const known = new Set(losing);
    if ((await certificatesOn(tokenId)).some((sha256) => !known.has(sha256))) throw new AppError('token-not-empty');
  }
  const where = fresh ? { slot: chosen.slot.slot } : { token: chosen.token };
  const as = { label, soPin, pin: newPin };
  const { client } = chosen.module;
  // C_InitToken sets a fresh token's SO PIN. On other tokens, it checks the PIN, which can cost a try (PKCS#11 §5.5).
  const report = fresh ? await client.initialise(where, as) : await reinitialise();
  return owned(memory, report, chosen);

  async function reinitialise(): ReturnType<typeof client.initialise> {
    let done: Awaited<ReturnType<typeof client.initialise>> | null = null;
    const entry = { who: 'so', pin: soPin, confirmedLastTry: input.confirmedLastTry } as const;
    await enter(memory, device, entry, async () => {
      done = await client.initialise(where, as);
    });
    if (done === null) throw new AppError('internal');
    return done;
  }
}

function owned(memory: TokenMemory, report: TokenReport, { slot }: Pick<TokenView, 'slot'>): string {
  const id = tokenIdOf(report, slot);
  for (const who of ['user', 'so', 'puk'] as const) memory.clear(id, who);
  memory.setManaged(id, true);
  return id;
}

export async function initialiseSlot(
  { memory, pool }: { readonly memory: TokenMemory; readonly pool: ModulePool },
  { modulePath, slot: number, label, soPin, newPin }: Parameters<TokenCommandCalls['initialiseSlot']>[0],
): ReturnType<TokenCommandCalls['initialiseSlot']> {
  const module = await pool.restrictTo(modulePath);
  const slots = await module.client.slots();
  const slot = slots.find((each) => each.slot === number);
  if (!slot?.token) {
    const free = slots.flatMap((each) => (each.token?.flags.tokenInitialized === false ? [each.slot] : []));
    throw new AppError('token-not-found', { slots: free });
  }
  if (slot.token.flags.tokenInitialized) throw new AppError('token-not-empty');
  const view = { id: tokenIdOf(slot.token, slot), module, slot, token: slot.token };
  if (newPin !== undefined) checkNew({ chosen: view }, newPin, 'user');
  const report = await module.client.initialise({ slot: number }, { label, soPin, pin: newPin });
  return { tokenId: owned(memory, report, view), serial: report.serial };
}
