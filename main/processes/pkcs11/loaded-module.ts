import type { Cryptoki, Handle } from './cryptoki.ts';
import { hasReturned, isLost } from './cryptoki-error.ts';
import { readMechanisms, type Mechanisms } from './mechanisms.ts';
import { slotFlag } from './numbers.ts';
import { unpadded } from './padded-text.ts';
import type { SlotReportMessage } from './pkcs11-protocol.ts';
import { tokenKey, tokenNameOf, tokenReport, type TokenName } from './token-report.ts';

/** The one module of this process, with what is remembered of its tokens. */
export interface LoadedModule {
  readonly cryptoki: Cryptoki;
  /** CK_INFO.manufacturerID */
  readonly maker: string;
  readonly slots: () => SlotReportMessage[];
  /** The slot that holds this token now; null: none. */
  readonly findSlot: (token: TokenName) => Handle | null;
  readonly mechanismsOf: (token: TokenName, slot: Handle) => Mechanisms;
  /** C_Finalize and C_Initialize: some modules see a token again only afterwards. All sessions of all tokens are gone then. */
  readonly startAnew: () => void;
  /** Logins that outlive their lease, by token. */
  readonly kept: Map<string, KeptLogin>;
  /** Leases that are open now. */
  readonly leases: Set<object>;
  /** A token was seen to go since the module was last started. */
  readonly hasLost: () => boolean;
  readonly noteLoss: () => void;
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
  const leases = new Set<object>();
  let present: ReadonlySet<string> = new Set();
  let lost = false;

  function mechanismsOf(token: TokenName, slot: Handle): Mechanisms {
    const key = tokenKey(token);
    const mechanisms = known.get(key) ?? readMechanisms(cryptoki, slot);
    known.set(key, mechanisms);
    return mechanisms;
  }

  /** Null for an empty slot, and for a card that the module cannot make sense of. */
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
    return {
      slot: slotNumber(slot),
      description: unpadded(slotDescription),
      hardware: (flags & slotFlag.hardware) !== 0,
      token: (flags & slotFlag.tokenPresent) === 0 ? null : tokenIn(slot),
    };
  }

  /**
   * Tokens were pulled out. With a session still open on one, libykcs11 never shows it again (measured with 2.7.1): their
   * logins are over, and where nobody else is logged in the module is started anew. `lost` stays, for the next PIN.
   */
  function letGo(gone: readonly string[]): void {
    lost = true;
    const had = gone.filter((key) => kept.delete(key)).length > 0;
    if (!had || kept.size > 0 || leases.size > 0) return;
    try {
      cryptoki.finalize();
    } finally {
      cryptoki.initialize(parameters);
    }
  }

  return {
    cryptoki,
    maker: unpadded(cryptoki.info().manufacturerID),
    kept,
    mechanismsOf,
    leases,
    hasLost: () => lost,
    noteLoss: () => {
      lost = true;
    },
    slots: () => {
      const slots = cryptoki.slots().map(reportOf);
      const now = new Set(slots.flatMap(({ token }) => (token === null ? [] : [tokenKey(token)])));
      const gone = [...present].filter((key) => !now.has(key));
      if (gone.length > 0) letGo(gone);
      present = now;
      return slots;
    },
    findSlot: (token) => {
      const wanted = tokenKey(token);
      for (const slot of cryptoki.slots()) {
        try {
          if ((cryptoki.slotInfo(slot).flags & slotFlag.tokenPresent) === 0) continue;
          if (tokenKey(tokenNameOf(cryptoki.tokenInfo(slot))) === wanted) return slot;
        } catch {
          // Pulled out just now, or not readable: not the one that is looked for.
        }
      }
      return null;
    },
    startAnew: () => {
      kept.clear();
      lost = false;
      cryptoki.finalize();
      cryptoki.initialize(parameters);
    },
  };
}
