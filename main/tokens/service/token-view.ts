// SPDX-License-Identifier: Apache-2.0
import type { Token } from '../../../shared/schemas/token.ts';
import type { TokenMemory } from '../../computer-state/state-port.ts';
import { isLastTry, pinStateOf, wrongEntries } from './pin-policy.ts';
import type { Device } from './connected-tokens.ts';

export function tokenView(device: Device, memory: TokenMemory): Token {
  const { chosen, views } = device;
  const { token, slot, module, id } = chosen;
  const { flags } = token;
  return {
    id,
    serial: token.serial,
    label: token.label,
    maker: token.maker,
    model: token.model,
    reader: slot.description,
    initialised: flags.tokenInitialized,
    writeProtected: flags.writeProtected,
    loginRequired: flags.loginRequired,
    pinpad: flags.protectedAuthenticationPath,
    pin: pinStateOf(flags, 'user'),
    soPin: pinStateOf(flags, 'so'),
    wrongPins: wrongEntries(memory, device, 'user'),
    wrongSoPins: wrongEntries(memory, device, 'so'),
    tries: token.tries,
    lastTry: isLastTry(memory, device, 'user'),
    soLastTry: isLastTry(memory, device, 'so'),
    pinLength: token.pinLength,
    freeBytes: token.freeBytes,
    totalBytes: token.totalBytes,
    managed: isManaged(device, memory),
    unlocked: device.chosen.slot.keptOpen,
    generates: [...token.generates],
    changesNeedSoPin: token.writesAs === 'so',
    unblock: [...token.unblock],
    moduleId: module.known.moduleId,
    moduleName: module.known.name,
    standard: token.standard,
    otherModules: views.flatMap(({ module: { known } }) =>
      known.moduleId === module.known.moduleId ? [] : [{ moduleId: known.moduleId, name: known.name }],
    ),
  };
}

export function isManaged(device: Device, memory: TokenMemory): boolean {
  return device.views.some(({ id }) => memory.isManaged(id));
}
