// SPDX-License-Identifier: Apache-2.0
import type { Cryptoki, Handle } from './cryptoki.ts';
import { hasReturned, isLost } from './cryptoki-error.ts';
import { readMechanisms, type Mechanisms } from './mechanisms.ts';
import { loggedInStates, slotFlag } from './numbers.ts';
import { withLostOnes, type MissedTokens } from './missed-tokens.ts';
import { unpadded } from './padded-text.ts';
import type { SlotReportMessage } from '../pkcs11-protocol.ts';
import type { TokenName } from '../objects/token-kind.ts';
import { tokenKey, tokenNameOf, tokenReport } from '../objects/token-report.ts';

export interface LoadedModule {
  readonly cryptoki: Cryptoki;
  readonly maker: string;
  readonly slots: () => SlotReportMessage[];
  readonly findSlot: (token: TokenName) => Handle | null;
  readonly mechanismsOf: (token: TokenName, slot: Handle) => Mechanisms;
  /** Ends all sessions. Lost tokens may reappear. */
  readonly reinitialise: () => void;
  readonly kept: Map<string, KeptLogin>;
  readonly leased: Set<string>;
  readonly hasLost: () => boolean;
  readonly noteLoss: () => void;
  running: number;
  readonly seen: MissedTokens;
  /** Reader names, truncated to 64 octets, by `tokenKey`. */
  readonly readers: Map<string, string>;
  /** Readers that this process may have locked. */
  readonly heldReaders: Set<string>;
}

export interface KeptLogin {
  readonly session: Handle;
  readonly who: 'user' | 'so';
}

export function slotNumber(slot: Handle): string {
  return (slot.length === 8 ? slot.readBigUInt64LE() : BigInt(slot.readUInt32LE())).toString();
}

export function createLoadedModule(cryptoki: Cryptoki, parameters: string | null): LoadedModule {
  const known = new Map<string, Mechanisms>();
  const kept = new Map<string, KeptLogin>();
  const readers = new Map<string, string>();
  let present: ReadonlySet<string> = new Set();
  let lost = false;

  function mechanismsOf(token: TokenName, slot: Handle): Mechanisms {
    const key = tokenKey(token);
    const mechanisms = known.get(key) ?? readMechanisms(cryptoki, slot);
    known.set(key, mechanisms);
    return mechanisms;
  }

  function tokenIn(slot: Handle): SlotReportMessage['token'] {
    try {
      const info = cryptoki.tokenInfo(slot);
      const mechanisms = mechanismsOf(tokenNameOf(info), slot);
      return tokenReport(info, mechanisms);
    } catch (error) {
      if (hasReturned(error, 0xe0, 0xe1, 0x03) || isLost(error)) return null;
      throw error;
    }
  }

  function reportOf(slot: Handle): SlotReportMessage {
    const { flags, slotDescription } = cryptoki.slotInfo(slot);
    const token = (flags & slotFlag.tokenPresent) === 0 ? null : tokenIn(slot);
    if (token !== null) readers.set(tokenKey(token), unpadded(slotDescription));
    return {
      slot: slotNumber(slot),
      description: unpadded(slotDescription),
      hardware: (flags & slotFlag.hardware) !== 0,
      token,
      keptOpen: token !== null && keepsOpen(token, slot),
    };
  }

  function keepsOpen(token: TokenName, slot: Handle): boolean {
    const login = kept.get(tokenKey(token));
    if (login === undefined) return false;
    try {
      const { slotID, state } = cryptoki.sessionInfo(login.session);
      return slotID.equals(slot) && loggedInStates.includes(state);
    } catch {
      // Removing the token ends its sessions (PKCS#11 §5.6).
      return false;
    }
  }

  function slots(): SlotReportMessage[] {
    const reports = cryptoki.slots().map(reportOf);
    const now = new Set(reports.flatMap(({ token }) => (token === null ? [] : [tokenKey(token)])));
    if ([...present].some((key) => !now.has(key))) lost = true;
    present = now;
    return reports;
  }

  const module: LoadedModule = {
    cryptoki,
    maker: unpadded(cryptoki.info().manufacturerID),
    kept,
    leased: new Set(),
    running: 0,
    seen: new Map(),
    readers,
    heldReaders: new Set(),
    mechanismsOf,
    hasLost: () => lost,
    noteLoss: () => {
      lost = true;
    },
    slots: () => withLostOnes(module, slots),
    findSlot: (token) => {
      const wanted = tokenKey(token);
      for (const slot of cryptoki.slots()) {
        try {
          if ((cryptoki.slotInfo(slot).flags & slotFlag.tokenPresent) === 0) continue;
          if (tokenKey(tokenNameOf(cryptoki.tokenInfo(slot))) === wanted) return slot;
        } catch {
          // The token was just removed or is unreadable.
        }
      }
      return null;
    },
    reinitialise: () => {
      kept.clear();
      lost = false;
      module.heldReaders.clear();
      cryptoki.finalize();
      cryptoki.initialize(parameters);
    },
  };
  return module;
}
