// SPDX-License-Identifier: Apache-2.0
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { takeMachineLock } from '../machine-lock.ts';
import { whatIsMissing } from '../what-is-missing.ts';
import { startCard, type CardProcess } from './card-process.ts';
import type { Journal } from './card.ts';
import type { Deselected, Moment } from './control.ts';
import { startPcscd, vpcdDriver, type ReaderDaemon } from './pcscd.ts';
import type { ReaderWatch } from './reader-watch.ts';

/** vpcd's default port (0x8C7B). */
const vpcdPort = 35_963;
const defaultSerial = 12_345_678;

export interface VirtualYubikey extends AsyncDisposable {
  readonly serial: number;
  /** Resolves when pcscd has noticed the removal. */
  unplug(): Promise<void>;
  /** Resolves when pcscd has noticed the card. */
  plug(): Promise<void>;
  /**
   * Pulls the card at its next command with this INS (see `Order`), by default at the moment `after`. Resolves when
   * armed. `pulled` resolves when the card is pulled, `fired` when pcscd has noticed the removal.
   */
  unplugOn(
    instruction: number,
    moment?: Moment,
  ): Promise<{ readonly pulled: Promise<void>; readonly fired: Promise<void> }>;
  /** Simulates another program that selects a different application, then PIV again (see `Order`). */
  deselect(deselected: Deselected): Promise<void>;
  /** Simulates older firmware that doesn't know this INS. Null restores normal firmware. */
  hide(instruction: number | null): Promise<void>;
  setTries(left: { readonly pin?: number; readonly puk?: number }): Promise<void>;
  journal(): Promise<Journal>;
  /** A second card for the same reader, not plugged in. `stop` also stops it. */
  another(serial: number): Promise<SecondCard>;
  stop(): Promise<void>;
}

export type SecondCard = Pick<VirtualYubikey, 'serial' | 'plug' | 'unplug' | 'journal'>;

export interface VirtualYubikeyOptions {
  /** Folder for the card's state and pcscd's settings. An existing card is reused. */
  readonly folder: string;
  readonly serial?: number;
}

export function virtualYubikeyUnavailable(): string | null {
  return whatIsMissing({ tools: ['pcscd', 'flock', 'setpriv'], files: [vpcdDriver], root: true });
}

/** A new card has the `factory` PINs and management key. Waits while another test uses the machine's pcscd. */
export async function startVirtualYubikey(options: VirtualYubikeyOptions): Promise<VirtualYubikey> {
  const { folder, serial = defaultSerial } = options;
  mkdirSync(folder, { recursive: true });
  const lock = await takeMachineLock('pcscd');
  let readers: ReaderDaemon | undefined;
  const cards: CardProcess[] = [];
  const stop = async (): Promise<void> => {
    for (const card of cards) await card.stop();
    await readers?.stop();
    await lock.release();
  };
  try {
    readers = await startPcscd(folder, vpcdPort);
    const { watch } = readers;
    const start = (file: string, number: number): CardProcess => {
      const started = startCard(vpcdPort, join(folder, file), number);
      cards.push(started);
      return started;
    };
    const card = start('card.json', serial);
    await card.order({ do: 'plug' });
    await watch.until(true);
    const another = async (other: number) => cardOf(other, start(`card-${other}.json`, other), watch);
    return { ...yubikeyOf(serial, card, watch), another, stop, [Symbol.asyncDispose]: stop };
  } catch (error) {
    await stop();
    throw error;
  }
}

function cardOf(serial: number, card: CardProcess, watch: ReaderWatch): SecondCard {
  return {
    serial,
    unplug: async () => {
      await card.order({ do: 'unplug' });
      await watch.until(false);
    },
    plug: async () => {
      await card.order({ do: 'plug' });
      await watch.until(true);
    },
    journal: async () => (await card.order({ do: 'journal' })).journal,
  };
}

function yubikeyOf(serial: number, card: CardProcess, watch: ReaderWatch) {
  return {
    ...cardOf(serial, card, watch),
    unplugOn: async (instruction: number, moment: Moment = 'after') => {
      const { id } = await card.order({ do: 'unplugOn', instruction, moment });
      const pulled = card.fired(id);
      return { pulled, fired: pulled.then(() => watch.until(false)) };
    },
    deselect: async (deselected: Deselected) => {
      await card.order({ do: 'deselect', ...deselected });
    },
    hide: async (instruction: number | null) => {
      await card.order({ do: 'hide', instruction });
    },
    setTries: async (left: { readonly pin?: number; readonly puk?: number }) => {
      await card.order({ do: 'setTries', ...left });
    },
  };
}
