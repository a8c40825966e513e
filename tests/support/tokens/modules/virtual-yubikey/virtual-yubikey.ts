// SPDX-License-Identifier: Apache-2.0
/**
 * Entry point of a PIV card's process, controlled by the messages of control.ts. The arguments are vpcd's port, the
 * state file and the serial number. The process exits with its parent.
 */
import { status, type Command } from './apdu.ts';
import { loadState, saveState } from './card-state.ts';
import { emptyJournal, freshSession, type Card } from './card.ts';
import type { CardMessage, Deselected, Moment, Order, OrderMessage } from './control.ts';
import { managementReference } from './management-key.ts';
import { createTransmitter } from './transmit.ts';
import { linkToVpcd } from './vpcd-link.ts';

/** The ATR of a YubiKey 5, by which OpenSC and libykcs11 recognise it. */
const atr = Buffer.from('3bfd1300008131fe158073c021c057597562694b657940', 'hex');

const selectInstruction = 0xa4;

const [port = '', stateFile = '', serial = ''] = process.argv.slice(2);
const state = loadState(stateFile, Number(serial));
const card: Card = {
  state,
  journal: emptyJournal(),
  session: freshSession(),
  save: () => saveState(stateFile, state),
};
let transmitter = createTransmitter(card);
let deselected: Deselected | null = null;
let isSelected = true;
let hidden: number | null = null;
let armed: { id: number; instruction: number; moment: Moment } | null = null;

const say = (message: CardMessage): void => {
  process.send?.(message);
};

function isAwaited({ instruction, p2, data }: Command): boolean {
  if (instruction !== armed?.instruction) return false;
  return !(instruction === 0x20 && data.length === 0) && !(instruction === 0x87 && p2 === managementReference);
}

const unknown = Buffer.of(status.unknownInstruction >> 8, status.unknownInstruction & 0xff);

/** Returns the reply to a command that is hidden or reaches another application, otherwise null. */
function ofAnotherApplication(instruction: number | undefined): Buffer | null {
  if (instruction !== undefined && instruction === hidden) return unknown;
  if (instruction === undefined || deselected === null) return null;
  const { from, until } = deselected;
  if (instruction === from) isSelected = false;
  else if (!isSelected && (instruction === until || instruction === selectInstruction)) {
    isSelected = true;
    deselected = null;
  }
  return isSelected ? null : unknown;
}

const link = linkToVpcd(Number(port), {
  atr,
  powerChanged: () => {
    card.session = freshSession();
    isSelected = true;
    transmitter = createTransmitter(card);
  },
  transmit: (octets) => {
    const { command, answer } = transmitter(octets);
    const other = ofAnotherApplication(command?.instruction);
    if (other !== null) return other;
    if (armed === null || command === null || !isAwaited(command)) return answer();
    const { id, moment } = armed;
    armed = null;
    if (moment === 'after') answer();
    link.unplug();
    say({ fired: id });
    return null;
  },
});

async function obey(id: number, order: Order): Promise<void> {
  if (order.do === 'plug') await link.plug();
  else if (order.do === 'unplug') link.unplug();
  else if (order.do === 'unplugOn') armed = { id, instruction: order.instruction, moment: order.moment };
  else if (order.do === 'deselect') deselected = order;
  else if (order.do === 'hide') hidden = order.instruction;
  else if (order.do === 'setTries') {
    if (order.pin !== undefined) state.pin.triesLeft = order.pin;
    if (order.puk !== undefined) state.puk.triesLeft = order.puk;
    card.save();
  }
}

card.save();
process.on('message', ({ id, order }: OrderMessage) => {
  void obey(id, order).then(() => say({ id, journal: { ...card.journal } }));
});
process.on('disconnect', () => process.exit());
